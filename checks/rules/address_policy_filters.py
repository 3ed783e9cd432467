"""Address policies of Exchange 2000 and 2003

What: Recipient policies with an LDAP filter and without one that 2007 and later read.
Why: New recipients still get their addresses from them, but no version since 2007 can edit such a policy, and once the
    last 2003 server is gone nothing can. Upgrade them before it is uninstalled.
Fix: Read first, in the Exchange Management Shell:
        Get-EmailAddressPolicy | Format-List Name, RecipientFilterType, LdapRecipientFilter
    Give each a filter that names the same recipients, and compare before and after:
        Set-EmailAddressPolicy 'Default Policy' -IncludedRecipients AllRecipients
    A policy of the mailbox manager has to be removed in Exchange System Manager.
"""

from checks.check import Requirement, Verdict, check
from checks.filters import judged
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientPolicy


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("address-policy-filters.expected", "every policy upgraded")


@check(
    id="address-policy-filters",
    subject="organization",
    reads=("recipient_policies", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_policies: list[RecipientPolicy], organization: Organization) -> Verdict:
    return judged(recipient_policies)
