"""`exready inventory merge`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from exready.options import INVENTORIES, JSON
from exready.terminal import print_document, print_lines
from scanner.inventory.refusal import Refusal, readable

if TYPE_CHECKING:
    from scanner.merging import Settled, Side

_WORDS = {"collected": "read", "declared": "declared", "failed": "not read", "skipped": "not asked"}


class OutputRefused(Refusal):
    """A result that would replace what it is made of."""


@click.command("merge")
@INVENTORIES
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Inventory to write; .gz packs it.",
)
@JSON
def command(inventories: tuple[Path, ...], output: Path, as_json: bool) -> int:
    """Make one inventory of several of the same organisation: of everything the newest reading.

    What was read is never replaced by what could not be read, nor by what somebody declared. Every place where the
    files differ is shown. The files stay as they are, and their order makes no difference.

    \b
    Examples:
      exready inventory merge october.json november.json -o both.json
      exready inventory merge directory.json edge1.json edge2.json -o all.json.gz
    """
    from scanner.inventory.store import load, save
    from scanner.merging import merge

    if any(_same(path, output) for path in inventories):
        raise OutputRefused(
            f"{readable(str(output))} is one of the files to merge, and would be replaced.",
            "Give another name with -o FILE.",
        )
    named = [(readable(str(path)), load(path)[0]) for path in dict.fromkeys(inventories)]
    merged, settled = merge(named)
    sha256 = save(output, merged)
    if as_json:
        found = {"inventory": str(output), "sha256": sha256, "settled": msgspec.to_builtins(settled)}
        print_document("merged", found)
        return 0
    print_lines(_told(settled))
    name = readable(str(output))
    click.echo(f"Wrote {name}, of {len(named)} {'file' if len(named) == 1 else 'files'}")
    click.echo(f"Next  exready inventory show {name}")
    return 0


def _same(path: Path, other: Path) -> bool:
    return path.resolve() == other.resolve()


def _told(settled: Sequence[Settled]) -> Iterator[str]:
    """Each place where files differ; what one of them never asked only counted, since that is most of a small file."""
    unasked = [note for note in settled if note.left.state == "skipped"]
    for heading, chosen in (
        ("Read more than once; the newer reading is kept", _by_states(settled, "collected", "collected")),
        ("Put together of what different servers told", [note for note in settled if note.how == "together"]),
        ("Read in one file, and not in a newer or other one; the reading is kept",
         _by_states(settled, "failed", "collected")),
        ("Read in one file and declared in another; the reading is kept",
         _by_states(settled, "declared", "collected")),
        ("Known in no file by reading; the better word is kept",
         [note for note in settled if note.kept.state != "collected" and note.left.state != "skipped"]),
    ):  # fmt: skip
        if chosen:
            yield f"{heading} ({len(chosen)})"
            for note in chosen:
                yield from _lines(note)
            yield ""
    if unasked:
        yield f"Asked in one file and not in another ({len(unasked)}); --json names each"
        for kept, left in dict.fromkeys((note.kept.file, note.left.file) for note in unasked):
            number = sum((note.kept.file, note.left.file) == (kept, left) for note in unasked)
            yield f"  {number} of {kept}, not asked in {left}"
        yield ""


def _by_states(settled: Iterable[Settled], left: str, kept: str) -> list[Settled]:
    return [note for note in settled if (note.left.state, note.kept.state, note.how) == (left, kept, "kept")]


def _lines(note: Settled) -> Iterator[str]:
    subject = f"{readable(note.subject, 60)}: " if note.subject is not None else ""
    yield f"  {subject}{note.section.replace('_', ' ')}"
    yield f"      {'kept' if note.how == 'kept' else 'with':<5} {_side(note.kept)}"
    yield f"      {'left' if note.how == 'kept' else 'and':<5} {_side(note.left)}"
    if note.only_left:
        shown = ", ".join(readable(name, 40) for name in note.only_left[:5])
        more = f" and {len(note.only_left) - 5} more" if len(note.only_left) > 5 else ""
        yield f"      only there: {shown}{more}"


def _side(side: Side) -> str:
    return f"{side.file}, {_WORDS[side.state]} {side.at.isoformat(sep=' ', timespec='minutes')}"
