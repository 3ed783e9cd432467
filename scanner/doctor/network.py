"""What answers on the network before anybody signs in: ports, certificates, and the clock of a domain controller."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from scanner.collectors import certificates
from scanner.connections import connect
from scanner.connections.credentials import Account, Logon
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble, trouble_of
from scanner.connections.http_line import Deadline
from scanner.connections.ldap_session import Session
from scanner.connections.server_ways import listening
from scanner.connections.shown import Shown, handshake
from scanner.connections.wire import dial, tls_context
from scanner.doctor.probe import Finding, NotWell
from scanner.doctor.visit import Visit
from scanner.inventory.model import Certificate
from scanner.inventory.refusal import readable

# Kerberos: "Maximum tolerance for computer clock synchronization" of the domain's policy, and RFC 4120, 1.6.
# https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/security-policy-settings/maximum-tolerance-for-computer-clock-synchronization
TOLERANCE = timedelta(minutes=5)
ENDS_SOON = timedelta(days=30)

FIREWALL = "Where they should, check the firewall between here and there, and the service."

# What OpenSSL says of a certificate that it refuses, and what helps; the first that fits.
ADVICE: tuple[tuple[str, str], ...] = (
    ("mismatch", "Name the machine as the certificate does ({names}), for a domain controller with --dc."),
    ("not yet valid", "Check the clock of this machine; else wait, or have the certificate issued again."),
    ("expired", "Renew it on the server. Until then --insecure {host} reads without proof of who answers."),
    ("", "Give the authority that issued it ({issuer}) with --ca-bundle FILE, or have this system trust it."),
)


def controller_ports(visit: Visit, host: str) -> Finding:
    """The ports of LDAP: at least one of those that the sign-in needs."""
    domain, catalog = zip(connect.PORTS["starttls"], connect.PORTS["ldaps"], strict=True)
    found = _listening(visit, host, [*domain, *catalog])
    needed = sorted({connect.PORTS[way][0] for way in _ways(visit)})
    if needed and not found.intersection(needed):
        raise Trouble("unreachable", host=host, port=needed[0])
    closed = [port for port in (*domain, *catalog) if port not in found]
    if not closed:
        return Finding("ok", f"{_listed(found)} answer.")
    lacks = (
        "no global catalogue can be asked there" if not found.intersection(catalog) else "the others suffice"
    )
    return Finding("attention", f"{_listed(found)} answer, {_listed(closed)} do not: {lacks}.", FIREWALL)


def server_ports(visit: Visit, host: str) -> Finding:
    """Those that a scan asks this machine on."""
    wanted = visit.machines[host].ports
    found = _listening(visit, host, wanted)
    closed = [port for port in wanted if port not in found]
    if not closed:
        return Finding("ok", f"{_listed(found)} answer.")
    return Finding("attention", f"{_listed(found)} answer, {_listed(closed)} do not.", FIREWALL)


def certificate(
    visit: Visit, host: str, port: int, *, otherwise: str | None, needed: bool, old_tls: bool = True
) -> Finding:
    """The certificate on a port that was asked whether it answers. Raises Trouble and NotWell.

    Args:
        otherwise: what a scan does where the port does not answer; None: it leaves a gap.
        needed: the sign-in goes through this TLS.
        old_tls: where somebody allowed it, a scan speaks old TLS here.
    """
    if port not in visit.open_ports[host]:
        if otherwise is None:
            raise Trouble("unreachable", host=host, port=port)
        return Finding("ok", f"{port} does not answer; {otherwise}.")
    options = visit.request.options
    if not old_tls:
        options = replace(options, old_tls=frozenset())
    shown = handshake(host, port, options, Deadline(2 * options.timeout), visit.lines)
    return _judged(visit, host, port, shown, needed)


def controller_certificate(visit: Visit, host: str) -> Finding:
    """Of LDAPS, which a scan never speaks over old TLS."""
    otherwise = "StartTLS, whose certificate shows at the sign-in, or sealing goes over 389"
    needed = any(way != "sealed" for way in _ways(visit))
    port = connect.PORTS["ldaps"][0]
    try:
        return certificate(visit, host, port, otherwise=otherwise, needed=needed, old_tls=False)
    except Trouble as trouble:
        raise NotWell(
            trouble, "Sign in with a Kerberos ticket, or add --protection sealed: neither needs TLS."
        ) from None


def clock(visit: Visit, host: str) -> Finding:
    """What the controller takes for the time, told to anybody who asks its rootDSE."""
    begun = visit.now()
    try:
        there = _time_of(visit, host)
    except Trouble as trouble:
        return Finding("attention", f"The time of {host} is not known: {trouble}.", trouble.reason.hint)
    here = begun + (visit.now() - begun) / 2
    apart = abs(there - here)
    words = f"{host} is {_seconds(apart)} {'ahead of' if there > here else 'behind'} this machine"
    if apart < TOLERANCE / 2:
        return Finding("ok", f"{words}; Kerberos allows {_seconds(TOLERANCE)}.")
    do = "Set this machine's clock by the domain's (w32tm /resync, or its NTP server)."
    if apart < TOLERANCE:
        return Finding("attention", f"{words}; beyond {_seconds(TOLERANCE)} Kerberos refuses.", do)
    if not visit.by_ticket:
        return Finding("attention", f"{words}: no Kerberos ticket is accepted, a password is.", do)
    detail = f"the clocks of this machine and the domain controller differ too much ({words})"
    raise NotWell(Trouble("no-credentials", detail=detail), do)


def _listening(visit: Visit, host: str, ports: list[int]) -> frozenset[int]:
    found = listening(host, ports, visit.request.options.timeout, visit.lines)
    visit.open_ports[host] = found
    return found


def _judged(visit: Visit, host: str, port: int, shown: Shown, needed: bool) -> Finding:
    if shown.certificate is None:
        trouble = shown.trouble or Trouble("server-refused", host=host, detail="it shows no certificate")
        if needed and trouble.code == "tls-too-old":
            raise trouble
        return Finding(
            "attention", f"There is no TLS on {port}: {trouble}.", "Give the service a certificate."
        )
    found = certificates.read(shown.certificate)
    words = f"on {port} for {_names(found)}, {_days(visit, found)}"
    if shown.distrust is None:
        ends = found.not_after
        if ends is not None and ends - visit.now() < ENDS_SOON:
            return Finding("attention", f"Trusted, {words}.", "Have it renewed before it ends.")
        return Finding("ok", f"Trusted, {words}.")
    issuer = readable(found.issuer or "an unknown one")
    do = next(advice for part, advice in ADVICE if part in shown.distrust)
    do = do.format(names=_names(found), host=host, issuer=issuer)
    if host in visit.request.options.insecure:
        return Finding("attention", f"Not verified, as --insecure allows ({shown.distrust}): {words}.", do)
    if not needed:
        return Finding("attention", f"Refused ({shown.distrust}): {words}; this sign-in does without it.", do)
    raise NotWell(Trouble("certificate-refused", host=host, detail=f"{shown.distrust}; {words}"), do)


def _ways(visit: Visit) -> tuple[connect.Way, ...]:
    return connect.ways(Logon if visit.by_ticket else Account, visit.request.options.protection)


def _names(found: Certificate) -> str:
    return readable(", ".join(found.names or []) or "no DNS name", 120)


def _days(visit: Visit, found: Certificate) -> str:
    if found.not_after is None:
        return "nobody knows until when"
    days = (found.not_after - visit.now()).days
    return f"{days} days left" if days >= 0 else f"ended {-days} days ago"


def _time_of(visit: Visit, host: str) -> datetime:
    """Over LDAP, or where only LDAPS answers inside TLS, whoever that is: nothing but the time is asked."""
    seconds = visit.request.options.timeout
    plain, tls = connect.PORTS["starttls"][0], connect.PORTS["ldaps"][0]
    port = plain if plain in visit.open_ports[host] else tls
    try:
        entry = _root_dse(host, port, seconds, tls=port == tls)
    except Exception as error:
        trouble = trouble_of(error, host, port, seconds)
        if trouble is None:
            raise
        raise trouble from None
    there = entry.time("currentTime") if entry else None
    if there is None:
        raise Trouble("server-refused", host=host, detail="it does not say what time it is")
    return there


def _root_dse(host: str, port: int, seconds: float, *, tls: bool) -> Entry | None:
    line = dial(host, port, seconds)
    try:
        if tls:
            line.secure(tls_context(None, verify=False), host)
        session = Session(line, seconds)
        for entries, _ in session.pages("", "base", "(objectClass=*)", ("currentTime",)):
            for entry in entries:
                return entry
        return None
    finally:
        line.close()


def _seconds(apart: timedelta) -> str:
    seconds = apart.total_seconds()
    return f"{seconds:.1f} s" if seconds < TOLERANCE.total_seconds() / 5 else f"{seconds / 60:.0f} min"


def _listed(ports: frozenset[int] | list[int]) -> str:
    return ", ".join(map(str, sorted(ports)))
