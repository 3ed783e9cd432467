"""Names in certificates

What: Whether the certificates that each Exchange server of the organisation uses for its web services hold every
    host name the server publishes, and autodiscover in every mail domain that is the organisation's own.
Why: Clients compare. A name that is not in the certificate brings a warning to every user on the day the name first
    points to that server, and Outlook finds no settings for a new mailbox.
Fix: Either get a certificate with the names, or publish names that it holds; the new servers take over both. Read
    first, on Exchange 2007 without -ADPropertiesOnly, and the first line there without -Server, on the server itself:
        Get-ExchangeCertificate -Server SERVER | Format-List Services, CertificateDomains
        Get-WebServicesVirtualDirectory -Server SERVER -ADPropertiesOnly | Format-List InternalUrl, ExternalUrl
    autodiscover can be left out of the certificate where an SRV record or a redirection points to a name that is in
    it.
"""

from urllib.parse import urlsplit

from checks.certificates import covers, unsure, used
from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.results import Item
from checks.servers import client_directories
from checks.wording import Text, say
from scanner.inventory.model import AcceptedDomain, BoundCertificate, ExchangeServer, VirtualDirectory
from scanner.inventory.names import accepted_domain_kind


class Need(Requirement, frozen=True, kw_only=True):
    """`service` is the one of web services, `own` the kind of mail domains, `elsewhere` how domains end whose names
    do not point here, `label` what stands before a domain, `unpublished` the kinds of addresses no client is given."""

    service: str
    own: str
    elsewhere: list[str]
    label: str
    unpublished: list[str]


def requires(need: Need) -> Text:
    return say(
        "exchange-certificate-names.expected",
        "every published host name, and {label} in every mail domain",
        label=need.label,
    )


@check(
    id="exchange-certificate-names",
    subject="exchange-server",
    reads=("certificates", "virtual_directories", "accepted_domains", "exchange_server"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    certificates: list[BoundCertificate],
    virtual_directories: list[VirtualDirectory],
    accepted_domains: list[AcceptedDomain],
    exchange_server: ExchangeServer,
) -> Verdict:
    own = [
        each
        for each in client_directories(exchange_server, virtual_directories)
        if each.kind not in need.unpublished
    ]
    if not own:
        return not_applicable(say("exchange-certificate-names.no-web", "it publishes no addresses"))
    bound = used(certificates, need.service)
    if unsure(certificates) or any(each.certificate.names is None for each in bound):
        return unknown(
            say("exchange-certificate-names.unstated", "names or use of a certificate are not known")
        )
    names = [name for each in bound for name in each.certificate.names or ()]
    wanted = _published(own)
    wanted += [f"{need.label}.{domain.name}" for domain in accepted_domains if _is_own(need, domain)]
    missing = [host for host in dict.fromkeys(wanted) if not any(covers(name, host) for name in names)]
    if missing:
        return unmet(
            say(
                "exchange-certificate-names.missing",
                "{number} of {all} {all:name|names} in no certificate for {service}: {names}",
                number=len(missing),
                all=len(set(wanted)),
                service=need.service,
                names=missing,
            ),
            [
                Item(name=host, observed=say("exchange-certificate-names.absent", "not in the certificate"))
                for host in missing
            ],
        )
    return met(
        say(
            "exchange-certificate-names.fine",
            "names in a certificate: {number} of {number}",
            number=len(set(wanted)),
        )
    )


def _published(directories: list[VirtualDirectory]) -> list[str]:
    """The host names of their addresses; of Outlook Anywhere the address is the name itself."""
    addresses = [url for each in directories for url in (each.internal_url, each.external_url) if url]
    return [host for host in map(_host, addresses) if host]


def _host(address: str) -> str | None:
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None  # a broken address is a matter of its own


def _is_own(need: Need, domain: AcceptedDomain) -> bool:
    name = domain.name.casefold()
    plain = "*" not in name and not name.endswith(tuple(need.elsewhere))
    return plain and accepted_domain_kind(domain.flags) == need.own
