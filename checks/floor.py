"""Builds that a server must have from some day on, by version and cumulative update."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from checks.installed import Installed
from checks.knowledge import builds
from scanner.inventory.names import version_tuple

_BRANCH = 3  # numbers of a build that tell the cumulative update


class Floor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From `since` on: the lowest builds of each version, one for each cumulative update that has one.

    A version that is not named is refused whatever its build.
    """

    since: date
    builds: Mapping[str, list[str]]


def in_force(floors: Sequence[Floor], as_of: date) -> Floor | None:
    """The last that has begun; None before the first."""
    begun = [floor for floor in floors if floor.since <= as_of]
    return max(begun, key=lambda floor: floor.since, default=None)


def reached(here: Installed, floor: Floor) -> bool | None:
    """Whether a server is at its floor or above; None where its cumulative update is all that is known of it."""
    lowest = floor.builds.get(here.product, [])
    own = [build for build in lowest if _branch(build) == _branch(here.build)]
    if own:
        return builds.at_least(here.build, own[0]) or (False if here.exact else None)
    return bool(lowest) and all(builds.at_least(here.build, build) for build in lowest)


def _branch(build: str) -> tuple[int, ...]:
    return (version_tuple(build) or ())[:_BRANCH]
