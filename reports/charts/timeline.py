"""Time of support: until when each product is supported, on one axis of years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from reports.charts.bars import percent

MOST_TICKS = 8
# How far beyond today the axis goes at most; what is supported for longer runs to its end.
_YEARS_AHEAD = 6


class Tick(Struct, frozen=True, kw_only=True):
    """A year on the axis."""

    x: str
    year: str


class Span(Struct, frozen=True, kw_only=True):
    """The support of one product: a bar up to its end, and from there a line to today when the end is past."""

    supported: str
    without: str | None
    ends: bool


class Timeline(Struct, frozen=True, kw_only=True):
    """The axis, today on it, and a span for each product."""

    ticks: list[Tick]
    today: str
    spans: list[Span]


def timeline(ends: Sequence[date | None], today: date) -> Timeline:
    """The chart of some ends of support, in their order; None: no end is set."""
    known = [end for end in ends if end is not None]
    first = date(min((end.year for end in known), default=today.year) - 1, 1, 1)
    latest = min(max(known, default=today), date(today.year + _YEARS_AHEAD, 1, 1))
    last = date(max(latest, today).year + 1, 1, 1)
    days = (last - first).days

    def place(day: date) -> float:
        return min((day - first).days * 100 / days, 100)

    return Timeline(
        ticks=[
            Tick(x=percent(place(date(year, 1, 1))), year=str(year)) for year in _years(first.year, last.year)
        ],
        today=percent(place(today)),
        spans=[
            Span(
                supported=percent(100 if end is None else place(end)),
                without=percent(place(end)) if end is not None and end < today else None,
                ends=end is not None and end < last,
            )
            for end in ends
        ],
    )


def _years(first: int, last: int) -> list[int]:
    """Years for the axis, no more than fit; neither of its two edges."""
    step = -(-(last - first) // MOST_TICKS)
    return list(range(first + 1, last, step))
