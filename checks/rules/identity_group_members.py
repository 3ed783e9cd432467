"""Mail groups with very many members

What: Mail groups with more direct members than directory synchronisation or Exchange Online takes, as far as the
    account that read them may see members. Members of groups within them are not counted.
Why: Directory synchronisation leaves a group that is too large as it is: whoever joins or leaves later is not heard of
    in Microsoft 365. Exchange Online sends nothing to a group above its own limit, and to a large one only what
    somebody releases, or what comes from senders who are named.
Fix: Read first:
        (Get-ADGroup NAME -Properties member).member.Count
    Split it into groups that are members of one, or make a dynamic group of it. Name who may write to a large one:
        Set-DistributionGroup NAME -AcceptMessagesOnlyFromSendersOrMembers SENDERS
"""

from checks.check import Requirement, Verdict, check, unknown
from checks.identities import is_group, synchronized, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Most members, and from how many on mail to the group is released or restricted."""

    maximum: int
    moderated: int | None = None


def requires(need: Need) -> Text:
    if need.moderated is None:
        return say("identity-group-members.expected", "at most {maximum} members", maximum=need.maximum)
    return say(
        "identity-group-members.moderated",
        "fewer than {moderated} members, or senders who are named or a moderator; at most {maximum}",
        moderated=need.moderated,
        maximum=need.maximum,
    )


@check(
    id="identity-group-members",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "group_type")) is not None:
        return nothing
    groups = [each for each in synchronized(recipient_list) if is_group(each)]
    most = need.maximum if need.moderated is None else need.moderated - 1
    large = [
        Item(
            name=called(each),
            observed=say("identity-group-members.item", "members: {number}", number=each.members),
        )
        for each in groups
        if each.members is not None and each.members > most
    ]
    unsure = sum(each.members is None for each in groups)
    if unsure and not large:
        return unknown(
            say(
                "identity-group-members.unread", "groups whose members were not read: {number}", number=unsure
            )
        )
    return verdict(large, len(groups))
