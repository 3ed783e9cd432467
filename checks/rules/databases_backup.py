"""Backup of the databases

What: The last full backup of each database of the organisation, by the day of this judgement. What was backed up
    after the servers were read is not known.
Why: Mailboxes are moved, databases removed, servers uninstalled; what goes wrong comes back from the backup or not
    at all. The backup also cuts the logs, which grow as fast as mailboxes come.
Fix: Make a full backup, and restore a mailbox from it once before the first move. Read first:
        Get-MailboxDatabase -Status | Sort-Object LastFullBackup | Format-Table Name, Server, LastFullBackup
"""

from datetime import date

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import DatabaseStatistics


class Need(Requirement, frozen=True, kw_only=True):
    """Days a full backup may be old."""

    days: int


def requires(need: Need) -> Text:
    return say("databases-backup.expected", "a full backup not older than {days} days", days=need.days)


@check(
    id="databases-backup",
    subject="organization",
    reads=("database_statistics", "as_of"),
    need=Need,
    requires=requires,
)
def judge(need: Need, database_statistics: list[DatabaseStatistics], as_of: date) -> Verdict:
    old = [each for each in database_statistics if _is_old(each, need, as_of)]
    if not old:
        return met(say("databases-backup.fine", "{number} databases", number=len(database_statistics)))
    return unmet(
        say(
            "databases-backup.observed",
            "{number} of {all} without: {names}",
            number=len(old),
            all=len(database_statistics),
            names=[each.database for each in old],
        ),
        [_item(each) for each in old],
    )


def _is_old(database: DatabaseStatistics, need: Need, as_of: date) -> bool:
    last = database.last_full_backup
    return last is None or (as_of - last.date()).days > need.days


def _item(database: DatabaseStatistics) -> Item:
    last = database.last_full_backup
    return Item(
        name=database.database,
        observed=say("databases-backup.last", "last full backup {day:date}", day=last.date().isoformat())
        if last is not None
        else say("databases-backup.never", "no full backup"),
    )
