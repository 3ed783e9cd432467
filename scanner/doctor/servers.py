"""The Exchange servers and the machines that are to become some: whether a scan can ask them itself."""

from __future__ import annotations

from collections.abc import Sequence

from scanner.collectors import web_access
from scanner.connections import exchange_powershell, winrm
from scanner.connections.exchange_powershell import ExchangeShell
from scanner.connections.http_line import Deadline
from scanner.connections.server_ways import Server
from scanner.connections.winrm import RemoteShell
from scanner.doctor.names import address
from scanner.doctor.network import certificate, server_ports
from scanner.doctor.probe import Finding, Probe
from scanner.doctor.visit import Visit
from scanner.inventory.journal import Part, fold, header, sections
from scanner.servers import machines

# For everything that is asked of one server, in seconds; opening a shell takes a few.
SECONDS = 120


def subjects(visit: Visit) -> Sequence[str]:
    """The machines that the same scan would ask."""
    found = sections(servers=visit.servers) if visit.servers else {}
    inventory = fold(
        header("", visit.now(), {}), [Part(collector="ldap-servers", complete=True, sections=found)]
    )
    request = visit.request
    visit.machines = {each.host: each for each in machines(inventory, request.servers, request.candidates)}
    return list(visit.machines)


def winrm_certificate(visit: Visit, host: str) -> Finding:
    otherwise = "WinRM goes without TLS, encrypted by the sign-in"
    return certificate(visit, host, winrm.PORTS["https"], otherwise=otherwise, needed=not visit.by_ticket)


def web_certificate(visit: Visit, host: str) -> Finding:
    """Of Exchange's PowerShell, and of what mail programs connect to, which nothing else can tell of."""
    machine = visit.machines[host]
    if not machine.web and not machine.endpoint:
        return Finding("not-checked", "Not checked, because a scan asks this machine for no web service.")
    otherwise = None if machine.web else "Exchange's PowerShell goes without TLS, encrypted by the sign-in"
    return certificate(visit, host, web_access.PORT, otherwise=otherwise, needed=not visit.by_ticket)


def remote_shell(visit: Visit, host: str) -> Finding:
    """Opened and closed again; nothing runs in it."""
    server = _reached(visit, host)
    server.session(winrm.PORTS, winrm.PATH, RemoteShell).close()
    return Finding(
        "ok",
        "A remote shell opens. Whether the account is a local administrator, which the scripts need, shows only when "
        "they run.",
    )


def exchange_shell(visit: Visit, host: str) -> Finding:
    """Opened and closed again; no command is sent."""
    if not visit.machines[host].endpoint:
        what = "it is Exchange 2007, an Edge server, or nothing is known of an Exchange on it"
        return Finding("not-checked", f"Not checked, because a scan does not ask for it: {what}.")
    server = _reached(visit, host)
    server.session(exchange_powershell.PORTS, exchange_powershell.PATH, ExchangeShell).close()
    return Finding("ok", "It lets the account in.")


def _reached(visit: Visit, host: str) -> Server:
    """The server with its own time limit, on the ports that were seen open. Raises Trouble."""
    with visit.one_at_a_time:  # a person is asked for a password once
        sign_in = next(visit.credentials.sign_ins())
    ports = sorted(visit.open_ports[host])
    return Server(host, sign_in, visit.request.options, Deadline(SECONDS), visit.lines, visit.gate, ports)


PROBES = (
    Probe("server-address", "Address", address, (), "a name to be resolved"),
    Probe("server-ports", "Ports", server_ports, ("server-address",), "TCP connections to 5985, 5986, 80, 443"),
    Probe(
        "winrm-certificate",
        "Certificate of WinRM",
        winrm_certificate,
        ("server-ports",),
        "a TLS handshake on 5986",
    ),
    Probe(
        "web-certificate",
        "Certificate of the web",
        web_certificate,
        ("server-ports",),
        "a TLS handshake on 443",
    ),
    Probe(
        "remote-shell", "Remote shell", remote_shell, ("sign-in", "account", "server-ports", "winrm-certificate"),
        "WinRM: a shell opened and closed", way_in=True,
    ),
    Probe(
        "exchange-powershell", "Exchange's PowerShell", exchange_shell,
        ("sign-in", "account", "server-ports", "web-certificate"),
        "PowerShell remoting: a runspace opened and closed", way_in=True,
    ),
)  # fmt: skip
