"""Mailboxes with Unified Messaging

What: Mailboxes that Unified Messaging, the voice mail of Exchange 2007 to 2016, is switched on for.
Why: Such a mailbox is not moved to Microsoft 365, where there is no Unified Messaging. Its owner loses voice mail the
    day it is switched off.
Fix: Read first, in the Exchange Management Shell:
        Get-UMMailbox -ResultSize Unlimited | Format-Table DisplayName, UMMailboxPolicy, Extensions
    Give these people Cloud Voicemail, or that of the telephone system, then, on the day they move:
        Disable-UMMailbox USER
"""

from checks.check import Requirement, Verdict, check
from checks.identities import verdict, with_mailbox
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList

_ENABLED = 1


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("identity-voice-mail.expected", "no mailbox with Unified Messaging")


@check(
    id="identity-voice-mail",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "voice_mail", "type_details", "place")) is not None:
        return nothing
    mailboxes = with_mailbox(recipient_list)
    observed = say("identity-voice-mail.item", "Unified Messaging is on")
    wrong = [
        Item(name=called(each), observed=observed)
        for each in mailboxes
        if each.voice_mail is not None and each.voice_mail & _ENABLED
    ]
    return verdict(wrong, len(mailboxes))
