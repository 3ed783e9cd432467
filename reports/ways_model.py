"""What the page prints of the ways to the targets: verdicts, map, effort, work, decisions, support."""

from __future__ import annotations

from reports.charts.bars import Segment
from reports.charts.route import Route
from reports.charts.timeline import Span, Tick
from reports.parts import Count, Fact, Link, Part, TargetChoice


class WayRow(Part, frozen=True, kw_only=True):
    """The verdict on one way to a target. `listed`: the letter under which the list holds just what is counted."""

    letter: str
    name: str
    release: str
    chain: str
    recommended: str | None
    listed: str | None
    tone: str
    verdict: str
    counts: list[Count]
    accepted: str | None
    cleared: str
    total: str
    share: str
    bar: list[Segment]
    support: str | None
    support_over: bool


class NoWayRow(Part, frozen=True, kw_only=True):
    """Targets that cannot be reached from here for one reason."""

    targets: list[TargetChoice]
    why: str


class EffortCell(Part, frozen=True, kw_only=True):
    text: str
    plain: bool


class EffortRow(Part, frozen=True, kw_only=True):
    label: str
    cells: list[EffortCell]


class EffortTable(Part, frozen=True, kw_only=True):
    """What each path takes, in figures."""

    columns: list[TargetChoice]
    rows: list[EffortRow]
    unknown: str | None


class RouteLine(Part, frozen=True, kw_only=True):
    """A path in words: what has to be cleared before each of its stations."""

    letter: str
    chain: str
    stations: list[Fact]


class RouteMap(Part, frozen=True, kw_only=True):
    """The map of the paths, and each path in words."""

    drawing: Route
    lines: list[RouteLine]


class WorkItem(Part, frozen=True, kw_only=True):
    text: str
    final: str | None
    clears: list[Link]


class Change(Part, frozen=True, kw_only=True):
    """A check that comes out differently at a station than it does today."""

    anchor: str
    title: str
    tone: str
    word: str
    observed: str


class WorkHop(Part, frozen=True, kw_only=True):
    """The steps up to one station; `start` is the number of the first."""

    heading: str
    to_clear: str
    start: str
    items: list[WorkItem]
    resolved: list[Link]
    stops: list[Change]
    changes: list[Change]


class Work(Part, frozen=True, kw_only=True):
    """The steps of one path, and what speaks for and against it."""

    letter: str
    name: str
    chain: str
    recommended: str | None
    opened: bool
    number: str
    why: list[str]
    overturned_by: list[str]
    hops: list[WorkHop]


class Decision(Part, frozen=True, kw_only=True):
    """Something only people can decide, and where the page says more."""

    title: str
    text: str
    link: Link | None


class SupportRow(Part, frozen=True, kw_only=True):
    """Until when a product is supported, in words and as a bar."""

    name: str
    about: str
    letters: list[str]
    until: str
    over: bool
    span: Span


class Support(Part, frozen=True, kw_only=True):
    """A row for each product, on one axis. Paper shows as many as have room on its first page; `every` counts them."""

    rows: list[SupportRow]
    every: str
    ticks: list[Tick]
    today: str
    unknown: str | None
