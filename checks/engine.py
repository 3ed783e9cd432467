"""Inventory × targets → results. Everything a check does not have to think of happens here.

Every check of every target yields at least one row; what was not read is never counted as met; a check that breaks
becomes a row that says so.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from checks import RULES_VERSION
from checks.acceptance import Acceptance, Acceptances
from checks.check import TIMES, Check, Verdict, all_checks
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
from checks.subjects import HOST_SECTIONS, Roster, Subject, organization_name
from checks.target import Citation, Level, LevelName, Requirements, Target
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
    bench = Bench(inventory, checks, as_of)
    accepted = Acceptances(acceptances, as_of, known_checks=checks)
    by_target = {
        target.id: [accepted.noted(finding) for finding in bench.judge(target)] for target in targets
    }
    findings = [finding for found in by_target.values() for finding in found]
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
        sources=sources_of(targets[0].sources if targets else {}, findings),
        targets=[_target_result(target, by_target[target.id]) for target in targets],
        findings=findings,
        acceptances=accepted.records(),
    )
    return Judged(results=results, broken=bench.broken)


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
    return min(findings, key=lambda finding: _PLACES[finding.status])


_PLACES = {status: place for place, status in enumerate(WORST_FIRST)}


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


class Bench:
    """One inventory before its judge: what was found out about a subject is kept for the targets that ask the same.

    `in_place`: a server that can be upgraded where it stands may be the new one, where no machine is named.
    """

    def __init__(
        self, inventory: Inventory, checks: Mapping[str, Check], as_of: date, *, in_place: bool = True
    ) -> None:
        self._roster = Roster(inventory, in_place=in_place)
        self._no_candidate = _NO_CANDIDATE if in_place else _NO_NEW_SERVER
        self._whole = organization_name(inventory)
        self._checks = checks
        self._as_of = as_of
        self._cases: dict[tuple[str, int], _Case] = {}
        self._verdicts: dict[tuple[str, bytes, int], Verdict] = {}
        self.broken: list[str] = []

    def judge(self, target: Target) -> Iterator[Finding]:
        """The rows of every check for one target."""
        in_use = self._in_use(target)
        for check in self._checks.values():
            requirements = target.require.get(check.id)
            if requirements is None:
                nothing = say("row.not-required", "{target} asks nothing of this", target=target.name)
                named = SubjectName(kind=check.subject, name=target.name)
                yield _row(check, target, named, "not-applicable", nothing)
            else:
                yield from self._judge_check(target, check, requirements, in_use)

    def _in_use(self, target: Target) -> Set[str]:
        """Machines meant to run the target that run another Exchange: what looks among the servers has said so."""
        return {
            row.subject.name
            for check in self._checks.values()
            if _looks_among_servers(check) and (requirements := target.require.get(check.id)) is not None
            for row in self._judge_check(target, check, requirements, set())
            if row.observed.id == _IN_USE
        }

    def _judge_check(
        self, target: Target, check: Check, requirements: Requirements, in_use: Set[str]
    ) -> Iterator[Finding]:
        """`in_use` are machines that are no candidates: that is said once, and nothing else is asked of them."""
        subjects = self._roster.of(check.subject, target.base_id)
        found = subjects.found
        if check.subject == "candidate" and not _looks_among_servers(check):
            found = [subject for subject in found if subject.name not in in_use]
        questions = [
            _Question(
                name,
                level,
                check.requires(level.need),
                msgspec.json.encode(level.need, order="sorted"),
                [ConflictNote(says=conflict.says, cite=conflict.cite) for conflict in level.conflicts],
            )
            for name, level in requirements.levels()
        ]
        for subject in found:
            yield self._judge_subject(target, check, subject, questions)
        if found:
            return
        nobody = SubjectName(kind=check.subject, name=self._whole)
        if subjects.absent is not None:
            yield _row(check, target, nobody, "not-verified", reason_text(subjects.absent), questions[0])
        elif check.subject == "candidate":
            yield _row(check, target, nobody, "not-verified", self._no_candidate, questions[0])
        elif check.subject in _NEVER_NONE:
            yield _row(check, target, nobody, "not-verified", _NEVER_NONE[check.subject], questions[0])
        else:
            yield _row(check, target, nobody, "not-applicable", _NO_SUBJECT[check.subject])

    def _judge_subject(
        self, target: Target, check: Check, subject: Subject, questions: Sequence[_Question]
    ) -> Finding:
        """One row: the must decides if it can, else the should."""
        case = self._case(check, subject)
        if case.absent is not None:
            reason = reason_text(case.absent)
            return _row(check, target, case.named, "not-verified", reason, questions[0], case.read_from)
        question, *further = questions
        verdict = self._verdict(check, question, case, subject)
        for other in further:
            if verdict.answer != "met":
                break
            question, verdict = other, self._verdict(check, other, case, subject)
        status = _STATUS[verdict.answer, question.name]
        return _row(
            check, target, case.named, status, verdict.observed, question, case.read_from, verdict.items
        )

    def _case(self, check: Check, subject: Subject) -> _Case:
        """Subjects live as long as the roster: their identity is a key."""
        if check.subject == "target":  # made anew for each target
            return _case_of(check, subject, self._as_of)
        key = check.id, id(subject)
        case = self._cases.get(key)
        if case is None:
            case = self._cases[key] = _case_of(check, subject, self._as_of)
        return case

    def _verdict(self, check: Check, question: _Question, case: _Case, subject: Subject) -> Verdict:
        if check.subject == "target":
            return self._asked(check, question.level, case, subject)
        key = check.id, question.key, id(subject)
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = self._verdicts[key] = self._asked(check, question.level, case, subject)
        return verdict

    def _asked(self, check: Check, level: Level, case: _Case, subject: Subject) -> Verdict:
        try:
            return check.judge(need=level.need, **case.data)
        except Refusal:
            raise  # a table of the rule book that cannot be read is no answer of a check
        except Exception:  # noqa: BLE001 - whatever a check raises
            # A defect in one check must neither hide the other rows nor look like an answer.
            self.broken.append(f"{check.id} on {subject.name}:\n{traceback.format_exc()}")
            return Verdict(
                "unknown", say("row.broken", "this check broke; it is a defect of exready, please report it")
            )


class _Question(NamedTuple):
    """One level of a requirement, in words, and as a key: the same need of the same check is the same question."""

    name: LevelName
    level: Level
    expected: Text
    key: bytes
    conflicts: list[ConflictNote]


class _Case(NamedTuple):
    """What one check sees of one subject: the data, or the first absence among what it cannot do without."""

    named: SubjectName
    data: dict[str, Any]
    absent: Absent | None
    read_from: ReadFrom | None


def _case_of(check: Check, subject: Subject, as_of: date) -> _Case:
    sections = {name: subject.sections[name] for name in check.reads if name not in TIMES}
    extra = {name: subject.sections[name] for name in check.uses}
    absent = next((section for section in sections.values() if isinstance(section, Absent)), None)
    data: dict[str, Any] = {name: known(section) for name, section in (*sections.items(), *extra.items())}
    if "as_of" in check.reads:
        data["as_of"] = as_of
    if "read_on" in check.reads:
        data["read_on"] = next(iter(sections.values())).at.date()
    named = SubjectName(kind=subject.kind, name=subject.name)
    return _Case(named, data, absent, _read_from(sections, extra))


def _looks_among_servers(check: Check) -> bool:
    return check.subject == "candidate" and "servers" in check.reads


_IN_USE = "candidate-name.in-use"
_NO_CANDIDATE = say("row.no-candidate", "no server meant to run this target is in the inventory")
_NO_NEW_SERVER = say(
    "row.no-new-server", "no new server is in the inventory, and one that has to leave cannot be it"
)
# Of a machine that nobody has named nothing can be found out.
NOT_NAMED = frozenset({_NO_CANDIDATE.id, _NO_NEW_SERVER.id})
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


def _row(
    check: Check,
    target: Target,
    subject: SubjectName,
    status: Status,
    observed: Text,
    question: _Question | None = None,
    read_from: ReadFrom | None = None,
    items: Sequence[Item] = (),
) -> Finding:
    level = question.level if question else None
    return Finding(
        check=check.id,
        target=target.id,
        subject=subject,
        status=status,
        level=question.name if question else None,
        observed=observed,
        items=list(items),
        expected=question.expected if question else None,
        read_from=read_from,
        cite=level.cite if level else [],
        confidence=level.confidence if level else None,
        conflicts=question.conflicts if question else [],
        accepted=None,
    )


def _read_from(sections: Mapping[str, Section[Any]], extra: Mapping[str, Section[Any]]) -> ReadFrom | None:
    """Where what a check reads of a machine comes from, else its first section; declared if any part was only said."""
    if not sections:
        return None
    said = [section.by for section in (*sections.values(), *extra.values()) if isinstance(section, Declared)]
    # A check of a machine also reads what the directory tells of it, to know whether it is asked at all.
    machine = (
        each for name, each in sections.items() if name in HOST_SECTIONS and isinstance(each, Collected)
    )
    first = next(machine, next(iter(sections.values())))
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


def sources_of(
    sources: Mapping[str, Citation], findings: Sequence[Finding], also: Sequence[str] = ()
) -> dict[str, SourceRecord]:
    """The pages that findings cite, and others, by id."""
    used = {source_id for finding in findings for source_id in finding.cite} | set(also)
    used |= {cited for finding in findings for conflict in finding.conflicts for cited in conflict.cite}
    return {
        source_id: SourceRecord(title=source.title, url=source.url, as_of=source.as_of)
        for source_id, source in sorted(sources.items())
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
