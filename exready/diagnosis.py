"""What the doctor found, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from exready import exit_codes
from exready.version import version
from reports.columns import wrap
from scanner.inventory.refusal import readable

if TYPE_CHECKING:
    from datetime import datetime

    from scanner.doctor.probe import Contact, Line

_SIGNS = {"ok": "✓", "attention": "▲", "failed": "✖", "not-checked": "?"}
_WORDS = {"ok": "ok", "attention": "attention", "failed": "failed", "not-checked": "not checked"}
_LONGEST = 900

VERDICTS = {
    exit_codes.DONE: "Nothing that was looked at stands in the way of a scan.",
    exit_codes.INCOMPLETE: "A scan will fail or leave gaps where something failed above.",
    exit_codes.SIGN_IN_REFUSED: "A scan can read nothing: it has no account that is let in.",
    exit_codes.UNREACHABLE: "A scan can read nothing: nobody it needs can be reached or trusted.",
}


def as_text(lines: Iterable[Line], *, symbols: bool, width: int | None) -> Iterator[str]:
    """Each line as soon as it is known; what was not checked for one reason, once."""
    heading, arrow = "", "→" if symbols else "->"
    for (_, _, place, *_), group in groupby(lines, _together):
        if place != heading:
            yield place
            heading = place
        first = next(group)
        titles = [_title(first)]
        if first.status == "not-checked":  # others stand alone, and do not wait for the next to be known
            titles += map(_title, group)  # noqa: B031 - the rest of it
        sign = f"{_SIGNS[first.status]} " if symbols else ""
        before = f"  {sign}{_WORDS[first.status]:<11}  "
        indent = " " * len(before)
        said = f"{', '.join(dict.fromkeys(titles))}: {first.sentence}"
        yield from wrap(readable(said, _LONGEST), width, before, indent)
        if first.do:
            yield from wrap(readable(first.do, _LONGEST), width, f"{indent}{arrow} ", indent)


def _together(line: Line) -> tuple[str, ...]:
    """What is told on one line: one probe, or all that were not checked of one place for one reason."""
    own = "" if line.status == "not-checked" else line.probe.id
    place = f"{line.stage}: {readable(line.subject)}" if line.subject else line.stage
    return (own, line.sentence, place if line.asked else "Not asked for")


def _title(line: Line) -> str:
    return line.probe.title if line.asked else line.stage


def kept(found: Iterable[Line], lines: list[Line]) -> Iterator[Line]:
    """The same lines, which are all in the list at the end."""
    for line in found:
        lines.append(line)
        yield line


def summary(lines: Sequence[Line], code: int) -> str:
    """How many of each, and what that means for a scan."""
    counts: Counter[str] = Counter(line.status for line in lines)
    told = ", ".join(f"{counts[status]} {word}" for status, word in _WORDS.items() if counts[status])
    return f"{told}. {VERDICTS[code]}"


def as_document(lines: Iterable[Line], clock: Callable[[], datetime]) -> dict[str, Any]:
    """The same for programs; the names of keys and statuses are stable."""
    from scanner.doctor.probe import exit_code

    told = list(lines)
    return {
        "tool": version(),
        "at": clock().isoformat(timespec="seconds"),
        "exit_code": exit_code(told),
        "lines": [
            {
                "stage": line.stage, "probe": line.probe.id, "title": line.probe.title, "subject": line.subject or None,
                "status": line.status, "sentence": line.sentence, "do": line.do or None, "code": line.code,
                "asked": line.asked,
            }
            for line in told
        ],
    }  # fmt: skip


def plan_as_text(contacts: Sequence[Contact], sign_in: str, width: int | None) -> Iterator[str]:
    """What the doctor would contact."""
    yield "What the doctor would send (nothing has been sent; it changes and writes nothing):"
    for (stage, to), group in groupby(contacts, lambda each: (each.stage, each.to)):
        yield ""
        yield from wrap(f"{stage}: to {to}", width, "", "  ")
        for each in group:
            yield from wrap(f"{each.title}: {each.sends}", width, "  ", "    ")
    yield ""
    yield from wrap(f"It {readable(sign_in, _LONGEST)}.", width)


def plan_as_document(contacts: Sequence[Contact], sign_in: str) -> dict[str, Any]:
    """The same for programs."""
    plan = [
        {"stage": each.stage, "title": each.title, "to": each.to, "sends": each.sends} for each in contacts
    ]
    return {"plan": plan, "sign_in": sign_in}
