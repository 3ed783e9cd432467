"""Filters of policies and lists that Exchange 2000 or 2003 made, and that no later version edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from checks.check import Verdict, met, unmet
from checks.results import Item
from checks.wording import say


class Filtered(Protocol):
    """What has an LDAP filter, which 2000 and 2003 read, and one that 2007 and later read."""

    @property
    def name(self) -> str: ...
    @property
    def ldap_filter(self) -> str | None: ...
    @property
    def filter(self) -> str | None: ...


def judged(objects: Sequence[Filtered]) -> Verdict:
    """Unmet with every object that has the old filter alone."""
    old = [
        Item(name=each.name, observed=say("filters.old", "{filter}", filter=each.ldap_filter or ""))
        for each in objects
        if each.ldap_filter and not each.filter
    ]
    if old:
        return unmet(
            say("filters.found", "{number} of {all} never upgraded", number=len(old), all=len(objects)),
            old,
        )
    return met(
        say("filters.none", "none of {number} has a filter of 2000 or 2003 alone", number=len(objects))
    )
