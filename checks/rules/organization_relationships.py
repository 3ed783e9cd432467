"""Relationships with other organisations

What: Enabled organisation relationships and intra-organisation connectors that name no domain or no address of the
    other side.
Why: Free times and mail tips of the other side, be it a partner or Exchange Online, are looked up over them. One that
    is incomplete is tried for each lookup and fails, and the servers of the target will try the same.
Fix: Read first, in the Exchange Management Shell; the second line is of Exchange 2013 and later:
        Get-OrganizationRelationship | Format-List Name, Enabled, DomainNames, TargetAutodiscoverEpr
        Get-IntraOrganizationConnector | Format-List Name, Enabled, TargetAddressDomains, DiscoveryEndpoint
    Complete it, with the wizard where it made it, or remove it when nobody needs it.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.items import in_words
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, OrganizationRelationship


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("organization-relationships.expected", "domains and an address on each")


@check(
    id="organization-relationships",
    subject="organization",
    reads=("organization_relationships", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, organization_relationships: list[OrganizationRelationship], organization: Organization
) -> Verdict:
    used = [each for each in organization_relationships if each.enabled is not False]
    if not used:
        return not_applicable(say("organization-relationships.none", "none in use"))
    wrong = [Item(name=each.name, observed=fault) for each in used if (fault := _fault(each)) is not None]
    if wrong:
        return unmet(
            say(
                "organization-relationships.found",
                "{number} of {all} incomplete: {faults}",
                number=len(wrong),
                all=len(used),
                faults=in_words(wrong),
            ),
            wrong,
        )
    return met(say("organization-relationships.fine", "{names}", names=[each.name for each in used]))


def _fault(relationship: OrganizationRelationship) -> Text | None:
    if not relationship.domains:
        return say("organization-relationships.domains", "no domain")
    if not relationship.target_autodiscover and not relationship.target_application:
        return say("organization-relationships.address", "no address of the other side")
    return None
