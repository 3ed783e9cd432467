"""Accepted domain for every address

What: Whether the organisation accepts mail for the domain *, which stands for every domain there is.
Why: It makes Exchange take mail for anybody from whoever may send to it: an open relay. Where that domain is an
    internal relay, the transport services of newer updates can crash on it.
Fix: Read first, in the Exchange Management Shell:
        Get-AcceptedDomain | Format-Table Name, DomainName, DomainType, Default
        Get-ReceiveConnector | Format-List Identity, RemoteIPRanges, PermissionGroups
    Find out which applications send through it. Give them a receive connector of their own, limited to their
    addresses, that may relay; then remove the accepted domain, before the first server of the target comes in.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import AcceptedDomain, Organization
from scanner.inventory.names import ACCEPTED_DOMAIN_KINDS, accepted_domain_kind

_EVERY_DOMAIN = "*"


class Need(Requirement, frozen=True, kw_only=True):
    """The kinds such a domain must not be, by the names of `scanner.inventory.names.ACCEPTED_DOMAIN_KINDS`."""

    never: list[str]


def requires(need: Need) -> Text:
    if set(need.never) >= set(ACCEPTED_DOMAIN_KINDS.values()):
        return say("accepted-domain-any.none", "no accepted domain *")
    return say("accepted-domain-any.kinds", "no accepted domain * as {kinds}", kinds=need.never)


@check(
    id="accepted-domain-any",
    subject="organization",
    reads=("accepted_domains", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, accepted_domains: list[AcceptedDomain], organization: Organization) -> Verdict:
    if not accepted_domains:
        return unknown(
            say(
                "accepted-domain-any.empty",
                "no accepted domain was found; an organisation since Exchange 2007 always has one, so the account "
                "may not see them",
            )
        )
    everything = [domain for domain in accepted_domains if domain.name.strip() == _EVERY_DOMAIN]
    if not everything:
        return met(
            say(
                "accepted-domain-any.fine",
                "accepted domains: {number}, none is *",
                number=len(accepted_domains),
            )
        )
    kinds = [accepted_domain_kind(domain.flags) for domain in everything]
    observed = say(
        "accepted-domain-any.found", "* is accepted, as {kinds}", kinds=[kind or "?" for kind in kinds]
    )
    every_kind = set(need.never) >= set(ACCEPTED_DOMAIN_KINDS.values())
    if every_kind or any(kind in need.never for kind in kinds):
        return unmet(observed)
    return unknown(observed) if None in kinds else met(observed)
