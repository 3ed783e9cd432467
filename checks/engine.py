"""Inventory × targets → results. Everything a check does not have to think of happens here.

Every check of every target yields at least one row; what was not read is never counted as met; a check that breaks
becomes a row that says so.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from checks import RULES_VERSION
from checks.acceptance import Acceptance, Acceptances
from checks.check import Check, Verdict, all_checks
from checks.gaps import gaps_of, reason_text
from checks.results import (
    WORST_FIRST,
    ConflictNote,
    Counts,
    Finding,
    InventoryRecord,
    Item,
    ReadFrom,
    Results,
    SourceRecord,
    Status,
    SubjectName,
    TargetResult,
    TargetVerdict,
)  # fmt: skip
from checks.subjects import Subject, organization_name, subjects_of
from checks.target import Level, LevelName, Requirements, Target
from checks.wording import Text, say
from scanner.inventory.absence import Absent, Collected, Declared, Section, known
from scanner.inventory.model import Inventory
from scanner.inventory.refusal import Refusal


class Judged(Struct, frozen=True, kw_only=True):
    """Results, and the tracebacks of checks that broke; those are a defect of exready."""

    results: Results
    broken: list[str]


def judge(
    inventory: Inventory,
    sha256: str,
    targets: Sequence[Target],
    *,
    as_of: date,
    tool: str,
    acceptances: Sequence[Acceptance] = (),
    checks: Mapping[str, Check] | None = None,
) -> Judged:
    """Judge an inventory against targets as of a day. Pure: same arguments, same results."""
    checks = all_checks() if checks is None else checks
    broken: list[str] = []
    accepted = Acceptances(acceptances, as_of, known_checks=checks)
    findings = [
        accepted.noted(finding)
        for target in targets
        for finding in _judge_target(inventory, target, checks, as_of, broken)
    ]
    gaps = gaps_of(inventory, findings, checks)
    results = Results(
        tool=tool,
        rules=RULES_VERSION,
        as_of=as_of,
        inventory=InventoryRecord(
            sha256=sha256, taken_at=inventory.taken_at, organization=organization_name(inventory)
        ),
        complete=not gaps,
        gaps=gaps,
        sources=_cited(targets, findings),
        targets=[
            _target_result(target, [f for f in findings if f.target == target.id]) for target in targets
        ],
        findings=findings,
        acceptances=accepted.records(),
    )
    return Judged(results=results, broken=broken)


def verdict_of(findings: Iterable[Finding]) -> TargetVerdict:
    """The gate: any blocker, then any must that is not verified, then anything left to do or to verify."""
    rows = list(findings)
    if any(row.status == "blocker" for row in rows):
        return "not-ready"
    if any(row.status == "not-verified" and row.level == "must" for row in rows):
        return "cannot-conclude"
    if any(row.status in ("warning", "not-verified") for row in rows):
        return "ready-with-conditions"
    # Where nothing applied, nothing was found fit either.
    return "ready" if any(row.status == "met" for row in rows) else "cannot-conclude"


def worst(findings: Iterable[Finding]) -> Finding:
    """The row a check is counted by."""
    return min(findings, key=lambda finding: WORST_FIRST.index(finding.status))


def by_check(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings of one target, grouped by check in their order."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.check, []).append(finding)
    return grouped


def counts_of(findings: Iterable[Finding]) -> Counts:
    """Checks by status; a check is accepted when every row that makes its status is."""
    tally: dict[str, int] = dict.fromkeys(WORST_FIRST, 0)
    accepted = 0
    for rows in by_check(findings).values():
        status = worst(rows).status
        tally[status] += 1
        accepted += all(row.accepted for row in rows if row.status == status)
    return msgspec.convert({**tally, "accepted": accepted}, Counts)


def _judge_target(
    inventory: Inventory, target: Target, checks: Mapping[str, Check], as_of: date, broken: list[str]
) -> Iterator[Finding]:
    for check in checks.values():
        requirements = target.require.get(check.id)
        if requirements is None:
            nothing = say("row.not-required", "{target} asks nothing of this", target=target.name)
            yield _row(
                check, target, SubjectName(kind=check.subject, name=target.name), "not-applicable", nothing
            )
        else:
            yield from _judge_check(inventory, target, check, requirements, as_of, broken)


def _judge_check(
    inventory: Inventory,
    target: Target,
    check: Check,
    requirements: Requirements,
    as_of: date,
    broken: list[str],
) -> Iterator[Finding]:
    subjects = subjects_of(check.subject, inventory, target.base_id)
    name, level = next(requirements.levels())
    for subject in subjects.found:
        yield _judge_subject(target, check, subject, requirements, as_of, broken)
    if subjects.found:
        return
    nobody = SubjectName(kind=check.subject, name=organization_name(inventory))
    if subjects.absent is not None:
        yield _row(check, target, nobody, "not-verified", reason_text(subjects.absent), name, level)
    elif check.subject == "candidate":
        yield _row(check, target, nobody, "not-verified", _NO_CANDIDATE, name, level)
    elif check.subject in _NEVER_NONE:
        yield _row(check, target, nobody, "not-verified", _NEVER_NONE[check.subject], name, level)
    else:
        yield _row(check, target, nobody, "not-applicable", _NO_SUBJECT[check.subject])


_NO_CANDIDATE = say("row.no-candidate", "no server meant to run this target is in the inventory")
_NO_SUBJECT = {
    "organization": say("row.no-organization", "the forest holds no Exchange organisation"),
    "exchange-server": say("row.no-exchange-server", "the organisation holds no Exchange server"),
}
# Every forest holds them: an empty list says how far the account could look, not what is there.
_NEVER_NONE = {
    "domain": say("row.no-domain", "no domain was found, and every forest holds one"),
    "domain-controller": say(
        "row.no-domain-controller", "no domain controller was found, and every forest holds one"
    ),
}


def _judge_subject(
    target: Target, check: Check, subject: Subject, requirements: Requirements, as_of: date, broken: list[str]
) -> Finding:
    """One row: the must decides if it can, else the should."""
    named = SubjectName(kind=subject.kind, name=subject.name)
    sections = {name: subject.sections[name] for name in check.reads if name != "as_of"}
    extra = {name: subject.sections[name] for name in check.uses}
    read_from = _read_from(sections, extra)
    absent = [section for section in sections.values() if not isinstance(section, Collected | Declared)]
    first_name, first = next(requirements.levels())
    if absent:
        reason = reason_text(absent[0])
        return _row(check, target, named, "not-verified", reason, first_name, first, read_from=read_from)
    data: dict[str, Any] = {name: section.data for name, section in sections.items()}  # type: ignore[union-attr] # the absent ones are gone
    data |= {name: known(section) for name, section in extra.items()}
    if "as_of" in check.reads:
        data["as_of"] = as_of
    row: Finding | None = None
    for name, level in requirements.levels():
        verdict = _asked(check, level, data, subject, broken)
        status = _STATUS[verdict.answer, name]
        row = _row(check, target, named, status, verdict.observed, name, level, read_from, verdict.items)
        if verdict.answer != "met":
            return row
    assert row is not None
    return row


_STATUS: Mapping[tuple[str, LevelName], Status] = {
    ("met", "must"): "met",
    ("met", "should"): "met",
    ("unmet", "must"): "blocker",
    ("unmet", "should"): "warning",
    ("unknown", "must"): "not-verified",
    ("unknown", "should"): "not-verified",
    ("not-applicable", "must"): "not-applicable",
    ("not-applicable", "should"): "not-applicable",
}


def _asked(check: Check, level: Level, data: dict[str, Any], subject: Subject, broken: list[str]) -> Verdict:
    try:
        return check.judge(need=level.need, **data)
    except Refusal:
        raise  # a table of the rule book that cannot be read is no answer of a check
    except Exception:  # noqa: BLE001 - whatever a check raises
        # A defect in one check must neither hide the other rows nor look like an answer.
        broken.append(f"{check.id} on {subject.name}:\n{traceback.format_exc()}")
        return Verdict(
            "unknown", say("row.broken", "this check broke; it is a defect of exready, please report it")
        )


def _row(
    check: Check,
    target: Target,
    subject: SubjectName,
    status: Status,
    observed: Text,
    level_name: LevelName | None = None,
    level: Level | None = None,
    read_from: ReadFrom | None = None,
    items: Sequence[Item] = (),
) -> Finding:
    return Finding(
        check=check.id,
        target=target.id,
        subject=subject,
        status=status,
        level=level_name,
        observed=observed,
        items=list(items),
        expected=check.requires(level.need) if level else None,
        read_from=read_from,
        cite=level.cite if level else [],
        confidence=level.confidence if level else None,
        conflicts=[ConflictNote(says=c.says, cite=c.cite) for c in level.conflicts] if level else [],
        accepted=None,
    )


def _read_from(sections: Mapping[str, Section[Any]], extra: Mapping[str, Section[Any]]) -> ReadFrom | None:
    """Where the first section a check reads comes from; declared if any part of it was only said."""
    if not sections:
        return None
    said = [section.by for section in (*sections.values(), *extra.values()) if isinstance(section, Declared)]
    first = next(iter(sections.values()))
    source = first.source if isinstance(first, Collected) else None
    collector = first.collector if isinstance(first, Absent) else source.collector if source else None
    return ReadFrom(
        collector=collector,
        host=source.host if source else None,
        query=source.query if source else None,
        at=first.at,
        declared=bool(said),
        declared_by=list(dict.fromkeys(said)),
    )


def _cited(targets: Sequence[Target], findings: Sequence[Finding]) -> dict[str, SourceRecord]:
    used = {source_id for finding in findings for source_id in finding.cite}
    used |= {cited for finding in findings for conflict in finding.conflicts for cited in conflict.cite}
    return {
        source_id: SourceRecord(title=source.title, url=source.url, as_of=source.as_of)
        for source_id, source in sorted((targets[0].sources if targets else {}).items())
        if source_id in used
    }


def _target_result(target: Target, findings: Sequence[Finding]) -> TargetResult:
    return TargetResult(
        id=target.id,
        name=target.name,
        release=target.release,
        verified=target.verified,
        verdict=verdict_of(findings),
        support_ends=target.support_ends,
        counts=counts_of(findings),
    )
