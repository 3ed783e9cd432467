"""The list of findings: one row for each check, with everything needed to believe it and to put it right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.results import WORST_FIRST, ConflictNote, Finding, SourceRecord, Status
from reports.context import Context
from reports.digest import (
    NOT_REQUIRED,
    CheckDigest,
    Observation,
    awaits_server,
    beyond,
    digests,
    observations,
    subjects_of,
)
from reports.evidence import accepted_notes, evidence_of, items_of, nothing_asked, rows_for_each
from reports.language import N_
from reports.model import (
    AcceptanceRow,
    BeyondCheck,
    BeyondRow,
    Block,
    Cell,
    FindingGroup,
    FindingRow,
    Findings,
    NotApplicableRow,
    Observed,
    SourceLine,
)
from reports.parts import Count, TargetChoice
from reports.since import since_tags
from reports.words import ACCEPTANCE_WORDS, KIND_WORDS, STATUS_WORDS, Words

NAMES_SHOWN = 3
OBSERVATIONS_SHOWN = 3
_COMMAND_INDENT = "    "

_HEADINGS: Mapping[Status, tuple[str, str]] = {
    "blocker": (
        N_("Blockers"),
        N_("Below these, Setup or the product stops. They have to be put right first."),
    ),
    "not-verified": (
        N_("Not verified"),
        N_("Nobody has looked yet, or the answer was not given. Not a pass, not a failure."),
    ),
    "warning": (N_("Warnings"), N_("It works, and Microsoft does not support it or advises against it.")),
    "met": (N_("Met"), N_("Looked at, and as it should be.")),
}
_WAITING = N_("Not verified, for want of a new server")
_WAITING_FOR = N_("What it must have stands under What to buy.")
_WAITING_IN_VAIN = N_("They ask about a server to be added, which none of these targets needs.")


def findings_of(found: Sequence[CheckDigest], context: Context, *, to_buy: bool) -> Findings:
    """The groups by worst status; apart what counts only for targets no way leads to, and what does not apply.

    Args:
        found: the checks over the targets that count.
        context: the inputs of the report.
        to_buy: whether the page says what a new server must have.
    """
    words = context.words
    groups, lost = _groups(found, context, to_buy=to_buy), _beyond(found, context)
    elsewhere = [check.anchor for row in lost for check in row.checks]
    apart = [d for d in found if d.status == "not-applicable" and d.check not in elsewhere]
    number = words.number(sum(len(group.rows) for group in groups))
    pattern = words.say("{n} of {all} checks shown", n="{n}", all=number)
    return Findings(
        number=number,
        note=words.say(
            "Judged as everything is today. What arises only on a path stands in its order of work."
        )
        if any(hop.findings for path in context.results.paths for hop in path.hops)
        else None,
        shown=words.say(pattern, n=number),
        shown_pattern=pattern,
        targets=[
            TargetChoice(letter=context.letters[target.id], name=words.target(target))
            for target in context.reached.targets
        ],
        chips=[
            Count(
                tone=status,
                number=words.number(sum(digest.status == status for digest in found)),
                word=words.say(heading),
            )
            for status, (heading, _) in _HEADINGS.items()
            if any(digest.status == status for digest in found)
        ],
        groups=groups,
        beyond_note=words.count(
            len(elsewhere),
            "{n} check that counts only for targets no way leads to",
            "{n} checks that count only for targets no way leads to",
        )
        if lost
        else None,
        beyond=lost,
        not_applicable_note=words.count(
            len(apart), "{n} check does not apply here", "{n} checks do not apply here"
        )
        if apart
        else None,
        not_applicable=[_apart(digest, context) for digest in apart],
        acceptances=_acceptances(context),
    )


def _beyond(found: Sequence[CheckDigest], context: Context) -> list[BeyondRow]:
    """What only targets no way leads to ask, or come out worse in; alike, it is said once. Nothing is to be done."""
    counting = {digest.check: digest.status for digest in found}
    alike: dict[tuple[object, ...], list[CheckDigest]] = {}
    for digest in digests(beyond(context.results)):
        if WORST_FIRST.index(digest.status) < WORST_FIRST.index(counting[digest.check]):
            seen = [one.seen.text for one in observations(digest.decisive, context.organization)]
            alike.setdefault((digest.status, *digest.targets_at_worst(), *seen), []).append(digest)
    return [_beyond_row(same, counting, context) for same in alike.values()]


def _beyond_row(same: Sequence[CheckDigest], counting: Mapping[str, Status], context: Context) -> BeyondRow:
    words, first = context.words, same[0]
    seen = [words.text(one.seen) for one in observations(first.decisive, context.organization)]
    return BeyondRow(
        letters=[context.letters[target] for target in first.targets_at_worst()],
        tone=first.status,
        word=words.say(STATUS_WORDS[first.status]),
        checks=[
            BeyondCheck(
                anchor=digest.check,
                title=words.prose(context.checks[digest.check]).title,
                listed=counting[digest.check] != "not-applicable",
            )
            for digest in same
        ],
        observed=seen[:OBSERVATIONS_SHOWN],
        observed_more=_more(len(seen) - OBSERVATIONS_SHOWN, words),
    )


def _groups(found: Sequence[CheckDigest], context: Context, *, to_buy: bool) -> list[FindingGroup]:
    """Groups in the order of the statuses; apart what waits for a server: one answer answers it all."""
    limit, groups = rows_for_each(found), []
    wanted = _WAITING_FOR if to_buy else _WAITING_IN_VAIN
    for status, (heading, explanation) in _HEADINGS.items():
        rows = [digest for digest in found if digest.status == status]
        waiting = [digest for digest in rows if awaits_server(digest)]
        rest = [digest for digest in rows if not awaits_server(digest)]
        parts = ((status, heading, explanation, rest), ("new-server", _WAITING, wanted, waiting))
        groups += [
            FindingGroup(
                key=key,
                tone=status,
                heading=context.words.say(heading),
                number=context.words.number(len(part)),
                explanation=context.words.say(explanation),
                folded=key in ("met", "new-server"),
                rows=[_row(digest, context, limit) for digest in part],
            )
            for key, heading, explanation, part in parts
            if part
        ]
    return groups


def blocks(prose: str) -> list[Block]:
    """Prose of a check as paragraphs and commands."""
    made: list[Block] = []
    for line in prose.splitlines():
        if not line.startswith(_COMMAND_INDENT):
            made.append(Block(text=line.strip()))
        elif made and made[-1].commands:
            made[-1].commands.append(line.strip())
        else:
            made.append(Block(commands=[line.strip()]))
    return made


def _row(digest: CheckDigest, context: Context, limit: int) -> FindingRow:
    words = context.words
    check = context.checks[digest.check]
    prose = words.prose(check)
    decisive = digest.decisive
    seen = observations(digest.telling, context.organization)
    evidence, note = evidence_of(digest, context, limit)
    items, items_note = items_of(digest, words)
    observed = [
        Observed(where=_observed_where(observation, len(seen), context), text=words.text(observation.seen))
        for observation in seen[:OBSERVATIONS_SHOWN]
    ]
    return FindingRow(
        anchor=digest.check,
        tone=digest.status,
        word=words.say(STATUS_WORDS[digest.status]),
        title=prose.title,
        observed=observed,
        observed_more=_more(len(seen) - OBSERVATIONS_SHOWN, words),
        affected=_affected(digest, context),
        cells=_cells(digest, context),
        by_target=_by_target(digest, context),
        accepted=accepted_notes(digest.findings, words),
        tags=since_tags(digest, context) + _tags(decisive, digest.findings, words),
        evidence=evidence,
        evidence_note=note,
        nothing_asked=nothing_asked(digest, context),
        items=items,
        items_suggest=any(item.suggested for item in items),
        items_note=items_note,
        conflicts=_conflicts(digest, context),
        what=blocks(prose.what),
        why=blocks(prose.why),
        fix=blocks(prose.fix),
        sources=_sources(digest, context),
        explain=f"exready explain {digest.check}",
        statuses=" ".join(f"{context.letters[t]}:{status}" for t, status in digest.by_target.items()),
    )


def _observed_where(observation: Observation, seen: int, context: Context) -> str:
    """The subjects; where none is named and targets differ, the letters of those it was seen for."""
    names = {target.id: context.words.target(target) for target in context.results.targets}
    subjects = [names.get(subject, subject) for subject in observation.subjects]
    if not subjects and seen > 1 and context.several:
        subjects = [context.letters[target] for target in observation.targets]
    return context.words.names(subjects, NAMES_SHOWN)


def _more(number: int, words: Words) -> str | None:
    return words.count(number, "and {n} more", "and {n} more") if number > 0 else None


def _affected(digest: CheckDigest, context: Context) -> str:
    """How many of the subjects make the worst status."""
    words = context.words
    kind = context.checks[digest.check].subject
    every = subjects_of(digest.findings, context.organization)
    if kind not in KIND_WORDS or not every:
        return ""
    one, many = KIND_WORDS[kind]
    concerned = len(subjects_of(digest.decisive, context.organization))
    if not concerned:
        return ""
    if concerned == len(every):
        return words.count(concerned, one, many)
    return words.say("{n} of {every}", n=words.number(concerned), every=words.count(len(every), one, many))


def _cells(digest: CheckDigest, context: Context) -> list[Cell]:
    return [
        Cell(
            letter=context.letters[target.id],
            tone=digest.by_target[target.id],
            apart=digest.by_target[target.id] == "not-applicable",
        )
        for target in context.reached.targets
    ]


def _by_target(digest: CheckDigest, context: Context) -> str:
    """The same to be read aloud: which targets each status is that of."""
    words = context.words
    alike: dict[Status, list[str]] = {}
    for target in context.reached.targets:
        alike.setdefault(digest.by_target[target.id], []).append(context.letters[target.id])
    return " ".join(
        words.say("{letters}: {says}.", letters=same, says=words.say(STATUS_WORDS[status]))
        for status, same in alike.items()
    )


def _tags(decisive: Sequence[Finding], every: Sequence[Finding], words: Words) -> list[str]:
    tags = []
    accepted = [finding.accepted is not None for finding in decisive]
    if any(accepted):
        tags.append(words.say("accepted") if all(accepted) else words.say("accepted in part"))
    if any(finding.read_from and finding.read_from.declared for finding in every):
        tags.append(words.say("declared"))
    return tags


def _with_sources(conflict: ConflictNote, context: Context) -> str:
    """What another source says, and which."""
    sources = [context.results.sources[source_id] for source_id in conflict.cite]
    named = [f"{source.title}, {context.words.day(source.as_of)}" for source in sources]
    return context.words.say("{says} ({sources})", says=context.words.known(conflict.says), sources=named)


def _conflicts(digest: CheckDigest, context: Context) -> list[str]:
    says: dict[str, list[str]] = {}
    for finding in digest.findings:
        for conflict in finding.conflicts:
            named = says.setdefault(_with_sources(conflict, context), [])
            if context.letters[finding.target] not in named:
                named.append(context.letters[finding.target])
    if not context.several:
        return list(says)
    return [
        context.words.say("{letters}: {says}", letters=named, says=conflict)
        for conflict, named in says.items()
    ]


def _sources(digest: CheckDigest, context: Context) -> list[SourceLine]:
    cited: dict[str, list[str]] = {}
    for finding in digest.findings:
        for source_id in finding.cite:
            named = cited.setdefault(source_id, [])
            if context.letters[finding.target] not in named:
                named.append(context.letters[finding.target])
    asking = {target for target, status in digest.by_target.items() if status != "not-applicable"}
    return [
        # Letters tell targets apart: a page that all rest on that ask has none.
        _source(context.results.sources[source_id], named if len(named) < len(asking) else [], context.words)
        for source_id, named in cited.items()
        if source_id in context.results.sources
    ]


def _source(source: SourceRecord, named: list[str], words: Words) -> SourceLine:
    return SourceLine(
        title=source.title,
        url=source.url if source.url.startswith("https://") else None,
        as_of=words.say("as of {day}", day=words.day(source.as_of)),
        letters=named,
    )


def _apart(digest: CheckDigest, context: Context) -> NotApplicableRow:
    return NotApplicableRow(
        anchor=digest.check,
        title=context.words.prose(context.checks[digest.check]).title,
        reasons=_reasons(digest, context),
    )


def _reasons(digest: CheckDigest, context: Context) -> list[str]:
    """Why a check does not apply, each reason once; those that differ in their last word only share the others."""
    words = context.words
    silent = [context.letters[row.target] for row in digest.findings if row.observed.id == NOT_REQUIRED]
    alike: dict[tuple[str, str], list[str]] = {}
    for row in digest.findings:
        if row.observed.id != NOT_REQUIRED:
            head, _, last = words.text(row.observed).rpartition(" ")
            alike.setdefault((row.observed.id, head), []).append(last)
    if not alike:
        return [words.say("no target asks for it")]
    said = [f"{head} {', '.join(dict.fromkeys(ends))}".strip() for (_, head), ends in alike.items()]
    if silent:
        said.append(
            words.count(
                len(silent),
                "{targets} asks nothing of it",
                "{targets} ask nothing of it",
                targets=words.listed(silent),
            )
        )
    return said


def _acceptances(context: Context) -> list[AcceptanceRow]:
    words = context.words
    return [
        AcceptanceRow(
            check=acceptance.check,
            scope=acceptance.scope,
            reason=acceptance.reason,
            by=acceptance.by,
            until=words.day(acceptance.until),
            state=words.say(ACCEPTANCE_WORDS[acceptance.state]),
        )
        for acceptance in context.results.acceptances
    ]
