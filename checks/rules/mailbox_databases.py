"""Mailboxes without a living database

What: Mailboxes whose database, or that of whose archive, was deleted, and mailboxes without an alias.
Why: They cannot be moved: the move request fails on each, and while the object says it is a mailbox, its owner has
    none. Behind such a mailbox there is nothing left, or it is in a database somebody took out of the directory.
Fix: Read first, in the Exchange Management Shell:
        Get-Mailbox -ResultSize Unlimited | Where-Object { -not $_.IsValid } | Format-Table Name, Database
        Get-ADUser -LDAPFilter '(&(msExchMailboxGuid=*)(!(mailNickname=*)))' | Format-Table Name, Enabled
    Ask the owner. If nothing is missed, take the settings of a mailbox off the account, which keeps the account:
        Disable-Mailbox USER
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("mailbox-databases.expected", "none")


@check(
    id="mailbox-databases",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "place", "archive")) is not None:
        return nothing
    places = recipient_list.places
    lost = [
        Item(
            name=called(each),
            observed=say(
                "mailbox-databases.deleted", "{database} was deleted", database=places[place].database
            ),
        )
        for each in recipient_list.recipients
        for place in (each.place, each.archive)
        if place is not None and places[place].deleted
    ]
    broken = recipient_list.without_alias
    if lost or broken:
        found = (
            say(
                "mailbox-databases.lost",
                "{lost} in a deleted database; those without an alias were not read",
                lost=len(lost),
            )
            if broken is None
            else say(
                "mailbox-databases.found",
                "{lost} in a deleted database, {broken} without an alias",
                lost=len(lost),
                broken=broken,
            )
        )
        return unmet(found, lost)
    if broken is None:
        return unknown(
            say(
                "mailbox-databases.unread", "none in a deleted database; those without an alias were not read"
            )
        )
    return met(say("mailbox-databases.none", "none"))
