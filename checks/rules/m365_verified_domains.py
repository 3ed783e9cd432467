"""Accepted domains verified in the tenant

What: Every accepted domain that is to be used in Microsoft 365, against the domains verified in the tenant. exready
    does not ask the tenant: what is verified is said in exready.toml.
Why: Mailboxes cannot get an address in a domain the tenant has not verified; the migration of such a mailbox fails.
Fix: Add each domain in the Microsoft 365 admin center and verify it with the record it names; leave the MX record as it
    is. Then list it under verified_domains in exready.toml, and those you will not use under unused_domains. To see
    them, read-only, in Exchange Online PowerShell:
        Get-AcceptedDomain | Format-Table DomainName
"""

from checks import tenant as answers
from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import AcceptedDomain, Tenant


class Need(Requirement, frozen=True, kw_only=True):
    """How domains end that a tenant has from its first day on."""

    of_microsoft: list[str]


def requires(need: Need) -> Text:
    return say("m365-verified-domains.expected", "every accepted domain that is used, verified in the tenant")


@check(
    id="m365-verified-domains",
    subject="organization",
    reads=("accepted_domains", "tenant"),
    need=Need,
    requires=requires,
)
def judge(need: Need, accepted_domains: list[AcceptedDomain], tenant: Tenant) -> Verdict:
    if not accepted_domains:
        return unknown(say("m365-verified-domains.empty", "no accepted domain was found"))
    if tenant.verified_domains is None:
        return answers.unstated("verified_domains")
    known = {name.casefold() for name in [*tenant.verified_domains, *(tenant.unused_domains or [])]}
    names = [domain.name.strip() for domain in accepted_domains if not _is_nobodys(domain, need)]
    missing = [name for name in names if name.removeprefix("*.").casefold() not in known]
    if not missing:
        return met(say("m365-verified-domains.all", "verified: {number} of {number}", number=len(names)))
    kind = say("m365-verified-domains.item", "not said to be verified")
    return unmet(
        say(
            "m365-verified-domains.missing",
            "{number} of {all} not verified: {domains}",
            number=len(missing),
            all=len(names),
            domains=missing,
        ),
        [Item(name=name, observed=kind) for name in missing],
    )


def _is_nobodys(domain: AcceptedDomain, need: Need) -> bool:
    """Whether there is nothing to verify: all domains at once, or one a tenant was born with."""
    name = domain.name.strip().casefold()
    return name == "*" or name.endswith(tuple(f".{ending}" for ending in need.of_microsoft))
