"""Journaling

What: Databases that send a copy of all mail to a journal recipient. Journal rules hold for the organisation and stay.
Why: Journaling by database is a setting of each database. A mailbox that moves to a new one without it is no longer
    journaled, and nobody is told; where the law asks for it, those mails are missing for ever.
Fix: Read first, in the Exchange Management Shell:
        Get-MailboxDatabase | Where-Object { $_.JournalRecipient } | Format-Table Name, JournalRecipient
        Get-JournalRule | Format-List Name, Recipient, JournalEmailAddress, Scope, Enabled
    Set the journal recipient on the new databases before mailboxes move, or replace it by a journal rule, which holds
    for the whole organisation. See that the journal mailbox accepts the volume, and who it belongs to.
        Set-MailboxDatabase DATABASE -JournalRecipient ADDRESS
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.database_settings import unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Database, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("journaling.expected", "no journaling by database")


@check(
    id="journaling", subject="organization", reads=("databases", "organization"), need=Need, requires=requires
)
def judge(need: Need, databases: list[Database], organization: Organization) -> Verdict:
    if (nothing := unread(databases)) is not None:
        return nothing
    wrong = [
        Item(
            name=each.name, observed=say("journaling.to", "to {recipient}", recipient=each.journal_recipient)
        )
        for each in databases
        if each.journal_recipient
    ]
    if wrong:
        return unmet(
            say(
                "journaling.found",
                "{number} of {all} {all:database|databases} with journaling",
                number=len(wrong),
                all=len(databases),
            ),
            wrong,
        )
    return met(say("journaling.none", "none of {number} {number:database|databases}", number=len(databases)))
