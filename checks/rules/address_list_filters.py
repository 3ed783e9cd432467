"""Address lists of Exchange 2000 and 2003

What: Address lists and global address lists with an LDAP filter and without one that 2007 and later read.
Why: No version since 2007 can edit such a list. Its content stays what it was when the last 2003 server went, or has to
    be brought up to date by hand.
Fix: Read first, in the Exchange Management Shell:
        Get-AddressList | Where-Object { $_.RecipientFilterType -eq 'Legacy' } | Format-List Name, LdapRecipientFilter
        Get-GlobalAddressList | Where-Object { $_.RecipientFilterType -eq 'Legacy' } | Format-List Name
    Give each a filter that names the same recipients:
        Set-AddressList 'All Users' -IncludedRecipients MailboxUsers
        Set-AddressList 'All Groups' -IncludedRecipients MailGroups
        Set-AddressList 'All Contacts' -IncludedRecipients MailContacts
"""

from checks.check import Requirement, Verdict, check
from checks.filters import judged
from checks.wording import Text, say
from scanner.inventory.model import AddressList, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("address-list-filters.expected", "every list upgraded")


@check(
    id="address-list-filters",
    subject="organization",
    reads=("address_lists", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, address_lists: list[AddressList], organization: Organization) -> Verdict:
    return judged(address_lists)
