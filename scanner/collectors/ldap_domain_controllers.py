"""Domain controllers: their place in the sites, their part in the directory, the system they run."""

from __future__ import annotations

from typing import NamedTuple

from scanner.collectors import computers, site_servers
from scanner.collectors.query import Query, Stamp
from scanner.collectors.site_servers import SiteServers
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.dn import key, name_of, parent, same
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Section
from scanner.inventory.model import Computer, DomainController

COMPUTERS = Query(
    "operating systems of the domain controllers",
    "{domain}",
    computers.ATTRIBUTES,
    # The primary groups Domain Controllers and Read-only Domain Controllers.
    "(&(objectCategory=computer)(|(primaryGroupID=516)(primaryGroupID=521)))",
    "sub",
    to="each-domain",
)
QUERIES = (*site_servers.QUERIES, COMPUTERS)

_GLOBAL_CATALOG = 1
_SITE_LEVEL = 2  # CN=server,CN=Servers,CN=site


class Answers(NamedTuple):
    found: SiteServers
    computers: computers.Answers


def ask(directories: Directories) -> Answers:
    """Raises Trouble."""
    found = site_servers.ask(directories.main())
    domains = sorted({domain for entry in found.settings if (domain := site_servers.domain_of(entry))})
    return Answers(found, computers.ask_domains(directories, domains, COMPUTERS))


def read(answers: Answers, stamp: Stamp) -> list[DomainController]:
    """In order of their names. A server object without settings is the remnant of a demoted controller."""
    servers = {key(entry.dn): entry for entry in answers.found.servers}
    found = [
        _controller(servers[key(parent(entry.dn))], entry, answers.computers, stamp)
        for entry in answers.found.settings
        if key(parent(entry.dn)) in servers
    ]
    return sorted(found, key=lambda controller: controller.name)


def _controller(
    server: Entry, settings: Entry, accounts: computers.Answers, stamp: Stamp
) -> DomainController:
    name = server.text("dNSHostName") or server.name
    domain = site_servers.domain_of(settings)
    return DomainController(
        name=name,
        dns_name=server.text("dNSHostName"),
        highest_level=settings.integer("msDS-Behavior-Version"),
        domain=domain,
        site=name_of(parent(server.dn, _SITE_LEVEL)) or "",
        global_catalog=bool((settings.integer("options") or 0) & _GLOBAL_CATALOG),
        read_only=site_servers.is_read_only(settings),
        computer=_computer(server, name, accounts.get(domain or ""), stamp),
    )


def _computer(
    server: Entry, name: str, accounts: computers.DomainAnswers | Trouble | None, stamp: Stamp
) -> Section[Computer]:
    if isinstance(accounts, Trouble):
        return stamp.failed(accounts)
    reference = server.text("serverReference") or ""
    for entry in accounts.computers if accounts else ():
        if same(entry.dn, reference) or (entry.text("dNSHostName") or "").casefold() == name.casefold():
            assert accounts is not None
            words = COMPUTERS.placed(domain=accounts.domain).words
            return stamp.collected(computers.read(entry), accounts.host, words)
    return stamp.failed(Trouble("no-such-account", name=name))


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"domain_controllers": stamp.collected(read(ask(directories), stamp))}


STEPS = (Step("ldap-domain-controllers", ("domain_controllers",), QUERIES, site_servers.SETTINGS, collect),)
