"""Objects of the organisation and of its servers, once it is certain that their containers hide none.

A directory answers a search over what an account may not see as if there were nothing there. But who may list
a container is told the name of everything in it, also of what he may not read (Microsoft, "Effects of Security
on Searching"). So before a list counts as whole the way to its container is listed, level by level: what does
not stand beside its neighbours does not exist, what stands there without properties is hidden, and where
nothing is shown at all nothing can be said. That the directory does name what it hides is not taken on trust:
a container that every organisation has and that is closed to ordinary accounts must be among the names.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from scanner.collectors.exchange_root import (
    QUERIES,
    ROOT_DN,
    ROOT_QUERIES,
    SERVICES,
    exchange_exists,
    refuse_if_hidden,
)
from scanner.collectors.query import EVERYTHING, EXCHANGE_READER, Query, Stamp, ask_all, ask_one, ask_visible
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.directory import Directory
from scanner.connections.dn import key, leaf, name_of, parent, rdns, value
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.names import is_edge

# Names of containers from the organisation down, EVERY for all that stand in one.
Path = tuple[str, ...]
Read = Callable[[list[Entry]], object]
EVERY = "*"
GROUPS: Path = ("Administrative Groups", EVERY)

ORGANIZATION = Query(
    "where the organisation lies", ROOT_DN, ("cn",), "(objectClass=msExchOrganizationContainer)", "one"
)
CHILDREN = Query(
    "whether a container hides something", "{container}", ("cn",), EVERYTHING, "one", right=EXCHANGE_READER
)
SERVERS = Query(
    "whose protocols are to be expected",
    ROOT_DN,
    ("cn", "msExchCurrentServerRoles"),
    "(objectCategory=msExchExchangeServer)",  # not objectClass: others derive from it
    "sub",
    right=EXCHANGE_READER,
)
PROTOCOLS = Query(
    "whether the protocols of every server can be seen",
    ROOT_DN,
    ("cn",),
    "(cn=Protocols)",
    "sub",
    right=EXCHANGE_READER,
)

_WITNESS = "Recipient Policies"  # in every organisation since 2000, closed to ordinary accounts
_MODERN_GROUP = "cn=exchange administrative group (fydibohf23spdlt)"
_SERVERS_CONTAINER = "cn=servers"
_PROVISIONED_ROLE = 4096  # a place prepared for a server that was never installed


def organization_step(id: str, section: str, query: Query, read: Read, *paths: Path) -> Step:
    """A collector of one section from containers of the organisation."""

    def collect(directories: Directories, stamp: Stamp) -> Sections:
        return {section: stamp.collected(read(ask_organization(directories, query, *paths)))}

    return Step(id, (section,), (*ROOT_QUERIES, ORGANIZATION, CHILDREN, query), query, collect)


def server_step(id: str, section: str, query: Query, read: Read) -> Step:
    """A collector of one section from the protocols of all servers."""

    def collect(directories: Directories, stamp: Stamp) -> Sections:
        return {section: stamp.collected(read(ask_servers(directories, query)))}

    return Step(id, (section,), (*QUERIES, SERVERS, CHILDREN, PROTOCOLS, query), query, collect)


def ask_organization(directories: Directories, query: Query, *paths: Path) -> list[Entry]:
    """All that matches; raises Trouble unless it is certain that none of the containers hides something.

    There is none in a forest without Exchange, and none in a container that this organisation does not have.
    """
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    organization = ask_one(directory, ORGANIZATION)
    if organization is None:
        raise Trouble("not-readable", what="CN=Microsoft Exchange")
    refuse_hidden(directory, organization, *paths, witness=_WITNESS)
    return list(ask_all(directory, query))


def ask_servers(directories: Directories, query: Query) -> list[Entry]:
    """All that matches; raises Trouble unless the protocols of every server can be seen."""
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    refuse_hidden_protocols(directory)
    return list(ask_all(directory, query))


def ask_services(directories: Directories, query: Query, path: Path) -> list[Entry]:
    """All that matches below the services of the forest; raises Trouble unless the container can be seen."""
    directory = directories.main()
    refuse_hidden(directory, ask_visible(directory, SERVICES), path)
    return list(ask_all(directory, query))


def refuse_hidden(directory: Directory, top: Entry, *paths: Path, witness: str | None = None) -> None:
    """Raise Trouble unless these containers, where they exist, show themselves and everything in them.

    A witness is a container that must be named, readable or not, if others are to be believed missing.
    """

    @cache
    def children(dn: str) -> list[Entry]:
        return list(ask_all(directory, CHILDREN, container=dn))

    def look(container: Entry, path: Path) -> None:
        inside = children(container.dn)
        if not path:
            _refuse_nameless(container, *inside)
            return
        if not inside:  # a container on the way is never empty
            raise _not_readable(container)
        for entry in inside:
            if path[0] == EVERY or _is_called(entry, path[0]):
                look(entry, path[1:])

    if witness and not any(_is_called(entry, witness) for entry in children(top.dn)):
        raise Trouble("not-readable", what=f"CN={witness}")
    for path in paths:
        look(top, path)


def refuse_hidden_protocols(directory: Directory) -> None:
    """Raise Trouble if a server, or what it offers, may be hidden."""
    servers = list(ask_all(directory, SERVERS))
    if not servers:
        refuse_if_hidden(directory, "CN=Servers")
    for container in sorted({parent(server.dn) for server in servers}):
        _refuse_nameless(*ask_all(directory, CHILDREN, container=container))
    seen = {key(parent(entry.dn)) for entry in ask_all(directory, PROTOCOLS)}
    for server in servers:
        if key(server.dn) not in seen and _has_protocols(server.integer("msExchCurrentServerRoles")):
            raise Trouble("not-readable", what=f"CN=Protocols,{leaf(server.dn)}")


def server_of(dn: str | None) -> str | None:
    """The server that an object lies below; None if below none."""
    parts = rdns(dn or "")
    places = [place for place, part in enumerate(parts) if part.lower() == _SERVERS_CONTAINER and place]
    return value(parts[places[-1] - 1]) or None if places else None


def is_modern(dn: str) -> bool:
    """Whether a server, or an object below it, is of 2007 or later: those lie in a group of a fixed name."""
    return any(part.lower() == _MODERN_GROUP for part in rdns(dn))


def classes(entry: Entry) -> list[str]:
    """The classes of an object, from the most general one down as the directory keeps them, in lower case."""
    return [each.lower() for each in entry.texts("objectClass")]


def _is_called(entry: Entry, name: str) -> bool:
    return (name_of(entry.dn) or "").casefold() == name.casefold()


def _refuse_nameless(*entries: Entry) -> None:
    """Raise Trouble for an object that is named and keeps its properties to itself."""
    for entry in entries:
        if not entry.names():
            raise _not_readable(entry)


def _not_readable(entry: Entry) -> Trouble:
    return Trouble("not-readable", what=leaf(entry.dn))


def _has_protocols(roles: int | None) -> bool:
    """Not those with the management tools alone, Edge servers, which keep theirs, and prepared places."""
    return roles is None or not (roles in (0, _PROVISIONED_ROLE) or is_edge(roles))
