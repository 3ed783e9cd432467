"""The plan of a scan: everything that would be sent, without sending any of it."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.collectors import site_servers
from scanner.collectors.exchange_root import ROOT
from scanner.collectors.query import Planned, Query
from scanner.collectors.step import Step
from scanner.collectors.steps import steps_of
from scanner.connections.directory import ROOT_DSE
from scanner.connections.discovery import SERVICE
from scanner.request import Request, check
from scanner.server_plan import planned, planned_mailboxes

CONNECTION = "ldap-connection"
LOCAL_MACHINE = "local-machine"
_OF_THIS_MACHINE = (
    "processor, memory, system, disks, page file and build of Exchange of this machine, from the system and on Windows "
    "from the registry; nothing is sent"
)


def plan(request: Request) -> list[Planned]:
    """Everything that would be asked, in order, without sending any of it. Raises RequestRefused."""
    check(request)
    found: list[Planned] = []
    if request.asks_directory:
        found += _planned_connection(request)
        for step in steps_of(request.recipients):
            found += [
                Planned(step.id, _addressee(query, request), "LDAP search", query, _condition(query, step))
                for query in step.queries
            ]
    if request.local:
        query = Query(_OF_THIS_MACHINE, "", (), right="any account of this machine")
        found.append(Planned(LOCAL_MACHINE, "this machine", "local", query, ""))
    if request.asks_servers:
        found += planned(
            request.servers,
            [each.host for each in request.candidates],
            credssp=request.options.winrm_auth == "credssp",
        )
    if request.mailbox_sizes:
        found.append(planned_mailboxes())
    return [each for each in found if each.collector == CONNECTION or request.asks(each.collector)]


def _planned_connection(request: Request) -> Iterator[Planned]:
    if request.server is None:
        yield Planned(CONNECTION, "DNS", "DNS", _lookup(request.domain or ""), "")
    root_dse = Query("what the server says about itself", "", ROOT_DSE)
    bind = "LDAP bind and search"
    yield Planned(CONNECTION, _addressee(root_dse, request), bind, root_dse, "")
    yield Planned(CONNECTION, "DNS", "DNS", _lookup("NAME"), "for each other domain of the forest")
    for query in site_servers.QUERIES:
        condition = "if DNS names no domain controller of another domain"
        yield Planned(CONNECTION, _addressee(query, request), "LDAP search", query, condition)
    others = "a domain controller of another domain, or the global catalogue"
    yield Planned(CONNECTION, others, bind, root_dse, "for each of them that is asked anything")


def _lookup(domain: str) -> Query:
    return Query(f"domain controllers: SRV {SERVICE.format(domain=domain)}", "", ())


def _condition(query: Query, step: Step) -> str:
    """Whatever reads the organisation first looks whether there is one."""
    if query.condition or query == ROOT or ROOT not in step.queries:
        return query.condition
    return "if the forest holds Exchange"


def _addressee(query: Query, request: Request) -> str:
    if query.to == "each-domain":
        return "a domain controller of each domain"
    server = request.server or f"a domain controller of {request.domain}"
    return f"the global catalogue of {server}" if query.to == "global-catalogue" else server
