"""The order of work: for each path its steps, hop by hop, and what speaks for the path that is recommended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.engine import NOT_NAMED, by_check, worst
from checks.results import Finding, Hop, Path, WorkStep
from reports.context import Context
from reports.digest import OPEN
from reports.parts import Link
from reports.ways import Way, chain, to_clear
from reports.ways_model import Change, Work, WorkHop, WorkItem
from reports.words import STATUS_WORDS


def work_of(listed: Sequence[Way], context: Context) -> list[Work]:
    """Every path with its steps, the recommended first."""
    paths = [(way, way.path) for way in listed if way.path is not None]
    ranked = sorted(paths, key=lambda pair: not pair[1].recommended)
    return [_work(way, path, context, first=place == 0) for place, (way, path) in enumerate(ranked)]


def _work(way: Way, path: Path, context: Context, *, first: bool) -> Work:
    words = context.words
    return Work(
        letter=way.letter,
        name=words.known(way.target.name),
        chain=chain(way, words),
        recommended=words.say("recommended") if path.recommended else None,
        opened=first,
        number=words.count(len(path.steps), "{n} step", "{n} steps"),
        why=[words.text(reason) for reason in path.why],
        overturned_by=[words.text(reason) for reason in path.overturned_by],
        hops=_hops(path, context),
    )


def _hops(path: Path, context: Context) -> list[WorkHop]:
    """The stations in their order, each with its steps; numbers run through."""
    made, number = [], 1
    for hop in path.hops:
        steps = [step for step in path.steps if step.hop == hop.target]
        made.append(_hop(hop, steps, number, context))
        number += len(steps)
    return made


def _hop(hop: Hop, steps: Sequence[WorkStep], number: int, context: Context) -> WorkHop:
    words = context.words
    station = words.station(hop.target)
    return WorkHop(
        heading=words.say("Upgrade in place to {station}", station=station)
        if hop.in_place
        else words.say("To {station}", station=station),
        to_clear=to_clear(hop.counts, words),
        start=words.number(number),
        items=[_item(step, context) for step in steps],
        resolved=_links(hop.resolved, context),
        stops=_listed({check: worst(rows) for check, rows in by_check(hop.blockers).items()}, context),
        changes=_changes(hop, context),
    )


def _changes(hop: Hop, context: Context) -> list[Change]:
    """The checks that come out differently than today, by the worst row that only then arises; expected, never read.

    That nobody has named a new server is no change but a step of its own.
    """
    arisen = [row for row in hop.findings if row.resolved_by is None and row.observed.id not in NOT_NAMED]
    today = by_check(row for row in context.results.findings if row.target == hop.target)
    rows = {check: worst(findings) for check, findings in by_check(arisen).items()}
    return _listed(
        {
            check: row
            for check, row in rows.items()
            if check not in today or _differs(row, worst(today[check]))
        },
        context,
    )


def _listed(rows: Mapping[str, Finding], context: Context) -> list[Change]:
    words = context.words
    return [
        Change(
            anchor=check,
            title=words.prose(context.checks[check]).title,
            tone=row.status,
            word=words.say(STATUS_WORDS[row.status]),
            observed=words.text(row.observed),
        )
        for check, row in rows.items()
    ]


def _differs(row: Finding, today: Finding) -> bool:
    """A check that is closed today and then has changed nothing, whatever it was seen on."""
    return row.status != today.status or (row.status in OPEN and row.observed != today.observed)


def _links(checks: Sequence[str], context: Context) -> list[Link]:
    return [Link(anchor=check, label=context.words.prose(context.checks[check]).title) for check in checks]


def _item(step: WorkStep, context: Context) -> WorkItem:
    words = context.words
    return WorkItem(
        text=words.text(step.text),
        final=None if step.reversible else words.say("cannot be undone"),
        clears=_links(step.clears, context),
    )
