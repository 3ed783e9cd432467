"""Circular logging without a second copy

What: Mailbox databases, or their storage groups, that overwrite their logs and have no copy on another server.
Why: Moves write a log for all they bring. With circular logging a database that breaks comes back as it was at the last
    full backup: what arrived since, mailboxes that moved in included, is lost, while the source may already be gone.
Fix: Read first, in the Exchange Management Shell:
        Get-MailboxDatabase -Status | Format-Table Name, CircularLoggingEnabled, LastFullBackup
    Switch it off on databases with one copy, make a full backup, and give the log volumes as much space as is moved
    between two backups. If it was switched on for the moves, make a full backup before the source is removed.
    On Exchange 2007 these are settings of the storage group (Get-StorageGroup, Set-StorageGroup).
        Set-MailboxDatabase DATABASE -CircularLoggingEnabled $false
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.servers import short
from checks.wording import Text, say
from scanner.inventory.model import Database, Organization, StorageGroup


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("database-logs.expected", "circular logging only where a second copy is")


@check(
    id="database-logs",
    subject="organization",
    reads=("databases", "organization"),
    uses=("storage_groups",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    databases: list[Database],
    organization: Organization,
    storage_groups: list[StorageGroup] | None,
) -> Verdict:
    single = [
        each for each in databases if each.kind == "mailbox" and not each.recovery and len(each.copies) <= 1
    ]
    states = {(each.server, each.name): _circular(each, storage_groups) for each in single}
    wrong = [
        Item(name=name, observed=say("database-logs.on", "on {server}", server=server or "?"))
        for (server, name), on in states.items()
        if on
    ]
    if wrong:
        return unmet(
            say(
                "database-logs.found",
                "{number} of {all} {all:database|databases} with circular logging and one copy",
                number=len(wrong),
                all=len(databases),
            ),
            wrong,
        )
    if None in states.values():
        return unknown(
            say("database-logs.unread", "whether logs are overwritten is not stated for every database")
        )
    return met(
        say("database-logs.none", "none of {number} {number:database|databases}", number=len(databases))
    )


def _circular(database: Database, groups: list[StorageGroup] | None) -> bool | None:
    """Up to 2007 the storage group says it, since 2010 the database; a copy of 2007 counts as one."""
    if database.storage_group is None:
        return database.circular_logging
    own = [
        each
        for each in groups or ()
        if each.name.casefold() == database.storage_group.casefold()
        and short(each.server or "") == short(database.server or "")
    ]
    if not own:
        return None
    if own[0].local_copy or own[0].standby_servers:
        return False
    return own[0].circular_logging
