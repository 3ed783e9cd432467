"""Everything the doctor looks at, in order."""

from __future__ import annotations

from scanner.connections.directories import TRIES
from scanner.doctor import directory, here, servers
from scanner.doctor.names import DISCOVERY, KERBEROS_RECORDS, address
from scanner.doctor.network import clock, controller_certificate, controller_ports
from scanner.doctor.probe import Probe, Stage
from scanner.doctor.visit import Visit
from scanner.inventory.refusal import readable
from scanner.servers import ALL

ADDRESS = Probe("controller-address", "Address", address, (), "a name to be resolved")
CONTROLLER = (
    Probe(
        "controller-ports", "Ports", controller_ports, ("controller-address",),
        "TCP connections to 389, 636, 3268, 3269",
    ),
    Probe(
        "controller-certificate", "Certificate",
        controller_certificate, ("controller-ports",), "a TLS handshake on 636",
    ),
    Probe("clock", "Clock", clock, ("controller-ports",), "LDAP search rootDSE, without a sign-in: currentTime"),
)  # fmt: skip


def _no_domain(visit: Visit) -> str:
    return "" if visit.request.asks_directory else "no domain was named (--domain NAME)"


def _no_servers(visit: Visit) -> str:
    return "" if visit.request.asks_servers else "no server was named (--servers all|NAME)"


def _no_name(visit: Visit) -> str:
    return "" if visit.request.domain else "no domain was named (--domain NAME)"


def _domain(visit: Visit) -> list[str]:
    return [visit.request.domain or ""]


def _dns(visit: Visit) -> str:
    return f"DNS, about {readable(visit.request.domain)}" if visit.request.domain else "nobody: --dc names it"


def _controllers(visit: Visit) -> str:
    request = visit.request
    return readable(request.server or f"the first {TRIES} domain controllers that DNS names")


def _servers(visit: Visit) -> str:
    request = visit.request
    named = ["every Exchange server of the directory" if each == ALL else each for each in request.servers]
    return readable(", ".join([*named, *(each.host for each in request.candidates)]), 400)


def _of_all_servers(visit: Visit) -> tuple[str, ...]:
    return ("server-names",) if ALL in visit.request.servers else ()


STAGES = (
    Stage("This machine", here.PROBES),
    Stage("Credentials", here.SIGN_IN_PROBES),
    Stage("Names", (DISCOVERY,), _domain, _no_domain, _dns),
    Stage("Names", (KERBEROS_RECORDS,), _domain, _no_name, _dns),
    Stage(
        "Names", (ADDRESS,), lambda visit: visit.controllers, _no_domain,
        lambda visit: "the name service of this system", lambda visit: ("controllers",), many=True,
    ),
    Stage(
        "Domain controllers", CONTROLLER, lambda visit: visit.controllers[:TRIES], _no_domain, _controllers,
        lambda visit: ("controllers",), many=True,
    ),
    Stage("Directory", directory.PROBES, left_out=_no_domain, to=_controllers),
    Stage(
        "Other domains", (directory.OTHER_DOMAIN,), lambda visit: visit.other_domains, _no_domain,
        lambda visit: "a domain controller of each other domain", lambda visit: ("domains",),
    ),
    Stage("Servers", servers.PROBES, servers.subjects, _no_servers, _servers, _of_all_servers, many=True),
)  # fmt: skip
