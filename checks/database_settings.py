"""Whether the settings of databases were read at all, and whether every one was measured.

Exchange writes the retention of deleted items into every database it makes. Where no database states it, the other
settings were not read either, and their absence means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.check import Verdict, unknown
from checks.wording import say
from scanner.inventory.model import Database, DatabaseStatistics


def unread(databases: Iterable[Database]) -> Verdict | None:
    """The verdict where the settings were not read; None where they were, or where there is no database."""
    stated = [each.item_retention is not None or each.mailbox_retention is not None for each in databases]
    if not stated or any(stated):
        return None
    return unknown(say("databases.unread", "the settings of the databases were not read"))


def unmeasured(
    statistics: Iterable[DatabaseStatistics], databases: Iterable[Database] | None
) -> Verdict | None:
    """The verdict where there may be databases no server told about; None where the directory names no other."""
    if databases is None:
        return unknown(say("databases.unlisted", "which databases there are was not read"))
    told = {each.database.casefold() for each in statistics}
    missing = [each.name for each in databases if not each.recovery and each.name.casefold() not in told]
    if not missing:
        return None
    return unknown(say("databases.unmeasured", "no server told about {names}", names=missing))
