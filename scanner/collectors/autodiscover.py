"""Where mail programs are led when they look for their settings: each way Outlook tries, for each mail domain.

Nobody signs in: a name that DNS gives must never see an account. What answers, where it leads and which certificate it
shows is all there is to know.
Source: https://learn.microsoft.com/exchange/client-developer/exchange-web-services/how-to-generate-a-list-of-autodiscover-endpoints
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from scanner.collectors.web_access import certificate_of
from scanner.connections.connect import Options
from scanner.connections.discovery import services
from scanner.connections.errors import Trouble
from scanner.connections.http_line import Deadline, Lines
from scanner.connections.shown import Shown, look
from scanner.inventory.absence import Collected, Source
from scanner.inventory.model import AcceptedDomain, AutodiscoverAnswer, AutodiscoverPoint
from scanner.inventory.refusal import readable

COLLECTOR = "autodiscover"
PORTS = {"http": 80, "https": 443}
PATH = "/autodiscover/autodiscover.xml"
SERVICE = "_autodiscover._tcp.{domain}"
RIGHT = "none: nobody signs in"

Way = Literal["directory", "https-domain", "https-autodiscover", "http-redirect", "dns-srv"]
_HOSTS: tuple[tuple[Way, str, str], ...] = (
    ("https-domain", "https", "{domain}"),
    ("https-autodiscover", "https", "autodiscover.{domain}"),
    ("http-redirect", "http", "autodiscover.{domain}"),
)


@dataclass(frozen=True)
class Attempt:
    """One way for one domain; `address` is a URL, or the name of a DNS record."""

    way: Way
    domain: str | None
    address: str


def attempts(points: Sequence[AutodiscoverPoint], domains: Sequence[AcceptedDomain]) -> list[Attempt]:
    """Everything Outlook might try, each address of the directory once."""
    addresses = dict.fromkeys(
        address for point in points if point.kind == "url" for address in point.addresses
    )
    found = [Attempt("directory", None, address) for address in addresses]
    for domain in _plain_names(domains):
        for way, scheme, host in _HOSTS:
            found.append(Attempt(way, domain, f"{scheme}://{host.format(domain=domain)}{PATH}"))
        found.append(Attempt("dns-srv", domain, SERVICE.format(domain=domain)))
    return found


def _plain_names(domains: Iterable[AcceptedDomain]) -> list[str]:
    """Names without the asterisk that stands for their subdomains; for all domains at once it stands alone."""
    names = (each.name.removeprefix("*.") for each in domains)
    return list(dict.fromkeys(name for name in names if name and "*" not in name))


def ask(attempt: Attempt, options: Options, seconds: float, lines: Lines) -> AutodiscoverAnswer:
    """Try one way. Raises nothing: what went wrong stands in the answer."""
    if attempt.way == "dns-srv":
        try:
            return read(attempt, Shown(), services(attempt.address, seconds))
        except Trouble as trouble:
            return read(attempt, Shown(trouble=trouble))
    place = _place(attempt.address)
    if place is None:
        return read(attempt, Shown(trouble=Trouble("no-such-host", host=attempt.address)))
    host, port, path, https = place
    return read(attempt, look(host, port, path, options, Deadline(seconds), lines, https=https))


def _place(address: str) -> tuple[str, int, str, bool] | None:
    """Host, port, path and whether it is HTTPS; None for what is no address of a web page."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    path = parts.path or "/"
    if host is None or parts.scheme not in PORTS or not re.fullmatch(r"[!-~]+", path):
        return None
    return host, port or PORTS[parts.scheme], path, parts.scheme == "https"


def read(attempt: Attempt, shown: Shown, records: Sequence[str] = ()) -> AutodiscoverAnswer:
    """What one way led to; pure."""
    leads_to = ", ".join(records) or (shown.answer.headers.get("Location") if shown.answer else None)
    return AutodiscoverAnswer(
        domain=attempt.domain,
        way=attempt.way,
        address=readable(attempt.address, 300),
        status=shown.answer.status if shown.answer else None,
        leads_to=readable(leads_to, 300) if leads_to else None,
        tls=shown.tls,
        certificate=certificate_of(shown),
        certificate_problem=shown.distrust,
        certificate_trusted=shown.trusted,
        problem=str(shown.trouble) if shown.trouble else None,
    )


def section(answers: Sequence[AutodiscoverAnswer], at: datetime) -> Collected[list[AutodiscoverAnswer]]:
    """All answers together."""
    return Collected(data=list(answers), source=Source(collector=COLLECTOR, host=None, query=PATH), at=at)
