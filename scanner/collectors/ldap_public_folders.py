"""Public folder trees (to 2010), wherever an upgrade left them."""

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
from scanner.connections.directories import Directories
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
CONTAINER = hidden.container_query("Folder Hierarchies", "public folder trees")
QUERIES = (*ROOT_QUERIES, TREES, ADMINISTRATIVE_GROUPS, CONTAINER)


def ask(directories: Directories) -> list[Entry]:
    """Raises Trouble."""
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    found = list(ask_all(directory, TREES))
    hidden.refuse_if_closed(directory, CONTAINER, found)
    return found


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


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"public_folder_trees": stamp.collected(read(ask(directories)))}


STEPS = (Step("ldap-public-folder-trees", ("public_folder_trees",), QUERIES, TREES, collect),)
