"""Certificate that mail programs see

What: The certificate each server showed to the machine that scanned: of an authority trusted there, in date for a
    while, and for every host name the server publishes.
Why: Programs judge what they are shown, not what is stored: another binding in IIS or a device in front may show
    another certificate. Every fault is a warning at every start of Outlook, and phones and applications stop.
Fix: Read first, in the Exchange Management Shell, on Exchange 2007 without -Server, on the server itself:
        Get-ExchangeCertificate -Server SERVER | Format-List Subject, CertificateDomains, NotAfter, Services
    Enable the right certificate for IIS, or bind it to the web site on port 443. Where the authority is one of your
    own, see that every client trusts it.
"""

from datetime import date

from checks.certificate_dates import fault, valid_until
from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.client_access import names_missing, unseen
from checks.client_urls import client_addresses
from checks.wording import Text, listed, say
from scanner.inventory.model import ExchangeServer, VirtualDirectory, WebAccess


class Need(Requirement, frozen=True, kw_only=True):
    """Days that must be left, and the kinds of addresses that clients are given."""

    days: int
    published: list[str]


def requires(need: Need) -> Text:
    return say(
        "client-access-certificate.expected",
        "trusted, valid for {days} {days:day|days} or more, for every published name",
        days=need.days,
    )


@check(
    id="client-access-certificate",
    subject="exchange-server",
    reads=("exchange_server", "virtual_directories", "as_of"),
    uses=("web_access",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    exchange_server: ExchangeServer,
    virtual_directories: list[VirtualDirectory],
    as_of: date,
    web_access: WebAccess | None,
) -> Verdict:
    nothing = unseen(exchange_server, web_access)
    if nothing is not None:
        return nothing
    certificate = web_access.certificate if web_access is not None else None
    if web_access is None or certificate is None:
        return unknown(say("client-access-certificate.none", "no certificate was seen"))
    if web_access.certificate_trusted is False:
        return unmet(
            say(
                "client-access-certificate.distrusted",
                "not trusted by the machine that scanned: {problem}",
                problem=web_access.certificate_problem or "?",
            )
        )
    ends = fault(certificate, as_of, need.days)
    if ends is not None:
        return unmet(say("client-access-certificate.ends", "{ends}", ends=ends))
    hosts = _published(need, exchange_server, virtual_directories)
    missing = names_missing(certificate, hosts)
    if missing:
        return unmet(
            say(
                "client-access-certificate.names",
                "{number} published {number:name is|names are} not in it: {names}",
                number=len(missing),
                names=missing,
            )
        )
    if missing is None or web_access.certificate_trusted is None or certificate.not_after is None:
        return unknown(
            say("client-access-certificate.unstated", "its names, its end or its authority are not known")
        )
    return met(say("client-access-certificate.fine", "{until}", until=valid_until(certificate)))


def _published(need: Need, server: ExchangeServer, directories: list[VirtualDirectory]) -> list[str]:
    own = [each for each in directories if (each.server or "").casefold() == server.name.casefold()]
    return listed([host for _, host in client_addresses(own, need.published)])
