"""Routing groups: those of 2000 and 2003, and the one that all servers of 2007 and later share."""

from __future__ import annotations

from scanner.collectors import hidden
from scanner.collectors.exchange_root import (
    ADMINISTRATIVE_GROUPS,
    ROOT_DN,
    ROOT_QUERIES,
    administrative_group,
    exchange_exists,
)
from scanner.collectors.query import EXCHANGE_READER, Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.collectors.values import names
from scanner.connections.directories import Directories
from scanner.connections.dn import name_of
from scanner.connections.entry import Entry
from scanner.inventory.model import RoutingGroup

ROUTING_GROUPS = Query(
    "routing groups",
    ROOT_DN,
    ("cn", "msExchRoutingMasterDN", "msExchRoutingGroupMembersDN"),
    "(objectClass=msExchRoutingGroup)",
    "sub",
    right=EXCHANGE_READER,
)
CONTAINER = hidden.container_query("Routing Groups", "routing groups")
QUERIES = (*ROOT_QUERIES, ROUTING_GROUPS, ADMINISTRATIVE_GROUPS, CONTAINER)


def ask(directories: Directories) -> list[Entry]:
    """Raises Trouble."""
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    found = list(ask_all(directory, ROUTING_GROUPS))
    hidden.refuse_if_closed(directory, CONTAINER, found)
    return found


def read(entries: list[Entry]) -> list[RoutingGroup]:
    """In order of their administrative groups and names."""
    found = [
        RoutingGroup(
            name=entry.name,
            administrative_group=administrative_group(entry.dn),
            master=name_of(entry.text("msExchRoutingMasterDN")),
            members=names(entry, "msExchRoutingGroupMembersDN"),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda group: (group.administrative_group or "", group.name))


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"routing_groups": stamp.collected(read(ask(directories)))}


STEPS = (Step("ldap-routing-groups", ("routing_groups",), QUERIES, ROUTING_GROUPS, collect),)
