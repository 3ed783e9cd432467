"""Backup of Active Directory

What: How old the last backup of each domain was on the day the directory was read, whichever of its domain
    controllers made it. A backup that calls the backup
    interface of Windows leaves the time in the directory; a copy of a virtual machine that does not leaves none.
Why: Extending the schema and preparing the organisation cannot be undone. What goes wrong is repaired from a backup of
    the forest or not at all.
Fix: Read first, on a domain controller:
        repadmin /showbackup
        wbadmin get versions
    Back up the system state of two domain controllers of each domain before the schema is extended:
        wbadmin start systemstatebackup -backupTarget:DRIVE
"""

from datetime import date

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import DomainHead


class Need(Requirement, frozen=True, kw_only=True):
    """Days a backup may be old."""

    days: int


def requires(need: Need) -> Text:
    return say(
        "ad-backup.expected",
        "a backup not older than {days} {days:day|days} on the day it was read",
        days=need.days,
    )


@check(id="ad-backup", subject="domain", reads=("head", "read_on"), need=Need, requires=requires)
def judge(need: Need, head: DomainHead, read_on: date) -> Verdict:
    if head.last_backup is None:
        return unknown(say("ad-backup.unstated", "the directory does not say when it was last backed up"))
    last = head.last_backup.date()
    return met_if(
        (read_on - last).days <= need.days,
        say("ad-backup.last", "last backed up on {day:date}", day=last.isoformat()),
    )
