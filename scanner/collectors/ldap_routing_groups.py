"""Routing groups: those of 2000 and 2003, and the one that all servers of 2007 and later share."""

from __future__ import annotations

from scanner.collectors.exchange_containers import GROUPS, organization_step
from scanner.collectors.exchange_root import ROOT_DN, administrative_group
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.collectors.values import names
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


STEPS = (
    organization_step(
        "ldap-routing-groups", "routing_groups", ROUTING_GROUPS, read, (*GROUPS, "Routing Groups")
    ),
)
