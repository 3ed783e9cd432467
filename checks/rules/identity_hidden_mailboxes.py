"""Mailboxes hidden from address lists

What: Mailboxes that are hidden from the address lists.
Why: The migration is tested with one mailbox, found by the address lists: one that is hidden is not, and the test says
    the connection is at fault. People who looked a hidden mailbox up by a cache of Outlook have to write its address.
Fix: Read first, in the Exchange Management Shell:
        Get-Mailbox -ResultSize Unlimited -Filter 'HiddenFromAddressListsEnabled -eq $true' | Format-Table Name
    Test with another mailbox; what is hidden by mistake is shown again:
        Set-Mailbox USER -HiddenFromAddressListsEnabled $false
"""

from checks.check import Requirement, Verdict, check
from checks.identities import verdict, with_mailbox
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("identity-hidden-mailboxes.expected", "none, or not the one the connection is tested with")


@check(
    id="identity-hidden-mailboxes",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "hidden", "type_details", "place")) is not None:
        return nothing
    mailboxes = with_mailbox(recipient_list)
    observed = say("identity-hidden-mailboxes.item", "hidden")
    return verdict(
        [Item(name=called(each), observed=observed) for each in mailboxes if each.hidden], len(mailboxes)
    )
