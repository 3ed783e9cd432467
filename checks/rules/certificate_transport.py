"""Certificate of the internal transport

What: The certificate each Exchange server shows its neighbours, as the directory holds it, and until when it is valid.
Why: Servers of one organisation speak to each other with these certificates, old ones and those of the target alike.
    An expired one stops mail between them; an Edge subscription ends with it.
Fix: Read first, in the Exchange Management Shell, on Exchange 2007 without -Server, on the server itself:
        Get-ExchangeCertificate -Server SERVER | Format-Table Thumbprint, Services, NotAfter, Subject
    Make a new self-signed one for SMTP and let it replace the default when asked; leave the public one for clients.
    Restart the transport services, and subscribe Edge servers anew:
        New-ExchangeCertificate -Server SERVER -Services SMTP
"""

from datetime import date

from checks.certificate_dates import fault, valid_until
from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.servers import is_before, product
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer
from scanner.inventory.names import is_edge


class Need(Requirement, frozen=True, kw_only=True):
    """The first version that has it; days a certificate must still be valid."""

    since: str
    spare_days: int


def requires(need: Need) -> Text:
    return say(
        "certificate-transport.expected", "valid for {days} {days:day|days} more", days=need.spare_days
    )


@check(
    id="certificate-transport",
    subject="exchange-server",
    reads=("exchange_server", "as_of"),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, as_of: date) -> Verdict:
    version = product(exchange_server)
    if is_edge(exchange_server.roles) or (version is not None and is_before(version, need.since)):
        return not_applicable(
            say("certificate-transport.other", "servers of this kind keep none in the directory")
        )
    certificate = exchange_server.internal_certificate
    if certificate is None:
        return unknown(say("certificate-transport.unread", "none could be read"))
    wrong = fault(certificate, as_of, need.spare_days)
    if wrong is not None:
        return unmet(wrong)
    shown = valid_until(certificate)
    return unknown(shown) if certificate.not_after is None else met(shown)
