"""The order of work: for each path its steps, hop by hop, and what speaks for the path that is recommended."""

from __future__ import annotations

from collections.abc import Sequence

from checks.results import Path, WorkStep
from reports.context import Context
from reports.model import Link, Work, WorkHop, WorkItem
from reports.ways import Way, chain


def work_of(listed: Sequence[Way], context: Context) -> list[Work]:
    """Every path with its steps, the recommended first."""
    paths = [(way, way.path) for way in listed if way.path is not None]
    ranked = sorted(paths, key=lambda pair: not pair[1].recommended)
    return [_work(way, path, context, first=place == 0) for place, (way, path) in enumerate(ranked)]


def _work(way: Way, path: Path, context: Context, *, first: bool) -> Work:
    words = context.words
    return Work(
        letter=way.letter,
        name=way.target.name,
        chain=chain(way, words),
        recommended=words.say("recommended") if path.recommended else None,
        opened=first,
        number=words.count(len(path.steps), "{n} step", "{n} steps"),
        why=[words.text(reason) for reason in path.why],
        overturned_by=[words.text(reason) for reason in path.overturned_by],
        hops=_hops(path.steps, context),
    )


def _hops(steps: Sequence[WorkStep], context: Context) -> list[WorkHop]:
    """Steps in their order, those of one hop under its name; numbers run through."""
    made: list[WorkHop] = []
    for number, step in enumerate(steps, 1):
        heading = context.words.say("To {station}", station=context.words.station(step.hop))
        if not made or made[-1].heading != heading:
            made.append(WorkHop(heading=heading, start=context.words.number(number), items=[]))
        made[-1].items.append(_item(step, context))
    return made


def _item(step: WorkStep, context: Context) -> WorkItem:
    words = context.words
    return WorkItem(
        text=words.text(step.text),
        final=None if step.reversible else words.say("cannot be undone"),
        clears=[
            Link(anchor=check, label=words.prose(context.checks[check]).title)
            for check in step.clears
            if check in context.checks
        ],
    )
