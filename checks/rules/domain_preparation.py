"""Preparation of the domains

What: The preparation level of each domain (objectVersion of Microsoft Exchange System Objects) against the one that
    Setup of the target writes. A domain that was never prepared needs it where it holds an Exchange server or a
    recipient.
Why: A domain below that level lacks permissions the target needs on its accounts and controllers; recipients in a
    domain that was never prepared cannot be managed.
Fix: Read first, for each domain:
        Get-ADObject -Server DOMAIN -LDAPFilter '(objectClass=msExchSystemObjectsContainer)' -Properties objectVersion
    Then, with an account of Enterprise Admins for all, or of Domain Admins for one, from the medium of the
    target. The licence switch is that of Exchange 2016 CU22, 2019 CU11 and later; before, it was
    /IAcceptExchangeServerLicenseTerms, and Exchange 2010 has none and a Setup.com:
        Setup.exe /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF /PrepareAllDomains
"""

from checks.check import Verdict, check, not_applicable, unknown, unmet
from checks.knowledge import preparation
from checks.preparation_level import Need, judged, requires_of
from checks.wording import Text, say
from scanner.inventory.model import Domain, DomainHead, ExchangeServer, RecipientList


def requires(need: Need) -> Text:
    return requires_of("domain", need)


@check(
    id="domain-preparation",
    subject="domain",
    reads=("head",),
    uses=("domain", "servers", "recipient_list"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    head: DomainHead,
    domain: Domain,
    servers: list[ExchangeServer] | None,
    recipient_list: RecipientList | None,
) -> Verdict:
    stated = [version for version in head.preparation_versions if version is not None]
    if stated:
        found = max(stated)
        return judged("domain", found, need, preparation.written_by(domain=found))
    if head.preparation_versions:
        return unknown(say("domain-preparation.unstated", "prepared, and the level cannot be read"))
    here = [server.name for server in servers or () if _lies_in(server.fqdn, domain.name)]
    if here:
        return unmet(say("domain-preparation.servers", "never prepared, and holds {servers}", servers=here))
    if recipient_list is not None and domain.name.casefold() in map(str.casefold, recipient_list.domains):
        return unmet(say("domain-preparation.recipients", "never prepared, and holds recipients"))
    if servers is None or recipient_list is None:
        return unknown(
            say(
                "domain-preparation.unseen",
                "never prepared; whether it holds servers or recipients is not known",
            )
        )
    return not_applicable(
        say("domain-preparation.empty", "never prepared, and holds no Exchange server and no recipient")
    )


def _lies_in(host: str | None, domain: str) -> bool:
    """Whether a computer is named after a domain; one below a child domain is not."""
    return host is not None and host.casefold().partition(".")[-1] == domain.casefold()
