"""Findings of all targets brought together by check: what both the page and the terminal are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec
from msgspec import Struct

from checks.engine import worst
from checks.results import WORST_FIRST, Finding, Results, Status
from checks.wording import Text

NO_CANDIDATE = "row.no-candidate"
# What is asked for is there already; where nobody could tell which servers are there, ways were not looked for.
THERE = "no-way.there"
NOT_LOOKED_FOR = ("no-way.unread", "no-way.unknown-version", "no-way.no-servers")
NOT_REQUIRED = "row.not-required"
BROKEN = "row.broken"
ABSENT = "absent."
OPEN: tuple[Status, ...] = ("blocker", "not-verified", "warning")
# Kinds of which an environment has one: naming it would only repeat the title of the page.
_SINGLE_KINDS = ("forest", "organization")


def is_closed(no_way: Text) -> bool:
    """Whether a reason for having no way says that none leads there."""
    return no_way.id not in (THERE, *NOT_LOOKED_FOR)


def lost(results: Results) -> set[str]:
    """The targets that ways were looked for and not found."""
    return {none.target for none in results.no_way if is_closed(none.why)}


def reached(results: Results) -> Results:
    """The results of the targets that are not lost; of all of them where none is left.

    It is what counts on a page: nothing can be done for a target no way leads to.
    """
    left = {target.id for target in results.targets} - lost(results)
    return _of_targets(results, left) if left else results


def beyond(results: Results) -> Results:
    """The results of the lost targets, where they do not count."""
    left = {target.id for target in reached(results).targets}
    return _of_targets(results, {target.id for target in results.targets} - left)


def _of_targets(results: Results, chosen: Collection[str]) -> Results:
    return msgspec.structs.replace(
        results,
        targets=[target for target in results.targets if target.id in chosen],
        findings=[finding for finding in results.findings if finding.target in chosen],
    )


class CheckDigest(Struct, frozen=True, kw_only=True):
    """One check over all targets: its worst status, that for each target, and every row."""

    check: str
    status: Status
    by_target: dict[str, Status]
    findings: list[Finding]

    @property
    def decisive(self) -> list[Finding]:
        """The rows that make its worst status."""
        return [finding for finding in self.findings if finding.status == self.status]

    @property
    def telling(self) -> list[Finding]:
        """The rows to be shown: where something could not be verified, what is known to be wrong comes before."""
        known = [row for row in self.findings if self.status == "not-verified" and row.status == "warning"]
        return known + self.decisive

    def targets_at_worst(self) -> list[str]:
        """The targets for which its status is the worst one."""
        return [target for target, status in self.by_target.items() if status == self.status]

    def at(self, status: Status) -> CheckDigest | None:
        """The same check over only those targets for which it has this status; None if there are none."""
        targets = {target: found for target, found in self.by_target.items() if found == status}
        rows = [finding for finding in self.findings if finding.target in targets]
        return (
            CheckDigest(check=self.check, status=status, by_target=targets, findings=rows)
            if targets
            else None
        )


class Observation(Struct, frozen=True, kw_only=True):
    """What was seen, on which subjects and for which targets alike; no subject where none can be named."""

    subjects: list[str]
    targets: list[str]
    seen: Text


def digests(results: Results) -> list[CheckDigest]:
    """One for each check: blockers, not verified, warnings, met, not applicable.

    Within each those that only await a server come last, and a must comes before a should.
    """
    by_check: dict[str, dict[str, list[Finding]]] = {}
    for finding in results.findings:
        by_check.setdefault(finding.check, {}).setdefault(finding.target, []).append(finding)
    made = [_digest(check, by_target) for check, by_target in by_check.items()]
    return sorted(made, key=_place)


def observations(findings: Iterable[Finding], organization: str) -> list[Observation]:
    """The distinct things seen in some rows, in their order; last that there was nothing to look at."""
    seen: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.observed.id == NO_CANDIDATE):
        seen.setdefault(finding.observed.text, []).append(finding)
    return [
        Observation(
            subjects=subjects_of(rows, organization),
            targets=list(dict.fromkeys(row.target for row in rows)),
            seen=rows[0].observed,
        )
        for rows in seen.values()
    ]


def awaits_server(digest: CheckDigest) -> bool:
    """Whether a check stays open only because no machine meant to run a target is in the inventory."""
    open_rows = [finding for finding in digest.findings if finding.status in OPEN]
    return bool(open_rows) and all(finding.observed.id == NO_CANDIDATE for finding in open_rows)


def subjects_of(findings: Iterable[Finding], organization: str) -> list[str]:
    """Names of the subjects that rows are about; a row that stands for none has no name."""
    return list(dict.fromkeys(f.subject.name for f in findings if not stands_for_none(f, organization)))


def stands_for_none(finding: Finding, organization: str) -> bool:
    """Whether a row names no subject: there is only one of the kind, or the engine found none to name."""
    return (
        finding.subject.kind in _SINGLE_KINDS
        or finding.observed.id.startswith(("row.no-", "row.not-"))
        or finding.subject.name == organization
    )


def statuses_by_subject(results: Results, kind: str) -> dict[str, list[Status]]:
    """For each subject of a kind, by its casefolded name, the worst status of each check on it."""
    rows: dict[str, dict[str, list[Finding]]] = {}
    for finding in results.findings:
        if finding.subject.kind == kind:
            by_check = rows.setdefault(finding.subject.name.casefold(), {})
            by_check.setdefault(finding.check, []).append(finding)
    return {
        subject: [worst(findings).status for findings in by_check.values()]
        for subject, by_check in rows.items()
    }


def nothing_verified(results: Results) -> bool:
    """Whether no row rests on anything read or declared; what is known without looking does not count."""
    return not any(
        finding.status in ("met", "warning", "blocker") and finding.read_from is not None
        for finding in results.findings
    )


def letters(results: Results) -> dict[str, str]:
    """A letter for each target, the sign it carries all over a report."""
    return {target.id: _letter(number) for number, target in enumerate(results.targets)}


def _letter(number: int) -> str:
    more, last = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + last)


def _digest(check: str, by_target: dict[str, list[Finding]]) -> CheckDigest:
    findings = [finding for rows in by_target.values() for finding in rows]
    return CheckDigest(
        check=check,
        status=worst(findings).status,
        by_target={target: worst(rows).status for target, rows in by_target.items()},
        findings=findings,
    )


def _place(digest: CheckDigest) -> tuple[int, bool, bool, str]:
    decisive: Sequence[Finding] = digest.decisive
    return (
        WORST_FIRST.index(digest.status),
        awaits_server(digest),
        all(finding.level != "must" for finding in decisive),
        digest.check,
    )
