"""Backup of the databases

What: How old the last full backup of each database was on the day the servers were read, and whether there was one.
    What was backed up since is not known.
Why: Mailboxes are moved, databases removed, servers uninstalled; what goes wrong comes back from the backup or not
    at all. The backup also cuts the logs, which grow as fast as mailboxes come.
Fix: Make a full backup, and restore a mailbox from it once before the first move. Read first:
        Get-MailboxDatabase -Status | Sort-Object LastFullBackup | Format-Table Name, Server, LastFullBackup
"""

from collections.abc import Sequence
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
    return say(
        "databases-backup.expected",
        "a full backup not older than {days} {days:day|days} on the day the server was read",
        days=need.days,
    )


@check(
    id="databases-backup",
    subject="organization",
    reads=("database_statistics", "read_on"),
    uses=("databases",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, database_statistics: list[DatabaseStatistics], read_on: date, databases: list[Database] | None
) -> Verdict:
    answers = [(each, _is_old(each, need, read_on)) for each in database_statistics]
    wrong = [each for each, answer in answers if answer]
    if wrong:
        faults = _faults(need, wrong, len(database_statistics))
        return unmet(
            say("databases-backup.observed", "{faults}", faults=faults), [_item(each) for each in wrong]
        )
    unsure = [each.database for each, answer in answers if answer is None]
    if unsure:
        return unknown(
            say("databases-backup.unmounted", "not mounted, so that they do not tell: {names}", names=unsure)
        )
    if (open_ := unmeasured(database_statistics, databases)) is not None:
        return open_
    return met(
        say(
            "databases-backup.fine",
            "backed up in time: {number} of {number}",
            number=len(database_statistics),
        )
    )


def _faults(need: Need, wrong: Sequence[DatabaseStatistics], every: int) -> list[Text]:
    """Those that have none, and those whose last one is old: the two are not the same danger."""
    none = [each.database for each in wrong if each.last_full_backup is None]
    old = [each.database for each in wrong if each.last_full_backup is not None]
    faults = []
    if none:
        faults.append(
            say(
                "databases-backup.none",
                "{number} of {all} without a full backup: {names}",
                number=len(none),
                all=every,
                names=none,
            )
        )
    if old:
        faults.append(
            say(
                "databases-backup.old",
                "{number} of {all} with a full backup older than {days} {days:day|days}: {names}",
                number=len(old),
                all=every,
                days=need.days,
                names=old,
            )
        )
    return faults


def _is_old(database: DatabaseStatistics, need: Need, read_on: date) -> bool | None:
    """None for one without an answer that is not known to be mounted: only a mounted one tells."""
    last = database.last_full_backup
    if last is None:
        return True if database.mounted else None
    return (read_on - last.date()).days > need.days


def _item(database: DatabaseStatistics) -> Item:
    last = database.last_full_backup
    return Item(
        name=database.database,
        observed=say("databases-backup.last", "last full backup {day:date}", day=last.date().isoformat())
        if last is not None
        else say("databases-backup.never", "no full backup"),
    )
