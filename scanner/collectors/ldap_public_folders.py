"""Public folder trees (to 2010), wherever an upgrade left them."""

from __future__ import annotations

from scanner.collectors.exchange_containers import GROUPS, organization_step
from scanner.collectors.exchange_root import ROOT_DN, administrative_group
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.connections.entry import Entry
from scanner.inventory.model import PublicFolderTree

TREES = Query(
    "public folder trees",
    ROOT_DN,
    ("cn", "msExchPFTreeType"),
    "(objectClass=msExchPFTree)",
    "sub",
    right=EXCHANGE_READER,
)


def read(entries: list[Entry]) -> list[PublicFolderTree]:
    """In order of their groups and names."""
    found = [
        PublicFolderTree(
            name=entry.name,
            kind=entry.integer("msExchPFTreeType"),
            administrative_group=administrative_group(entry.dn),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda tree: (tree.administrative_group or "", tree.name))


STEPS = (
    organization_step(
        "ldap-public-folder-trees", "public_folder_trees", TREES, read, (*GROUPS, "Folder Hierarchies")
    ),
)
