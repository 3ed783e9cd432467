"""Findings somebody has decided to live with, from `[[accept]]` in exready.toml.

An accepted finding keeps its status and stays in every count; it only carries the note. An acceptance that has
expired, fits nothing or names no check is reported.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import msgspec
from msgspec import Struct

from checks.results import AcceptanceRecord, AcceptanceState, AcceptedNote, Finding


class Acceptance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[accept]]` table. The scope is the name of a subject, without regard to case."""

    check: str
    scope: str
    reason: str
    by: str
    until: date


class Acceptances:
    """Notes findings and remembers which acceptances fitted one."""

    def __init__(self, acceptances: Sequence[Acceptance], as_of: date, known_checks: Collection[str]) -> None:
        self._acceptances = acceptances
        self._as_of = as_of
        self._known = known_checks
        self._used: set[int] = set()

    @classmethod
    def going_on(
        cls, records: Sequence[AcceptanceRecord], as_of: date, known_checks: Collection[str]
    ) -> Acceptances:
        """The acceptances of results, for further rows; those that fitted one have fitted one."""
        accepted = cls(
            [msgspec.convert(record, Acceptance, from_attributes=True) for record in records],
            as_of,
            known_checks,
        )
        accepted._used |= {number for number, record in enumerate(records) if record.state == "applied"}
        return accepted

    def noted(self, finding: Finding) -> Finding:
        """The finding, with its note when a living acceptance fits it."""
        if finding.status not in ("blocker", "warning", "not-verified"):
            return finding
        for number, acceptance in enumerate(self._acceptances):
            if self._fits(acceptance, finding):
                self._used.add(number)
                note = AcceptedNote(reason=acceptance.reason, by=acceptance.by, until=acceptance.until)
                return msgspec.structs.replace(finding, accepted=note)
        return finding

    def records(self) -> list[AcceptanceRecord]:
        """Every acceptance and what became of it; to be asked after all findings were noted."""
        return [
            AcceptanceRecord(**msgspec.structs.asdict(acceptance), state=self._state(number, acceptance))
            for number, acceptance in enumerate(self._acceptances)
        ]

    def _fits(self, acceptance: Acceptance, finding: Finding) -> bool:
        return (
            acceptance.until >= self._as_of
            and acceptance.check == finding.check
            and acceptance.scope.casefold() == finding.subject.name.casefold()
        )

    def _state(self, number: int, acceptance: Acceptance) -> AcceptanceState:
        if acceptance.check not in self._known:
            return "unknown-check"
        if acceptance.until < self._as_of:
            return "expired"
        return "applied" if number in self._used else "unused"
