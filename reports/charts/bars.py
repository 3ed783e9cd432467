"""Bars: one piece for each status of a verdict, or one bar for each number of a list."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from checks.results import Counts

_GAP = 0.6


class Segment(Struct, frozen=True, kw_only=True):
    """A piece of a bar, in percent of its length."""

    tone: str
    x: str
    width: str


def coverage(counts: Counts) -> list[Segment]:
    """What was cleared, what was not looked at, what blocks, in this order; no piece for nothing."""
    pieces = [
        (tone, number)
        for tone, number in (
            ("met", counts.met),
            ("warning", counts.warning),
            ("not-verified", counts.not_verified),
            ("blocker", counts.blocker),
        )
        if number
    ]
    every = sum(number for _, number in pieces)
    room = 100 - _GAP * (len(pieces) - 1)
    segments, before = [], 0
    for place, (tone, number) in enumerate(pieces):
        start = before * room / every + place * _GAP
        segments.append(Segment(tone=tone, x=percent(start), width=percent(number * room / every)))
        before += number
    return segments


def lengths(numbers: Sequence[int]) -> list[str]:
    """The length of a bar for each number; the greatest takes all the room."""
    greatest = max(numbers, default=0)
    return [percent(number * 100 / greatest if greatest else 0) for number in numbers]


def percent(share: float) -> str:
    """A share of 100 as SVG writes it."""
    return f"{share:.2f}%"
