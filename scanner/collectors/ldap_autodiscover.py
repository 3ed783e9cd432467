"""Service connection points of Autodiscover: where Outlook inside is told to ask, and in which other forests."""

from __future__ import annotations

from scanner.collectors.exchange_containers import (
    CHILDREN,
    PROTOCOLS,
    SERVERS,
    ask_services,
    refuse_hidden_protocols,
    server_of,
)
from scanner.collectors.exchange_root import QUERIES as ROOT_QUERIES
from scanner.collectors.exchange_root import exchange_exists
from scanner.collectors.query import Query, Stamp
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.entry import Entry
from scanner.inventory.model import AutodiscoverPoint

# Source: Microsoft, "Find Autodiscover endpoints by using SCP lookup in Exchange".
_URL, _POINTER = "77378F46-2C66-4aa9-A6A6-3E7A48B19596", "67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68"
_SITE, _DOMAIN = "Site=", "Domain="

POINTS = Query(
    "service connection points of Autodiscover",
    "CN=Services,{configuration}",
    ("cn", "keywords", "serviceBindingInformation", "whenCreated", "whenChanged"),
    f"(&(objectClass=serviceConnectionPoint)(|(keywords={_URL})(keywords={_POINTER})))",
    "sub",
)
QUERIES = (*ROOT_QUERIES, SERVERS, CHILDREN, PROTOCOLS, POINTS)


def ask(directories: Directories) -> list[Entry]:
    """Raises Trouble. A forest without Exchange may hold pointers to one that has it."""
    if exchange_exists(directories.main()):
        refuse_hidden_protocols(directories.main())
    return ask_services(directories, POINTS, ("Microsoft Exchange Autodiscover",))


def read(entries: list[Entry]) -> list[AutodiscoverPoint]:
    """In order of their names and servers."""
    return sorted(map(_point, entries), key=lambda point: (point.name, point.server or "", point.addresses))


def _point(entry: Entry) -> AutodiscoverPoint:
    keywords = entry.texts("keywords")
    is_url = _URL.lower() in (each.lower() for each in keywords)
    return AutodiscoverPoint(
        name=entry.name,
        kind="url" if is_url else "pointer",
        addresses=sorted(entry.texts("serviceBindingInformation")),
        sites=_after(_SITE, keywords),
        domains=_after(_DOMAIN, keywords),
        server=server_of(entry.dn),
        created=entry.time("whenCreated"),
        changed=entry.time("whenChanged"),
    )


def _after(mark: str, keywords: list[str]) -> list[str]:
    return sorted(each[len(mark) :] for each in keywords if each[: len(mark)].lower() == mark.lower())


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"autodiscover_points": stamp.collected(read(ask(directories)))}


STEPS = (Step("ldap-autodiscover", ("autodiscover_points",), QUERIES, POINTS, collect),)
