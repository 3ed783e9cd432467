"""What the terminal can show, and printing to it."""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from scanner.inventory.refusal import readable

LONGEST_ERROR = 2_000
_READABLE = "exready-readable"
_SEVEN_BITS = "exready_seven_bits"


def make_streams_safe() -> None:
    """Whatever the console's encoding, nothing that is printed ends with a traceback; what it lacks stays readable."""
    codecs.register_error(_READABLE, _replaced)
    codecs.register(_seven_bits)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # click takes a stream that says ASCII for a mistake, and writes UTF-8 into it.
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding=_SEVEN_BITS if ascii_only else None, errors=_READABLE)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from reports.plain import plain

    return plain(error.object[error.start : error.end]), error.end


def _seven_bits(name: str) -> codecs.CodecInfo | None:
    """ASCII under another name."""
    if name != _SEVEN_BITS:
        return None
    found = codecs.lookup("ascii")
    return codecs.CodecInfo(
        found.encode,
        found.decode,
        incrementalencoder=found.incrementalencoder,
        incrementaldecoder=found.incrementaldecoder,
        name=_SEVEN_BITS,
    )


def color_wanted(option: bool | None) -> bool:
    """Colours: as the option says, else on a terminal that has not asked for none."""
    if option is not None:
        return option
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and moves_cursor()


def moves_cursor() -> bool:
    """Whether a terminal does more than to print one line after the other."""
    return os.environ.get("TERM") != "dumb"


def encoding_of_output() -> str:
    """That of the characters on standard output."""
    found = sys.stdout.encoding or "ascii"
    return "ascii" if found == _SEVEN_BITS else found


def symbols_wanted() -> bool:
    """Whether the output can carry signs beyond ASCII."""
    try:
        "✖▲✓…".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def width_of_terminal() -> int | None:
    """Columns of the terminal; None when the output goes elsewhere, where nothing is cut."""
    from reports.columns import NARROWEST

    return max(shutil.get_terminal_size().columns, NARROWEST) if sys.stdout.isatty() else None


def print_document(kind: str, content: Mapping[str, Any]) -> None:
    """Print what `--json` asks for; docs/results.md says what each kind of document holds."""
    document = {"schema": f"exready/{kind}", "version": 1, **content}
    print_json(json.dumps(document, ensure_ascii=False, indent=1))


def print_json(text: str) -> None:
    """Print a document of JSON, which is UTF-8 or, where standard output is not, ASCII."""
    if codecs.lookup(sys.stdout.encoding or "ascii").name != "utf-8":
        text = re.sub(r"[^\x00-\x7f]+", lambda found: json.dumps(found.group())[1:-1], text)
    click.echo(text.rstrip("\n"))


def say(text: str, indent: str = "", first: str | None = None) -> None:
    """Print running text, broken where the terminal ends; the first line is indented by `first`, if that is given."""
    print_lines(broken(text, indent, first))


def say_lines(lines: Iterable[str]) -> None:
    """Print lines; one that is too long goes on below, a little further in than it began."""
    for line in lines:
        first = " " * (len(line) - len(line.lstrip(" ")))
        say(line.lstrip(" "), first + "    ", first)


def broken(text: str, indent: str = "", first: str | None = None, longest: int | None = None) -> list[str]:
    """Running text in lines as `say` prints them, and none of them longer than `longest`."""
    from reports.columns import wrap

    width = min(filter(None, (width_of_terminal(), longest)), default=None)
    return wrap(_printable(text), width, indent if first is None else first, indent)


def tell_error(what: str, do: str) -> None:
    """Print a failure and what to do on standard error; whatever is in it, nothing steers the terminal."""
    lines = [("", "  ", what), *(("  ", "  ", line) for line in do.split("\n") if do)]
    for first, indent, text in lines:
        for line in broken(readable(text, LONGEST_ERROR), indent, first):
            click.echo(line, err=True)


def print_rows(pairs: Sequence[tuple[str, str]]) -> None:
    """Print names with what there is to say of each."""
    from reports.columns import rows

    print_lines(rows([(_printable(name), _printable(text)) for name, text in pairs], width_of_terminal()))


def _printable(text: str) -> str:
    """Signs of typography take more room in ASCII: they are replaced before lines are broken."""
    from reports.plain import without_typography

    return text if symbols_wanted() else without_typography(text)


def print_lines(lines: Iterable[str]) -> None:
    """Print, one line each."""
    for line in lines:
        click.echo(line, color=True)
