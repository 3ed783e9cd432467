"""Whether the Exchange of a server holds what came out on a day, as far as its build tells."""

from __future__ import annotations

from datetime import date

from checks.installed import Installed
from checks.knowledge import builds


def holds(here: Installed, day: date) -> bool | None:
    """Whether a server has what was published on a day; None when its build does not tell.

    A directory stamp says which cumulative update it is, and nothing of the updates to it: it says no only where the
    last of them came out before that day. That of an Edge server is frozen and never says no.
    """
    if builds.newer_than_known(here.build):
        return True
    nearest = builds.nearest_known(here.build)
    if nearest is None:
        return None
    reached = _on_or_after(nearest.released, day)
    if reached or here.exact:
        return reached
    base = builds.cumulative_update_of(here.build)
    if base is None or here.edge or _on_or_after(builds.updates_of(base)[-1].released, day) is not False:
        return None
    return False


def _on_or_after(released: str, day: date) -> bool | None:
    """None for something of the same month whose day is not known."""
    wanted = day.isoformat()
    if released == wanted[: len(released)] and released != wanted:
        return None
    return released >= wanted
