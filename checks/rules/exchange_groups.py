"""Groups that Exchange remembers by number

What: Whether every group that the Exchange containers name in otherWellKnownObjects exists and is a universal security
    group.
Why: Setup finds its groups, such as Organization Management or Exchange Servers, by these entries and not by their
    names. It stops at one that points to a deleted group or to a group of another kind.
Fix: Read first:
        $configuration = (Get-ADRootDSE).configurationNamingContext
        $exchange = "CN=Microsoft Exchange,CN=Services,$configuration"
        (Get-ADObject $exchange -Properties otherWellKnownObjects).otherWellKnownObjects
    A group that was only changed: make it a universal security group again, without a mail address. For a deleted one,
    restore it from the Recycle Bin if that is enabled; otherwise let SetupAssist write the file that takes the dead
    entries out, look through it, import it with ldifde, and let Setup /PrepareAD make the groups anew. Permissions
    given to the old groups are lost with them.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, WellKnownGroup


class Need(Requirement, frozen=True, kw_only=True):
    """Bits of groupType that each group must have."""

    bits: list[int]


def requires(need: Need) -> Text:
    return say("exchange-groups.expected", "every one exists and is a universal security group")


@check(id="exchange-groups", subject="organization", reads=("organization",), need=Need, requires=requires)
def judge(need: Need, organization: Organization) -> Verdict:
    groups = organization.well_known_groups
    if not groups:
        return unknown(say("exchange-groups.unread", "the entries for these groups could not be read"))
    wrong = [
        Item(name=group.name, observed=fault)
        for group in groups
        if (fault := _fault(group, need.bits)) is not None
    ]
    if wrong:
        return unmet(
            say(
                "exchange-groups.wrong",
                "{number} of {all} {all:entry|entries} broken: {names}",
                number=len(wrong),
                all=len(groups),
                names=[item.name for item in wrong],
            ),
            wrong,
        )
    unread = [group.name for group in groups if group.group_type is None]
    if unread:
        return unknown(
            say("exchange-groups.kind", "the kind of these groups could not be read: {names}", names=unread)
        )
    return met(say("exchange-groups.fine", "groups in order: {number} of {number}", number=len(groups)))


def _fault(group: WellKnownGroup, bits: list[int]) -> Text | None:
    if group.deleted:
        return say("exchange-groups.deleted", "the entry points to a deleted object")
    if group.group_type is not None and not all(group.group_type & bit for bit in bits):
        return say("exchange-groups.another", "no universal security group")
    return None
