"""What an inventory holds as lines for a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reports.columns import rows, wrap
from reports.holdings import Entry, Holdings, Missing
from scanner.inventory.refusal import readable

# Things of one kind that are named; the JSON document names all.
SHOWN = 25
_COUNTED = ("Domain controllers", "Exchange servers", "Machines meant for a target", "Other machines")


def as_lines(found: Holdings, width: int) -> Iterator[str]:
    """The same for a screen of a width; of many things the first are named."""
    yield from wrap(readable(found.organization), width)
    yield from _indented(found.about, width)
    for part in found.parts:
        yield ""
        yield f"{part.heading} ({len(part.entries)})" if part.heading in _COUNTED else part.heading
        yield from _indented(part.entries[:SHOWN], width)
        if len(part.entries) > SHOWN:
            yield f"  and {len(part.entries) - SHOWN} more, which --json names"
    if found.missing:
        yield ""
        yield "Not read"
    for hint, same in _by_hint(found.missing).items():
        for missing in same:
            places = ", ".join([readable(place, 120) for place in missing.places[:SHOWN]])
            more = len(missing.places) - SHOWN
            said = f"{readable(missing.reason, 400)}: {places}" + (f" and {more} more" if more > 0 else "")
            yield from wrap(said, width, "  ", "    ")
        yield from wrap(readable(hint, 400), width, "      ", "      ") if hint else ()
    yield ""
    yield "What this file holds"
    yield from wrap(readable(found.holds, 1000), width, "  ", "  ")


def _by_hint(missing: Iterable[Missing]) -> dict[str, list[Missing]]:
    """What is put right in the same way stands together, and the way once."""
    found: dict[str, list[Missing]] = {}
    for each in missing:
        found.setdefault(each.hint, []).append(each)
    return found


def _indented(entries: Sequence[Entry], width: int) -> Iterator[str]:
    pairs = [(f"  {readable(entry.name, 60)}", readable(entry.says, 400)) for entry in entries]
    yield from rows(pairs, width)
