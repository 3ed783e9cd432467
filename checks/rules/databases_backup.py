"""Backup of the databases

What: The last full backup of each database of the organisation, by the day of this judgement. What was backed up
    after the servers were read is not known.
Why: Mailboxes are moved, databases removed, servers uninstalled; what goes wrong comes back from the backup or not
    at all. The backup also cuts the logs, which grow as fast as mailboxes come.
Fix: Make a full backup, and restore a mailbox from it once before the first move. Read first:
        Get-MailboxDatabase -Status | Sort-Object LastFullBackup | Format-Table Name, Server, LastFullBackup
"""

from datetime import date

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.database_settings import unmeasured
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Database, DatabaseStatistics


class Need(Requirement, frozen=True, kw_only=True):
    """Days a full backup may be old."""

    days: int


def requires(need: Need) -> Text:
    return say("databases-backup.expected", "a full backup not older than {days} days", days=need.days)


@check(
    id="databases-backup",
    subject="organization",
    reads=("database_statistics", "as_of"),
    uses=("databases",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, database_statistics: list[DatabaseStatistics], as_of: date, databases: list[Database] | None
) -> Verdict:
    answers = [(each, _is_old(each, need, as_of)) for each in database_statistics]
    old = [each for each, answer in answers if answer]
    if old:
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
    unsure = [each.database for each, answer in answers if answer is None]
    if unsure:
        return unknown(
            say("databases-backup.unmounted", "not mounted, so that they do not tell: {names}", names=unsure)
        )
    if (open_ := unmeasured(database_statistics, databases)) is not None:
        return open_
    return met(say("databases-backup.fine", "{number} databases", number=len(database_statistics)))


def _is_old(database: DatabaseStatistics, need: Need, as_of: date) -> bool | None:
    """None for one without an answer that is not known to be mounted: only a mounted one tells."""
    last = database.last_full_backup
    if last is None:
        return True if database.mounted else None
    return (as_of - last.date()).days > need.days


def _item(database: DatabaseStatistics) -> Item:
    last = database.last_full_backup
    return Item(
        name=database.database,
        observed=say("databases-backup.last", "last full backup {day:date}", day=last.date().isoformat())
        if last is not None
        else say("databases-backup.never", "no full backup"),
    )
