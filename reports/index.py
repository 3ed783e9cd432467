"""Several judged inventories side by side: which organisation is ready for which target, and where its report lies."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from checks.results import Results, Status
from reports.language import N_
from reports.parts import Part
from reports.words import VERDICT_TONES, VERDICT_WORDS, Words

_TITLE = N_("Exchange migration readiness")


class Judged(Struct, frozen=True, kw_only=True):
    """One inventory: the file it is in, what came of it, and the address of its report, if there is one."""

    file: str
    results: Results
    report: str = ""


class Cell(Part, frozen=True, kw_only=True):
    """One organisation and one target; `open` says what keeps the verdict from being a better one."""

    target: str
    tone: Status
    verdict: str
    open: str


class Row(Part, frozen=True, kw_only=True):
    organization: str
    about: str
    report: str
    cells: list[Cell]


class IndexView(Part, frozen=True, kw_only=True):
    language: str
    title: str
    about: str
    targets: list[str]
    rows: list[Row]


def index_of(judged: Sequence[Judged], words: Words) -> IndexView:
    """The page that leads to the reports; every inventory was judged for the same targets, as of the same day."""
    first = judged[0].results
    return IndexView(
        language=words.language,
        title=words.say(_TITLE),
        about=words.say(
            "{number} inventories, judged as of {day}, rules {rules}",
            number=words.number(len(judged)), day=words.day(first.as_of), rules=first.rules,
        ),
        targets=[words.target(target) for target in first.targets],
        rows=[_row(each, words) for each in judged],
    )  # fmt: skip


def _row(judged: Judged, words: Words) -> Row:
    taken = judged.results.inventory.taken_at
    return Row(
        organization=words.subject(judged.results.inventory.organization),
        about=words.say("{file}, of {taken}", file=judged.file, taken=words.moment(taken, taken)),
        report=judged.report,
        cells=[
            Cell(
                target=words.target(target),
                tone=VERDICT_TONES[target.verdict],
                verdict=words.say(VERDICT_WORDS[target.verdict]),
                open=_open(target.counts.blocker, target.counts.warning, target.counts.not_verified, words),
            )
            for target in judged.results.targets
        ],
    )


def _open(blockers: int, warnings: int, unverified: int, words: Words) -> str:
    parts = [
        words.count(blockers, "{n} blocker", "{n} blockers") if blockers else "",
        words.count(unverified, "{n} not verified", "{n} not verified") if unverified else "",
        words.count(warnings, "{n} warning", "{n} warnings") if warnings else "",
    ]
    return ", ".join(part for part in parts if part)
