"""Dynamic groups of Exchange 2003

What: Dynamic distribution groups with an LDAP filter and without one that 2007 and later read.
Why: No version since 2007 can edit such a group, and the target refuses to change anything about it.
Fix: Read first, in the Exchange Management Shell:
        Get-DynamicDistributionGroup -ResultSize Unlimited | Format-List Name, RecipientFilterType, LdapRecipientFilter
    Give each a filter that names the same recipients, and compare who is in before and after:
        Set-DynamicDistributionGroup NAME -RecipientFilter "FILTER" -ForceUpgrade
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("dynamic-group-filters.expected", "every group upgraded")


@check(
    id="dynamic-group-filters",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "ldap_filter", "filter")) is not None:
        return nothing
    groups = [each for each in recipient_list.recipients if each.ldap_filter is not None]
    if not groups:
        return not_applicable(say("dynamic-group-filters.no-group", "no dynamic group"))
    old = [
        Item(
            name=called(each),
            observed=say("dynamic-group-filters.old", "a filter of Exchange 2003 alone"),
        )
        for each in groups
        if each.ldap_filter and not each.filter
    ]
    if old:
        return unmet(
            say(
                "dynamic-group-filters.found",
                "{number} of {all} with a filter of Exchange 2003 alone",
                number=len(old),
                all=len(groups),
            ),
            old,
        )
    return met(
        say(
            "dynamic-group-filters.none", "none of {number} dynamic {number:group|groups}", number=len(groups)
        )
    )
