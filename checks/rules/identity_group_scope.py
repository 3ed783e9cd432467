"""Mail groups that are not universal

What: Mail groups whose scope is domain local or global.
Why: Exchange has made no such group since 2007. Servers of another domain do not see their members, so that mail
    reaches some of them only, and current versions can hardly change one.
Fix: Read first, in the Exchange Management Shell:
        Get-Group -RecipientTypeDetails MailNonUniversalGroup -ResultSize Unlimited | Format-Table Name, GroupType
    Make it universal; a global group that is a member of another global one needs the outer one to change first:
        Set-Group NAME -Universal
"""

from checks.check import Requirement, Verdict, check
from checks.identities import is_group, is_universal, synchronized, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("identity-group-scope.expected", "universal groups")


@check(
    id="identity-group-scope",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "group_type")) is not None:
        return nothing
    groups = [each for each in synchronized(recipient_list) if is_group(each)]
    observed = say("identity-group-scope.item", "domain local or global")
    wrong = [
        Item(name=called(each), observed=observed)
        for each in groups
        if each.group_type is not None and not is_universal(each.group_type)
    ]
    return verdict(wrong, len(groups))
