"""Full names of the domain controllers

What: Whether the directory holds a full DNS name (dNSHostName) for each domain controller.
Why: Setup and the topology service of Exchange reach domain controllers by that name. One without it can make Setup
    fail, whichever controller Setup was told to use.
Fix: Read first:
        Get-ADDomainController -Filter * | Format-Table Name, HostName, Site
        nltest /dsgetdc:DOMAIN
    A controller that is gone: clean its metadata up in Active Directory Sites and Services. One that is alive: restart
    its Netlogon service, which writes the name, and see that its primary DNS suffix is set.
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.wording import Text, say
from scanner.inventory.model import DomainController


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("ad-controller-names.expected", "a full DNS name")


@check(
    id="ad-controller-names",
    subject="domain-controller",
    reads=("domain_controller",),
    need=Need,
    requires=requires,
)
def judge(need: Need, domain_controller: DomainController) -> Verdict:
    # The name is the DNS name where one is stored.
    name = domain_controller.dns_name or domain_controller.name
    if "." not in name.strip("."):
        return unmet(say("ad-controller-names.short", "{name}, which is no full name", name=name))
    return met(say("ad-controller-names.full", "{name}", name=name))
