"""Mailbox quotas of the databases

What: Mailbox databases that allow more than a new database of the target does by itself, or anything.
Why: A new database comes with Microsoft's own quotas. A mailbox that takes its quota from the database and is larger
    than those stops receiving mail the moment it has moved.
Fix: Read first, in the Exchange Management Shell:
        Get-MailboxDatabase | Format-Table Name, IssueWarningQuota, ProhibitSendQuota, ProhibitSendReceiveQuota
    Set the same limits on the new databases before the first mailbox moves:
        Set-MailboxDatabase DATABASE -IssueWarningQuota WARN -ProhibitSendQuota SEND -ProhibitSendReceiveQuota ALL
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.database_settings import unread
from checks.results import Item
from checks.wording import KIB, MIB, Text, say
from scanner.inventory.model import Database, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """What a new database of the target lets a mailbox receive up to, in KB."""

    receive_kb: int


def requires(need: Need) -> Text:
    return say(
        "database-quotas.expected",
        "{mb} MB at most, or the same limits on the new databases",
        mb=_mb(need.receive_kb),
    )


@check(
    id="database-quotas",
    subject="organization",
    reads=("databases", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, databases: list[Database], organization: Organization) -> Verdict:
    if (nothing := unread(databases)) is not None:
        return nothing
    mailbox = [each for each in databases if each.kind == "mailbox" and not each.recovery]
    larger = [
        Item(name=each.name, observed=_shown(each.quota_receive))
        for each in mailbox
        if each.quota_receive is None or each.quota_receive > need.receive_kb
    ]
    if larger:
        return unmet(
            say(
                "database-quotas.found",
                "{number} of {all} {all:database|databases} {number:allows|allow} more",
                number=len(larger),
                all=len(mailbox),
            ),
            larger,
        )
    return met(
        say(
            "database-quotas.fine",
            "none of {number} {number:database|databases} allows more",
            number=len(mailbox),
        )
    )


def _shown(quota: int | None) -> Text:
    if quota is None:
        return say("database-quotas.unlimited", "unlimited")
    return say("database-quotas.mb", "{mb} MB", mb=_mb(quota))


def _mb(kb: int) -> int:
    """Rounded up, so that more than a limit never reads as the limit."""
    return -(-kb * KIB // MIB)
