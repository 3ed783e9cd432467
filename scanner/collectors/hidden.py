"""What tells "none" from "hidden" in the administrative groups of an organisation.

Setup lets ordinary users list what stands in the containers of servers, databases and availability groups, and
read none of the containers' own properties. So a container that says nothing about itself may be open or closed,
and only something else can tell: an object seen in it, or a server that shows there must be some.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scanner.collectors.exchange_root import ADMINISTRATIVE_GROUPS
from scanner.collectors.query import EXCHANGE_READER, Query, ask_all
from scanner.connections.directory import Directory
from scanner.connections.dn import key
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.names import decode_serial_number, version_tuple

WITNESSES = Query(
    "servers, which tell whether there must be any",
    "{group}",
    ("cn", "serialNumber", "msExchCurrentServerRoles", "msExchServerRole", "msExchMDBAvailabilityGroupLink"),
    "(objectCategory=msExchExchangeServer)",
    "sub",
    right=EXCHANGE_READER,
    when="for each administrative group in which none is seen",
)

STORE = Query(
    "whether the storage groups of a server can be seen",
    "CN=InformationStore,{server}",
    ("cn",),
    right=EXCHANGE_READER,
    when="for each mailbox server of 2000 to 2007 in a group in which none is seen",
)
STORE_QUERIES = (ADMINISTRATIVE_GROUPS, WITNESSES, STORE)

# A statement about a server: that there must be one of what is looked for.
Tells = Callable[[Entry], bool]

_MAILBOX_ROLE = 2
_FRONT_END = 1  # msExchServerRole of a 2000 or 2003 server that holds no databases
_FIRST_WITHOUT_STORAGE_GROUPS = 14


def container_query(name: str, what: str) -> Query:
    """Reads one container of an administrative group."""
    return Query(
        f"whether {what} of an administrative group can be seen",
        f"CN={name},{{group}}",
        ("cn",),
        right=EXCHANGE_READER,
        when="for each administrative group in which none is seen",
    )


def refuse_if_told(directory: Directory, container: Query, found: Sequence[Entry], tells: Tells) -> None:
    """Raise Trouble if nothing is seen in an administrative group whose servers tell that there must be some.

    Where the container shows itself it is open, and what it does not show does not exist.
    """
    for group in _without(directory, found, container):
        open_ = any(entry.names() for entry in ask_all(directory, container, group=group.dn))
        if not open_ and any(map(tells, ask_all(directory, WITNESSES, group=group.dn))):
            raise _hidden(container)


def refuse_if_stores_closed(directory: Directory, found: Sequence[Entry]) -> None:
    """Raise Trouble if none of these is seen in an administrative group, and a server there hides its store.

    What is left of a dead server may have no store at all.
    """
    for group in _without(directory, found, STORE):
        for server in filter(_has_storage_groups, list(ask_all(directory, WITNESSES, group=group.dn))):
            if any(not entry.names() for entry in ask_all(directory, STORE, server=server.dn)):
                raise _hidden(STORE)


def in_availability_group(server: Entry) -> bool:
    """Whether it is a member of one."""
    return server.text("msExchMDBAvailabilityGroupLink") is not None


def has_databases(server: Entry) -> bool:
    """Whether it holds databases in the way of 2010 and later. Of an unknown version it may."""
    major = _major(server)
    return _is_mailbox_server(server) and (major is None or major >= _FIRST_WITHOUT_STORAGE_GROUPS)


def _has_storage_groups(server: Entry) -> bool:
    """Whether it holds databases in the way of 2000 to 2007: in storage groups below itself."""
    major = _major(server)
    return _is_mailbox_server(server) and major is not None and major < _FIRST_WITHOUT_STORAGE_GROUPS


def _is_mailbox_server(server: Entry) -> bool:
    roles = server.integer("msExchCurrentServerRoles")
    if roles is None:  # 2000 and 2003 have no roles
        return bool(server.names()) and server.integer("msExchServerRole") != _FRONT_END
    return bool(roles & _MAILBOX_ROLE)


def _major(server: Entry) -> int | None:
    builds = [build for text in server.texts("serialNumber") if (build := decode_serial_number(text))]
    return max((version_tuple(build) or (0,))[0] for build in builds) if builds else None


def _without(directory: Directory, found: Sequence[Entry], container: Query) -> list[Entry]:
    """The administrative groups in which none of these was found. Raises Trouble if not even they are seen."""
    groups = list(ask_all(directory, ADMINISTRATIVE_GROUPS))
    if not groups and not found:
        raise _hidden(container)
    places = [key(entry.dn) for entry in found]
    return [group for group in groups if not any(place.endswith("," + key(group.dn)) for place in places)]


def _hidden(container: Query) -> Trouble:
    return Trouble("not-readable", what=container.base.partition(",")[0])
