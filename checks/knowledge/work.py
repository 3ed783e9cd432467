"""The order of work: the phases of a stop in the order of their rows, and the phase that clears each check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from checks.check import Check
from checks.knowledge.table import Row, rows

FILE, CHECKS_FILE = "work.csv", "work_of_checks.csv"

# Of one stop several may hold. `leaving`: servers leave, and newer ones of one's own take over from them.
_KINDS = {"side-by-side", "in-place", "bridge", "cloud", "leaving"}
Condition = Literal[
    "yes", "new-version", "mailboxes", "public-folders", "old-servers", "hybrid", "no-hybrid", "edge"
]
Kinds = frozenset[str]


class Phase(Row, frozen=True, kw_only=True):
    """One kind of work. `at`: the kinds of stops that have it; `always`: when it is a step even without a finding."""

    phase: str
    at: str
    always: Condition | None = None
    reversible: Literal["yes", "no"]


class Clearing(Row, frozen=True, kw_only=True):
    """What clears a check, or all of a subject that have no row: of several phases the first there is."""

    check: str
    phases: str


@cache
def phases() -> Sequence[Phase]:
    """All phases, the first to be done first."""
    seen: set[str] = set()

    def wrong(row: Phase) -> str | None:
        if row.phase in seen:
            return f"{row.phase} stands there twice"
        seen.add(row.phase)
        strange = set(row.at.split()) - _KINDS
        return f"there is no kind of stop {sorted(strange)[0]}" if strange else None

    return rows(FILE, Phase, wrong)


def phases_of(check: Check) -> list[str]:
    """The phases that clear a check, the best first."""
    table = _clearings()
    return (table.get(check.id) or table[f"subject:{check.subject}"]).split()


def first(named: Sequence[str], stops: Sequence[Kinds]) -> tuple[int, str]:
    """The first of some phases that a stop or one after it has, with its place; `decide` at once where none has any."""
    return next(
        ((place, name) for name in named for place, kinds in enumerate(stops) if name in phases_at(kinds)),
        (0, "decide"),
    )


@cache
def phases_at(kinds: Kinds) -> frozenset[str]:
    """The phases of a stop of some kinds."""
    return frozenset(phase.phase for phase in phases() if kinds & frozenset(phase.at.split()))


@cache
def _clearings() -> Mapping[str, str]:
    known = {phase.phase for phase in phases()}

    def wrong(row: Clearing) -> str | None:
        strange = [name for name in row.phases.split() if name not in known]
        return f"there is no phase {strange[0]} in {FILE}" if strange else None

    return {row.check: row.phases for row in rows(CHECKS_FILE, Clearing, wrong)}
