"""Names: what DNS says of the domain, and the addresses of machines as this system resolves them."""

from __future__ import annotations

import socket

from scanner.connections.discovery import SERVICE, domain_controllers, services
from scanner.connections.errors import Trouble
from scanner.connections.wire import within
from scanner.doctor.probe import Finding, NotWell, Probe
from scanner.doctor.visit import Visit
from scanner.inventory.refusal import readable

KERBEROS_SERVICE = "_kerberos._tcp.dc._msdcs.{domain}"


def discovery(visit: Visit, domain: str) -> Finding:
    """As a scan finds controllers; where one was named it needs no DNS for this domain."""
    named = visit.request.server
    if named:
        visit.controllers = [named]
    if not domain:
        return Finding("ok", f"{readable(named or '')} was named, and DNS is not asked.")
    try:
        found = domain_controllers(domain, visit.request.options.timeout)
    except Trouble as trouble:
        if not named:
            raise
        what = f"{str(trouble)[:1].upper()}{str(trouble)[1:]}; {readable(named)} was named and is asked all the same."
        return Finding(
            "attention", what, "Other domains of the forest are found as its configuration names them."
        )
    if not named:
        visit.controllers = found
    words = f"DNS names {len(found)} of {readable(domain)}: {readable(', '.join(found), 400)}."
    return Finding("ok", words + (f" {readable(named)} was named and is asked." if named else ""))


def kerberos_records(visit: Visit, domain: str) -> Finding:
    """Where tickets come from, unless the system's own configuration says it."""
    try:
        found = services(KERBEROS_SERVICE.format(domain=domain.rstrip(".")), visit.request.options.timeout)
        words = f"DNS names {len(found) or 'none'} of {readable(domain)}."
    except Trouble as trouble:
        found, words = [], f"{str(trouble)[:1].upper()}{str(trouble)[1:]}."
    if found or not visit.by_ticket:
        return Finding("ok", words if found else f"{words} The password that a scan would use needs none.")
    return Finding(
        "attention",
        words,
        "Use this domain's DNS servers, or name its Kerberos servers in krb5.conf.",
    )


def address(visit: Visit, host: str) -> Finding:
    """IPv4 and IPv6, in the order in which they are tried."""
    seconds = visit.request.options.timeout
    try:
        found = within(seconds, lambda: socket.getaddrinfo(host, None, type=socket.SOCK_STREAM))
    except TimeoutError:
        trouble = Trouble("no-dns-answer", name=host, detail=f"none in {seconds:g} s")
        raise NotWell(trouble, "Check this machine's DNS servers.") from None
    except (OSError, UnicodeError):  # not found, or nobody may be asked
        raise Trouble("no-such-host", host=host) from None
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if addresses == [host]:
        return Finding(
            "ok", "It is an address itself. Tickets and certificates are for names; a name is better."
        )
    return Finding("ok", f"{', '.join(addresses)}.")


DISCOVERY = Probe(
    "controllers",
    "Domain controllers in DNS",
    discovery,
    sends=f"SRV record {SERVICE.format(domain='DOMAIN')}",
)
KERBEROS_RECORDS = Probe(
    "kerberos-records", "Kerberos servers in DNS", kerberos_records, ("controllers",),
    sends=f"SRV record {KERBEROS_SERVICE.format(domain='DOMAIN')}",
)  # fmt: skip
