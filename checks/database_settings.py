"""Whether the settings of databases were read at all.

Exchange writes the retention of deleted items into every database it makes. Where no database states it, the other
settings were not read either, and their absence means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.check import Verdict, unknown
from checks.wording import say
from scanner.inventory.model import Database


def unread(databases: Iterable[Database]) -> Verdict | None:
    """The verdict where the settings were not read; None where they were, or where there is no database."""
    stated = [each.item_retention is not None or each.mailbox_retention is not None for each in databases]
    if not stated or any(stated):
        return None
    return unknown(say("databases.unread", "the settings of the databases were not read"))
