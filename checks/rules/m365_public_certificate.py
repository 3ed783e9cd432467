"""Certificate of the published names

What: On each server of the newest version with a name outside, the certificate for that name: not self-signed, in
    date, and of an authority everybody trusts. The last only people can say.
Why: Microsoft 365 refuses self-signed certificates and those of a company's own authority: the endpoint of the
    migration cannot be made, and mail between the two sides does not flow.
Fix: Read first, in the Exchange Management Shell:
        Get-ExchangeCertificate | Format-List Subject, CertificateDomains, Issuer, NotAfter, Services, IsSelfSigned
    Buy a certificate with the published names from a public authority, import it on every server that is published,
    and enable it for IIS (and SMTP for a hybrid). Where a proxy in front shows another certificate, that one counts.
"""

from datetime import date
from urllib.parse import urlsplit

from checks import tenant as answers
from checks.check import Requirement, Verdict, check, not_applicable, unknown, unmet
from checks.servers import client_directories, stands_behind
from checks.wording import Text, listed, say
from scanner.inventory.model import BoundCertificate, Certificate, ExchangeServer, Tenant, VirtualDirectory

_PUBLISHED = ("outlook-anywhere", "ews")


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("m365-public-certificate.expected", "a certificate of a public authority, in date")


@check(
    id="m365-public-certificate",
    subject="exchange-server",
    reads=("exchange_server", "servers", "virtual_directories", "certificates", "as_of"),
    uses=("tenant",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    exchange_server: ExchangeServer,
    servers: list[ExchangeServer],
    virtual_directories: list[VirtualDirectory],
    certificates: list[BoundCertificate],
    as_of: date,
    tenant: Tenant | None,
) -> Verdict:
    if stands_behind(exchange_server, servers):
        return not_applicable(
            say("m365-public-certificate.behind", "a newer version bears the names outside")
        )
    published = client_directories(exchange_server, virtual_directories)
    hosts = listed(
        [_host(found.external_url) for found in published if found.kind in _PUBLISHED and found.external_url]
    )
    if not hosts:
        return not_applicable(say("m365-public-certificate.unpublished", "this server has no name outside"))
    bound = [found.certificate for found in certificates if found.services is None or "IIS" in found.services]
    for host in hosts:
        own = [certificate for certificate in bound if _names(certificate, host)]
        if not own:
            return unknown(
                say(
                    "m365-public-certificate.unnamed", "no certificate of this server bears {host}", host=host
                )
            )
        if all(certificate.subject == certificate.issuer for certificate in own):
            return unmet(say("m365-public-certificate.self-signed", "{host}: self-signed", host=host))
        ends = [certificate.not_after.date() for certificate in own if certificate.not_after]
        if len(ends) == len(own) and max(ends) < as_of:
            return unmet(
                say(
                    "m365-public-certificate.ended",
                    "{host}: ended on {day:date}",
                    host=host,
                    day=max(ends).isoformat(),
                )
            )
    return answers.answered(
        "public_certificate",
        tenant.public_certificate if tenant is not None else None,
        say("m365-public-certificate.fine", "{hosts}: in date, of a public authority", hosts=hosts),
        say("m365-public-certificate.private", "{hosts}: not of a public authority", hosts=hosts),
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).casefold()


def _names(certificate: Certificate, host: str) -> bool:
    _, _, parent = host.partition(".")
    return any(name.casefold() in (host, f"*.{parent}") for name in certificate.names or ())
