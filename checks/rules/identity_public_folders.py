"""Public folders with addresses

What: Public folders that have mail addresses (mail-enabled public folders).
Why: Directory synchronisation does not take them along. Mail from people who have moved to such a folder bounces until
    the folder, or an object with its addresses, is in Microsoft 365. Orphaned and doubled ones stop the migration of
    the public folders.
Fix: Read first, in the Exchange Management Shell:
        Get-MailPublicFolder -ResultSize Unlimited | Format-Table Name, PrimarySmtpAddress
    Take the addresses off folders nobody writes to, and move those that are left with Microsoft's scripts, which check
    them first:
        Disable-MailPublicFolder NAME
"""

from checks.check import Requirement, Verdict, check, unknown
from checks.identities import PUBLIC_FOLDER, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("identity-public-folders.expected", "no public folder with an address, or a plan for them")


@check(
    id="identity-public-folders",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "type_details", "addresses")) is not None:
        return nothing
    folders = [
        Item(
            name=called(each),
            observed=say("identity-public-folders.item", "{address}", address=each.mail or each.alias or "?"),
        )
        for each in recipient_list.recipients
        if each.classes == PUBLIC_FOLDER
    ]
    if recipient_list.hidden and not folders:
        return unknown(
            say(
                "identity-public-folders.hidden",
                "this account may not look where they are stored in {domains}",
                domains=recipient_list.hidden,
            )
        )
    return verdict(folders, len(recipient_list.recipients))
