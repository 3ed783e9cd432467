"""What changed between two results: in the environment, in the rules, in what was read; each apart from the others.

Losing access never looks like an improvement: a row that is not verified any more, or is gone because its subject can
no longer be listed, is "no longer verified" and counts as coverage, whatever it was before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Literal

import msgspec
from msgspec import Struct, field

from checks.results import WORST_FIRST, Finding, Gap, Results, Status, SubjectName, TargetVerdict
from checks.wording import Text

Movement = Literal[
    "new", "worse", "fixed", "better", "gone", "verified", "no-longer-verified", "not-verified", "observed"
]
Cause = Literal["environment", "rules", "coverage"]
OPEN: tuple[Status, ...] = ("blocker", "warning")
_Key = tuple[str, str, str, str]


class Record(Struct, frozen=True, kw_only=True):
    """Base of everything in a difference."""


class Side(Record, frozen=True, kw_only=True):
    """One of the two that are compared."""

    tool: str
    rules: str
    as_of: date
    sha256: str
    taken_at: datetime
    organization: str


class FindingChange(Record, frozen=True, kw_only=True):
    """A row that is not what it was, and what changed it."""

    check: str
    target: str
    subject: SubjectName
    movement: Movement
    cause: Cause
    before: Status | None
    after: Status | None
    observed_before: Text | None
    observed_after: Text | None
    accepted: bool


class VerdictChange(Record, frozen=True, kw_only=True):
    """The verdict on a target; None where it was not judged."""

    target: str
    before: TargetVerdict | None
    after: TargetVerdict | None


class RequirementChange(Record, frozen=True, kw_only=True):
    """What a target asks of one level, and asked."""

    check: str
    target: str
    level: str
    before: Text
    after: Text


class CoverageChange(Record, frozen=True, kw_only=True):
    """A section that is missing now, or is no longer."""

    subject: SubjectName
    section: str
    change: Literal["lost", "gained"]
    reason: Text


class SectionChange(Record, frozen=True, kw_only=True):
    """One thing of the environment that came, went or became another; fields with what they were and are."""

    section: str
    name: str
    change: Literal["added", "removed", "changed"]
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)


class Difference(Record, frozen=True, kw_only=True):
    """What `diff --json` prints. `environment` is empty where only results were compared."""

    schema: str = "exready/diff"
    version: int = 1
    before: Side
    after: Side
    verdicts: list[VerdictChange]
    findings: list[FindingChange]
    environment: list[SectionChange]
    requirements: list[RequirementChange]
    coverage: list[CoverageChange]


def difference(before: Results, after: Results, environment: Sequence[SectionChange] = ()) -> Difference:
    """Compare two results, the older first. Pure: same arguments, same difference."""
    requirements = _requirements(before, after)
    return Difference(
        before=_side(before),
        after=_side(after),
        verdicts=_verdicts(before, after),
        findings=_findings(before, after, {(change.check, change.target) for change in requirements}),
        environment=list(environment),
        requirements=requirements,
        coverage=_coverage(before.gaps, after.gaps),
    )


def _side(results: Results) -> Side:
    return Side(
        tool=results.tool,
        rules=results.rules,
        as_of=results.as_of,
        sha256=results.inventory.sha256,
        taken_at=results.inventory.taken_at,
        organization=results.inventory.organization,
    )


def _verdicts(before: Results, after: Results) -> list[VerdictChange]:
    old = {target.id: target.verdict for target in before.targets}
    new = {target.id: target.verdict for target in after.targets}
    return [
        VerdictChange(target=target, before=old.get(target), after=new.get(target))
        for target in dict.fromkeys([*old, *new])
        if old.get(target) != new.get(target)
    ]


def _requirements(before: Results, after: Results) -> list[RequirementChange]:
    """Of targets both were judged for. Rows only show the level that decided: one side without it says nothing."""
    old, new = _asked(before.findings), _asked(after.findings)
    return [
        RequirementChange(check=key[0], target=key[1], level=key[2], before=old[key], after=new[key])
        for key in old
        if key in new and old[key].text != new[key].text
    ]


def _asked(findings: Iterable[Finding]) -> Mapping[tuple[str, str, str], Text]:
    return {
        (finding.check, finding.target, finding.level): finding.expected
        for finding in findings
        if finding.level is not None and finding.expected is not None
    }


def _findings(before: Results, after: Results, asked_anew: set[tuple[str, str]]) -> list[FindingChange]:
    old, new = _by_key(before.findings), _by_key(after.findings)
    both = {target.id for target in before.targets} & {target.id for target in after.targets}
    unlisted = {(f.check, f.target) for f in after.findings if f.status == "not-verified"}
    same_rules = (before.rules, before.as_of, before.tool) == (after.rules, after.as_of, after.tool)
    changes = []
    for key in dict.fromkeys([*old, *new]):
        first, last = old.get(key), new.get(key)
        row = last or first
        assert row is not None
        place = row.check, row.target
        movement = _movement(first, last, listable=place not in unlisted)
        if row.target not in both or movement is None:
            continue
        changes.append(
            FindingChange(
                check=row.check,
                target=row.target,
                subject=row.subject,
                movement=movement,
                cause=_cause(first, last, movement, rules=place in asked_anew, same_rules=same_rules),
                before=first.status if first else None,
                after=last.status if last else None,
                observed_before=first.observed if first else None,
                observed_after=last.observed if last else None,
                accepted=last is not None and last.accepted is not None,
            )
        )
    return sorted(changes, key=lambda change: WORST_FIRST.index(change.after or "not-applicable"))


def _by_key(findings: Iterable[Finding]) -> dict[_Key, Finding]:
    return {
        (finding.check, finding.target, finding.subject.kind, _known_name(finding.subject)): finding
        for finding in findings
    }


def _movement(first: Finding | None, last: Finding | None, *, listable: bool) -> Movement | None:
    """What became of a row; None where nothing is to be said."""
    before, after = first.status if first else None, last.status if last else None
    if after == "not-verified":
        return _lost(before)
    if after is None or after == "not-applicable":
        if before in OPEN:
            return "gone" if listable else "no-longer-verified"
        return "no-longer-verified" if before == "met" and not listable else None
    if after in OPEN and after != before:
        return (
            "better"
            if (before, after) == ("blocker", "warning")
            else "worse"
            if before == "warning"
            else "new"
        )
    if after == "met" and before in OPEN:
        return "fixed"
    if after == "met" and before == "not-verified":
        return "verified"
    assert last is not None
    changed = first is not None and before == after and first.observed.text != last.observed.text
    return "observed" if changed else None


def _lost(before: Status | None) -> Movement | None:
    if before == "not-verified":
        return None
    return "no-longer-verified" if before in ("met", *OPEN) else "not-verified"


def _cause(
    first: Finding | None, last: Finding | None, movement: Movement, *, rules: bool, same_rules: bool
) -> Cause:
    """Access before rules, rules before the environment: nothing is put down to the environment in doubt."""
    unread = movement in ("verified", "no-longer-verified", "not-verified")
    if unread or (first is not None and first.status == "not-verified"):
        return "coverage"
    if rules:
        return "rules"
    seen_alike = first is not None and last is not None and first.observed.text == last.observed.text
    return "rules" if seen_alike and not same_rules else "environment"


def _coverage(before: Sequence[Gap], after: Sequence[Gap]) -> list[CoverageChange]:
    """What is missing on one side only. A subject that can no longer be listed has not been read thereby."""
    old, new = _gaps(before), _gaps(after)
    unlisted = {gap.section for gap in after}
    lost = [_change(gap, "lost") for key, gap in new.items() if key not in old]
    gained = [
        _change(gap, "gained")
        for key, gap in old.items()
        if key not in new and _LISTED_IN.get(gap.subject.kind) not in unlisted
    ]
    return lost + gained


_LISTED_IN = {"domain": "domains", "domain-controller": "domain_controllers", "exchange-server": "servers"}


def _gaps(gaps: Iterable[Gap]) -> dict[tuple[str, str, str], Gap]:
    return {(gap.subject.kind, _known_name(gap.subject), gap.section): gap for gap in gaps}


# There is one of each, and what it is called is not known any more when it cannot be read.
_ONLY_ONE = ("organization", "forest")


def _known_name(subject: SubjectName) -> str:
    """The whole is called by what was read of it: it is the same whatever its name."""
    return "" if subject.kind in _ONLY_ONE else subject.name.casefold()


def _change(gap: Gap, change: Literal["lost", "gained"]) -> CoverageChange:
    return CoverageChange(subject=gap.subject, section=gap.section, change=change, reason=gap.reason)


def new_blockers(found: Difference) -> list[FindingChange]:
    """Rows that block now and did not before; what somebody has accepted is none."""
    return [
        change
        for change in found.findings
        if change.after == "blocker" and change.before != "blocker" and not change.accepted
    ]


def encode(found: Difference) -> bytes:
    """The difference as a document for programs; same difference, same bytes."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"
