"""Remnants of Exchange 5.5, 2000 and 2003

What: Objects of versions before 2007 in the directory: Active Directory Connectors and their agreements, Site
    Replication Services, Recipient Update Services, connectors between routing groups and to foreign systems, routing
    groups and administrative groups without a server.
Why: Setup of 2007 and 2010 refuses a forest with an Active Directory Connector. The rest belongs to servers that have
    to be gone before 2013: while it is there, mail may still be routed over it, and the last old server cannot be
    uninstalled.
Fix: Read first:
        $configuration = (Get-ADRootDSE).configurationNamingContext
        Get-ADObject -SearchBase "CN=Services,$configuration" -LDAPFilter '(objectClass=msExchRoutingGroupConnector)'
        Get-RoutingGroupConnector | Format-List Name, SourceTransportServers, TargetTransportServers
    While the old servers live, remove the objects with their own tools, and uninstall the servers. Where the servers
    are gone for good, take a backup and remove the objects with ADSI Edit; leave an administrative group that holds
    the public folder tree.
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.names import kind_text
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import LegacyObject, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """Kinds of `LegacyObject` that must be gone."""

    never: list[str]


def requires(need: Need) -> Text:
    return say("coexistence-remnants.expected", "no {kinds}", kinds=[kind_text(kind) for kind in need.never])


@check(
    id="coexistence-remnants",
    subject="organization",
    reads=("legacy_objects", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, legacy_objects: list[LegacyObject], organization: Organization) -> Verdict:
    found = [each for each in legacy_objects if each.kind in need.never]
    if not found:
        return met(say("coexistence-remnants.none", "none was found"))
    items = [
        Item(
            name=each.name,
            observed=say(
                "coexistence-remnants.object",
                "{kind}, server {server}",
                kind=kind_text(each.kind),
                server=each.server or "?",
            ),
        )
        for each in found
    ]
    kinds = [kind_text(kind) for kind in sorted({each.kind for each in found})]
    return unmet(
        say("coexistence-remnants.found", "objects: {number} ({kinds})", number=len(items), kinds=kinds),
        items,
    )
