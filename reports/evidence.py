"""What a finding rests on: where it was seen, what was required, who answered and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from checks.results import WORST_FIRST, Finding, Item, ReadFrom
from reports.context import Context
from reports.digest import ABSENT, NOT_REQUIRED, CheckDigest, stands_for_none
from reports.model import EvidenceRow, ItemRow, Required
from reports.words import CONFIDENCE_WORDS, LEVEL_WORDS, STATUS_WORDS, Words

# Rows of evidence a check shows at most, and at least, and all checks of a page together: what keeps it small enough to
# open. Those that are left out are counted, and the command that lists them is named.
EVIDENCE_ROWS = 25
FEWEST_ROWS = 3
ROWS_IN_ALL = 250


def rows_for_each(found: Sequence[CheckDigest]) -> int:
    """How many rows of evidence each check may show."""
    asked = sum(min(len({f.subject.name for f in digest.findings}), EVIDENCE_ROWS) for digest in found)
    return max(EVIDENCE_ROWS * ROWS_IN_ALL // max(asked, ROWS_IN_ALL), FEWEST_ROWS)


def evidence_of(digest: CheckDigest, context: Context, limit: int) -> tuple[list[EvidenceRow], str | None]:
    """A row for each subject and each thing seen on it, the worst first; and what to say of those not shown.

    Targets that ask alike share a line; those that ask nothing are named beside the rows.
    """
    grouped: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in digest.findings:
        if finding.observed.id == NOT_REQUIRED:
            continue
        key = (finding.subject.kind, finding.subject.name, finding.observed.text)
        grouped.setdefault(key, []).append(finding)
    ranked = sorted(
        grouped.values(),
        key=lambda rows: (min(WORST_FIRST.index(f.status) for f in rows), rows[0].subject.name.casefold()),
    )
    made = [_evidence_row(rows, context) for rows in ranked[:limit]]
    return _each_query_once(made), _cut(len(made), len(ranked), context.words)


def _each_query_once(rows: Sequence[EvidenceRow]) -> list[EvidenceRow]:
    """A query stands with the first row it answered."""
    said: set[str | None] = set()
    made = []
    for row in rows:
        made.append(msgspec.structs.replace(row, query=None) if row.query in said else row)
        said.add(row.query)
    return made


def _cut(shown: int, every: int, words: Words) -> str | None:
    if shown == every:
        return None
    return words.say(
        "The worst {shown} of {every} rows, and {n} more: exready check --json lists all.",
        shown=words.number(shown),
        every=words.number(every),
        n=words.number(every - shown),
    )


def nothing_asked(digest: CheckDigest, context: Context) -> str | None:
    """Which targets ask nothing of it."""
    letters = [
        context.letters[finding.target] for finding in digest.findings if finding.observed.id == NOT_REQUIRED
    ]
    return context.words.say("{targets}: nothing is asked of this.", targets=letters) if letters else None


def items_of(digest: CheckDigest, words: Words) -> tuple[list[ItemRow], str | None]:
    """The first of what a check counts, such as recipients; and what to say of the others. Targets share them."""
    counted: dict[tuple[str, str, str], Item] = {}
    for finding in digest.findings:
        for item in finding.items:
            counted.setdefault((finding.subject.name, words.name(item.name), item.observed.id), item)
    shown = list(counted.values())[:EVIDENCE_ROWS]
    more = len(counted) - len(shown)
    note = words.say(
        "The first {shown} of {every}, and {n} more: exready report --format json writes all.",
        shown=words.number(len(shown)),
        every=words.number(len(counted)),
        n=words.number(more),
    )
    made = [
        ItemRow(
            name=words.name(item.name), observed=words.text(item.observed), suggested=item.suggested or ""
        )
        for item in shown
    ]
    return made, note if more else None


def _evidence_row(rows: Sequence[Finding], context: Context) -> EvidenceRow:
    words = context.words
    first = rows[0]
    source = first.read_from
    return EvidenceRow(
        where=_where(first, context),
        observed=words.text(first.observed),
        required=_required(rows, context),
        read_from=_read_from(first, source, words),
        query=source.query if source else None,
        at=words.moment(source.at, context.results.inventory.taken_at) if source else None,
        declared=_declared(source, words) if source and source.declared else None,
        accepted=accepted_notes(rows, words),
    )


def accepted_notes(rows: Iterable[Finding], words: Words) -> list[str]:
    """Who accepted some rows, until when and why; each acceptance once."""
    return list(
        dict.fromkeys(
            words.say(
                "Accepted by {by} until {day}: {reason}",
                by=row.accepted.by,
                day=words.day(row.accepted.until),
                reason=row.accepted.reason,
            )
            for row in rows
            if row.accepted
        )
    )


def _where(finding: Finding, context: Context) -> str:
    if finding.subject.kind == "target":
        return next(
            (context.words.target(t) for t in context.results.targets if t.id == finding.target),
            finding.subject.name,
        )
    if finding.subject.kind == "candidate" and stands_for_none(finding, context.organization):
        return context.words.say("no machine")
    return context.words.subject(finding.subject.name)


def _required(rows: Sequence[Finding], context: Context) -> list[Required]:
    words = context.words
    alike: dict[tuple[str, str, str, str], list[Finding]] = {}
    for row in rows:
        text = words.text(row.expected) if row.expected else ""
        key = (row.status, row.level or "", text, row.confidence or "")
        alike.setdefault(key, []).append(row)
    return [
        Required(
            letters=[context.letters[row.target] for row in same] if context.several else [],
            tone=same[0].status,
            word=words.say(STATUS_WORDS[same[0].status]),
            level=words.say(LEVEL_WORDS[level]) if level else "",
            text=text or words.say("nothing"),
            confidence=words.say("confidence: {word}", word=words.say(CONFIDENCE_WORDS[confidence]))
            if confidence not in ("", "high")
            else None,
        )
        for (_, level, text, confidence), same in alike.items()
    ]


def _read_from(finding: Finding, source: ReadFrom | None, words: Words) -> str:
    if source is None:
        if finding.subject.kind == "target":
            return words.say("the rule book")
        return words.say("nothing to read")
    if source.collector is None:
        return ""
    if finding.observed.id.startswith(ABSENT):
        return words.say("{collector}, without an answer", collector=source.collector)
    if source.host is None:
        return source.collector
    return words.say("{collector} at {host}", collector=source.collector, host=source.host)


def _declared(source: ReadFrom, words: Words) -> str:
    """Who declared what a row rests on."""
    return words.say("declared by {people}", people=source.declared_by)
