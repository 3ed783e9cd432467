"""The servers of the sites: which of them are domain controllers, and of which domain."""

from __future__ import annotations

from typing import NamedTuple

from scanner.collectors.query import Query, ask_all
from scanner.connections.directory import Directory
from scanner.connections.dn import dns_of, key, parent, rdns
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble

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
    ("options", "objectCategory", "msDS-HasDomainNCs", "hasMasterNCs", "msDS-Behavior-Version"),
    "(objectClass=nTDSDSA)",
    "sub",
)
QUERIES = (SERVERS, SETTINGS)

_READ_ONLY_CATEGORY = "cn=ntds-dsa-ro"


class SiteServers(NamedTuple):
    """The server objects, and the settings that stand below those that are domain controllers."""

    servers: list[Entry]
    settings: list[Entry]


def ask_seen(directory: Directory) -> SiteServers:
    """What this account sees of them. Raises Trouble."""
    return SiteServers(list(ask_all(directory, SERVERS)), list(ask_all(directory, SETTINGS)))


def ask(directory: Directory) -> SiteServers:
    """Raises Trouble, also if no controller is seen: one has just answered."""
    found = ask_seen(directory)
    if not found.settings:
        raise Trouble("not-readable", what="CN=Sites")
    return found


def controllers_of(directory: Directory, domain: str) -> list[str]:
    """The host names of a domain's controllers as the forest's configuration states them. Raises Trouble.

    Those that hold the whole domain come first: a read-only controller lacks some attributes.
    """
    found = ask(directory)
    servers = {key(entry.dn): entry for entry in found.servers}
    of_domain = [each for each in found.settings if domain_of(each) == domain.lower()]
    hosts = [
        (is_read_only(each), host)
        for each in of_domain
        if (server := servers.get(key(parent(each.dn)))) and (host := server.text("dNSHostName"))
    ]
    return [host for _, host in sorted(hosts)]


def domain_of(settings: Entry) -> str | None:
    """msDS-HasDomainNCs came with Windows Server 2003; before, the domain stood among all partitions."""
    held = settings.texts("msDS-HasDomainNCs") or settings.texts("hasMasterNCs")
    domains = [dn for dn in held if all(part[:3].upper() == "DC=" for part in rdns(dn))]
    return dns_of(domains[0]) if domains else None


def is_read_only(settings: Entry) -> bool:
    """Whether the settings are those of a read-only domain controller."""
    return (settings.text("objectCategory") or "").lower().startswith(_READ_ONLY_CATEGORY + ",")
