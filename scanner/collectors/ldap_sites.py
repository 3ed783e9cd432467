"""Active Directory sites, the subnets assigned to them, what is left of former controllers, and the links between."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from scanner.collectors import site_servers
from scanner.collectors.query import Query, Stamp, ask_all, ask_visible
from scanner.collectors.site_servers import SiteServers
from scanner.collectors.step import Sections, Step
from scanner.collectors.values import names
from scanner.connections.directories import Directories
from scanner.connections.dn import key, parent
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import Site, SiteLink

SITES = Query(
    "sites", "CN=Sites,{configuration}", ("cn", "msExchTransportSiteFlags"), "(objectClass=site)", "one"
)
SUBNETS = Query(
    "subnets of the sites",
    "CN=Subnets,CN=Sites,{configuration}",
    ("cn", "siteObject"),
    "(objectClass=subnet)",
    "one",
)
TRANSPORTS = Query(
    "whether links between sites can be seen", "CN=Inter-Site Transports,CN=Sites,{configuration}", ("cn",)
)
LINKS = Query(
    "links between sites",
    "CN=Inter-Site Transports,CN=Sites,{configuration}",
    ("cn", "siteList", "cost", "msExchCost", "replInterval", "delivContLength"),
    "(objectClass=siteLink)",
    "sub",
)
QUERIES = (SITES, SUBNETS, *site_servers.QUERIES)
LINK_QUERIES = (TRANSPORTS, LINKS)

_SITE_LEVEL = 2  # CN=server,CN=Servers,CN=site


class Answers(NamedTuple):
    sites: list[Entry]
    subnets: list[Entry]
    servers: SiteServers


def ask(directories: Directories) -> Answers:
    """Raises Trouble."""
    directory = directories.main()
    sites = list(ask_all(directory, SITES))
    if not sites:  # every forest has one
        raise Trouble("not-readable", what="CN=Sites")
    return Answers(sites, list(ask_all(directory, SUBNETS)), site_servers.ask_seen(directory))


def read(answers: Answers) -> list[Site]:
    """In order of their names, which is also that of their subnets.

    Where no controller at all is seen, which of the servers are no controllers any more is not known.
    """
    subnets = defaultdict(list)
    for entry in answers.subnets:
        subnets[key(entry.text("siteObject") or "")].append(entry.name)
    former = defaultdict(list)
    controllers = {key(parent(entry.dn)) for entry in answers.servers.settings}
    for entry in answers.servers.servers:
        if key(entry.dn) not in controllers:
            former[key(parent(entry.dn, _SITE_LEVEL))].append(entry.text("dNSHostName") or entry.name)
    sites = [
        Site(
            name=entry.name,
            subnets=sorted(subnets[key(entry.dn)]),
            hub=entry.integer("msExchTransportSiteFlags"),
            former_controllers=sorted(former[key(entry.dn)]) if controllers else None,
        )
        for entry in answers.sites
    ]
    return sorted(sites, key=lambda site: site.name)


def ask_links(directories: Directories) -> list[Entry]:
    """Raises Trouble."""
    directory = directories.main()
    ask_visible(directory, TRANSPORTS)
    return list(ask_all(directory, LINKS))


def read_links(entries: list[Entry]) -> list[SiteLink]:
    """In order of their names."""
    found = [
        SiteLink(
            name=entry.name,
            sites=names(entry, "siteList"),
            cost=entry.integer("cost"),
            exchange_cost=entry.integer("msExchCost"),
            interval=entry.integer("replInterval"),
            message_limit=entry.integer("delivContLength"),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda link: link.name)


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"sites": stamp.collected(read(ask(directories)))}


def collect_links(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"site_links": stamp.collected(read_links(ask_links(directories)))}


STEPS = (
    Step("ldap-sites", ("sites",), QUERIES, SITES, collect),
    Step("ldap-site-links", ("site_links",), LINK_QUERIES, LINKS, collect_links),
)
