"""Names of the domains

What: Whether the DNS name of a domain has more than one label, and whether its domain controllers are named after it.
Why: Exchange works with a single-label domain and with controllers of another DNS suffix (a disjoint namespace), but
    Microsoft advises against the first, and the second needs settings in DNS and in the directory. A certificate of a
    public authority can be had for neither.
Fix: Read first:
        Get-ADDomain DOMAIN | Format-List DNSRoot, AllowedDNSSuffixes
        Get-ADDomainController -Filter * -Server DOMAIN | Format-Table HostName
    For a disjoint namespace add each suffix to msDS-AllowedDNSSuffixes of the domain and to the DNS suffix search list
    of the servers. A domain with Exchange in it cannot be renamed: a single-label one is left as it is, or left
    behind.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Domain, DomainController


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("ad-domain-names.expected", "two labels or more, and controllers named after the domain")


@check(
    id="ad-domain-names", subject="domain", reads=("domain",), uses=("domain_controllers",), need=Need,
    requires=requires,
)  # fmt: skip
def judge(need: Need, domain: Domain, domain_controllers: list[DomainController] | None) -> Verdict:
    name = domain.name.strip(".").casefold()
    if "." not in name:
        return unmet(say("ad-domain-names.single", "{name} has a single label", name=domain.name))
    if domain_controllers is None:
        return unknown(say("ad-domain-names.unseen", "the names of its domain controllers were not read"))
    own = [
        each
        for each in domain_controllers
        if (each.domain or "").casefold() == name and "." in (each.dns_name or each.name)
    ]
    apart = [
        Item(
            name=each.name,
            observed=say("ad-domain-names.suffix", "its DNS name is {name}", name=each.dns_name or each.name),
        )
        for each in own
        if (each.dns_name or each.name).casefold().partition(".")[-1] != name
    ]
    if apart:
        return unmet(
            say(
                "ad-domain-names.disjoint",
                "domain controllers with another DNS suffix: {number} of {all}",
                number=len(apart),
                all=len(own),
            ),
            apart,
        )
    if not own:
        return unknown(say("ad-domain-names.none", "no domain controller of it states its DNS name"))
    return met(say("ad-domain-names.fine", "{name}, as its domain controllers are named", name=domain.name))
