"""Where the Exchange organisation lies, and what tells an empty container from a hidden one.

A directory answers a search over a container that an account may not see as if there were nothing in it. So
before a collector says "none" it reads the container itself.
"""

from __future__ import annotations

from scanner.collectors.query import EXCHANGE_READER, Query, ask_all, ask_one, ask_visible
from scanner.connections.directory import Directory
from scanner.connections.dn import name_of, parent, rdns, value
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble

_GROUPS = "cn=administrative groups"
_STORE_LEVEL = 2  # CN=database,CN=storage group,CN=InformationStore,CN=server

ROOT_DN = "CN=Microsoft Exchange,CN=Services,{configuration}"

SERVICES = Query(
    "whether services can be seen", "CN=Services,{configuration}", ("cn",), when="if Exchange is not seen"
)
ROOT = Query("whether Exchange was ever prepared", ROOT_DN, ("cn",))
ADMINISTRATIVE_GROUPS = Query(
    "administrative groups", ROOT_DN, ("cn",), "(objectClass=msExchAdminGroup)", "sub", right=EXCHANGE_READER
)
SERVERS_CONTAINER = Query(
    "whether the servers of an administrative group can be seen",
    "CN=Servers,{group}",
    ("cn",),
    right=EXCHANGE_READER,
    when="if no server is seen, for each administrative group",
)
ORGANIZATION = Query(
    "the Exchange organisation and its preparation level",
    ROOT_DN,
    (
        "cn", "objectVersion", "msExchProductID", "msExchMixedMode", "whenCreated", "otherWellKnownObjects",
        "msExchDefaultPublicFolderMailbox", "msExchMapiHttpEnabled",
    ),
    "(objectClass=msExchOrganizationContainer)",
    "one",
)  # fmt: skip
ROOT_QUERIES = (ROOT, SERVICES)
QUERIES = (*ROOT_QUERIES, ADMINISTRATIVE_GROUPS, SERVERS_CONTAINER)


def exchange_exists(directory: Directory) -> bool:
    """Whether the forest holds Exchange, or the beginnings of it. Raises Trouble if that is hidden."""
    # Named is enough: that its properties are hidden does not make it absent.
    if any(ask_all(directory, ROOT)):
        return True
    ask_visible(directory, SERVICES)
    return False


def visible_organization(directory: Directory) -> Entry:
    """Setup makes the container and the organisation in it together: alone it holds one that is hidden."""
    found = ask_one(directory, ORGANIZATION)
    if found is None:
        raise Trouble("not-readable", what="CN=Microsoft Exchange")
    return found


def refuse_if_hidden(directory: Directory, what: str) -> None:
    """Raise Trouble unless the containers of servers, databases and availability groups can be seen.

    All of them carry the same access list, and the one of servers exists in every administrative group.
    """
    groups = list(ask_all(directory, ADMINISTRATIVE_GROUPS))
    if not any(ask_one(directory, SERVERS_CONTAINER, group=group.dn) for group in groups):
        raise Trouble("not-readable", what=what)


def administrative_group(dn: str) -> str | None:
    """The administrative group a name lies in, or is."""
    parts = rdns(dn)
    above = [part.lower() for part in parts[1:]]
    return value(parts[above.index(_GROUPS)]) if _GROUPS in above else None


def storage_group(dn: str) -> str | None:
    """Storage group a database of 2000 to 2007 lies in; None for later ones."""
    return name_of(parent(dn)) if _in_store(dn) else None


def store_server(dn: str | None) -> str | None:
    """Server a database of 2000 to 2007 lies on; None for later ones, which belong to the organisation."""
    return name_of(parent(dn, _STORE_LEVEL + 1)) if dn and _in_store(dn) else None


def _in_store(dn: str) -> bool:
    return (name_of(parent(dn, _STORE_LEVEL)) or "").lower() == "informationstore"
