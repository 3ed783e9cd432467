"""What servers show to mail programs, for every check that asks."""

from __future__ import annotations

from collections.abc import Iterable

from checks.certificates import covers
from checks.check import Verdict, not_applicable, unknown
from checks.client_urls import host_of
from checks.servers import is_before, product
from checks.wording import Text, say
from scanner.inventory.model import AutodiscoverAnswer, Certificate, ExchangeServer, WebAccess
from scanner.inventory.names import role_names

CLIENT_ACCESS = "Client Access"
FIRST_WITH_WEB_SERVICES = "2007"


def unseen(server: ExchangeServer, seen: WebAccess | None) -> Verdict | None:
    """Why there is nothing to judge of what a server shows; None where there is."""
    if server.roles is not None and CLIENT_ACCESS not in role_names(server.roles):
        return not_applicable(say("client-access.none", "mail programs do not connect to this server"))
    version = product(server)
    if version is not None and is_before(version, FIRST_WITH_WEB_SERVICES):
        return not_applicable(
            say("client-access.older", "Exchange {product} has no web services", product=version)
        )
    if seen is None:
        return unknown(say("client-access.unseen", "nobody looked at what it shows to mail programs"))
    return None


def names_missing(certificate: Certificate, hosts: Iterable[str]) -> list[str] | None:
    """Those of the names that are not in it; None when its names are not known."""
    if certificate.names is None:
        return None
    return [host for host in hosts if not any(covers(name, host) for name in certificate.names)]


def fault_of(answer: AutodiscoverAnswer, living: Iterable[int]) -> Text | None:
    """Why an address is of no use to a program that looks for its settings; None for one that is.

    `living` are the HTTP statuses by which the service is known.
    """
    if answer.status is None:
        return say("autodiscover.silent", "no answer: {problem}", problem=answer.problem or "?")
    if answer.status not in living:
        return say("autodiscover.status", "HTTP status {status}", status=answer.status)
    if answer.certificate_trusted is False:
        return say(
            "autodiscover.distrusted",
            "its certificate is not trusted: {problem}",
            problem=answer.certificate_problem or "?",
        )
    host = host_of(answer.address)
    if answer.certificate is not None and host is not None and names_missing(answer.certificate, [host]):
        return say("autodiscover.other-name", "its certificate is not for {host}", host=host)
    return None
