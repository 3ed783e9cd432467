"""Targets: what a place to migrate to requires, check by check, each value with its citation.

`must` is what Setup or the product stops below; `should` is what Microsoft's current support statement asks for beyond
that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from checks.check import Requirement

Confidence = Literal["high", "medium", "low"]
LevelName = Literal["must", "should"]

# The check whose requirement holds the end of support of the target itself.
SUPPORT_CHECK = "target-support"


class Citation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page that was read; `as_of` is the date of the page or, failing that, of the reading."""

    title: str
    url: str
    as_of: date


class Conflict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another source that says otherwise, kept so that a reader can see it."""

    says: str
    cite: list[str]


class Level(Struct, frozen=True, kw_only=True):
    """A requirement at one level, with what it rests on."""

    need: Requirement
    cite: list[str]
    confidence: Confidence
    conflicts: list[Conflict]


class Requirements(Struct, frozen=True, kw_only=True):
    """What a target asks of one check; at least one level is there."""

    must: Level | None = None
    should: Level | None = None

    def levels(self) -> Iterator[tuple[LevelName, Level]]:
        """The levels there are, the stricter first."""
        if self.must is not None:
            yield "must", self.must
        if self.should is not None:
            yield "should", self.should


class Target(Struct, frozen=True, kw_only=True):
    """A place to migrate to, in one of its releases."""

    id: str
    name: str
    release: str
    verified: date
    require: Mapping[str, Requirements]
    sources: Mapping[str, Citation]

    @property
    def base_id(self) -> str:
        """The id without the release that was asked for."""
        return self.id.partition("@")[0]

    @property
    def support_ends(self) -> date | None:
        """Last day of Microsoft's support; None when no end is set."""
        requirements = self.require.get(SUPPORT_CHECK)
        ends = (
            [getattr(level.need, "ends", None) for _, level in requirements.levels()] if requirements else []
        )
        return next((day for day in ends if isinstance(day, date)), None)
