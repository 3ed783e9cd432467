"""Domain controllers: their place in the sites, their part in the directory, the system they run."""

from __future__ import annotations

from typing import NamedTuple

from scanner.collectors import computers
from scanner.collectors.query import Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.dn import dns_of, key, name_of, parent, rdns, same
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Section
from scanner.inventory.model import Computer, DomainController

SERVERS = Query(
    "servers of the sites",
    "CN=Sites,{configuration}",
    ("cn", "dNSHostName", "serverReference"),
    "(objectClass=server)",
    "sub",
)
SETTINGS = Query(
    "which servers are domain controllers, of which domain, and global catalogues",
    "CN=Sites,{configuration}",
    ("options", "objectCategory", "msDS-HasDomainNCs", "hasMasterNCs"),
    "(objectClass=nTDSDSA)",
    "sub",
)
COMPUTERS = Query(
    "operating systems of the domain controllers",
    "{domain}",
    computers.ATTRIBUTES,
    # The primary groups Domain Controllers and Read-only Domain Controllers.
    "(&(objectCategory=computer)(|(primaryGroupID=516)(primaryGroupID=521)))",
    "sub",
    to="each-domain",
)
QUERIES = (SERVERS, SETTINGS, COMPUTERS)

_GLOBAL_CATALOG = 1
_READ_ONLY_CATEGORY = "NTDS-DSA-RO"
_SITE_LEVEL = 2  # CN=server,CN=Servers,CN=site


class Answers(NamedTuple):
    servers: list[Entry]
    settings: list[Entry]
    computers: computers.Answers


def ask(directories: Directories) -> Answers:
    """Raises Trouble."""
    directory = directories.main()
    servers, settings = list(ask_all(directory, SERVERS)), list(ask_all(directory, SETTINGS))
    if not settings:  # every forest has a controller: one has just answered
        raise Trouble("not-readable", what="CN=Sites")
    domains = sorted({domain for entry in settings if (domain := _domain(entry))})
    return Answers(servers, settings, computers.ask_domains(directories, domains, COMPUTERS))


def read(answers: Answers, stamp: Stamp) -> list[DomainController]:
    """In order of their names. A server object without settings is the remnant of a demoted controller."""
    servers = {key(entry.dn): entry for entry in answers.servers}
    found = [
        _controller(servers[key(parent(entry.dn))], entry, answers.computers, stamp)
        for entry in answers.settings
        if key(parent(entry.dn)) in servers
    ]
    return sorted(found, key=lambda controller: controller.name)


def _controller(
    server: Entry, settings: Entry, accounts: computers.Answers, stamp: Stamp
) -> DomainController:
    name = server.text("dNSHostName") or server.name
    domain = _domain(settings)
    return DomainController(
        name=name,
        dns_name=server.text("dNSHostName"),
        highest_level=None,
        domain=domain,
        site=name_of(parent(server.dn, _SITE_LEVEL)) or "",
        global_catalog=bool((settings.integer("options") or 0) & _GLOBAL_CATALOG),
        read_only=name_of(settings.text("objectCategory")) == _READ_ONLY_CATEGORY,
        computer=_computer(server, name, accounts.get(domain or ""), stamp),
    )


def _domain(settings: Entry) -> str | None:
    """msDS-HasDomainNCs came with Windows Server 2003; before, the domain stood among all partitions."""
    held = settings.texts("msDS-HasDomainNCs") or settings.texts("hasMasterNCs")
    domains = [dn for dn in held if all(part[:3].upper() == "DC=" for part in rdns(dn))]
    return dns_of(domains[0]) if domains else None


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


STEPS = (Step("ldap-domain-controllers", ("domain_controllers",), QUERIES, SETTINGS, collect),)
