"""What Exchange 5.5, 2000 and 2003 left, and objects that replication renamed because two had one name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scanner.collectors.exchange_root import ORGANIZATION as ORGANIZATION_QUERY
from scanner.collectors.exchange_root import ROOT_DN, ROOT_QUERIES, exchange_exists, visible_organization
from scanner.collectors.query import EXCHANGE_READER, Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.directory import Directory
from scanner.connections.dn import dns_of, name_before_conflict, name_of, parent, rdns, value
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import ConflictObject, LegacyKind, LegacyObject
from scanner.inventory.names import points_to_deleted

# A class counts for what it is and all that derives from it, unless an earlier one has claimed the object.
_KINDS: Mapping[str, LegacyKind] = {
    "msExchActiveDirectoryConnector": "active-directory-connector",
    "msExchConnectionAgreement": "connection-agreement",
    "msExchSiteReplicationService": "site-replication-service",
    "msExchAddressListService": "recipient-update-service",
    "msExchRoutingGroupConnector": "routing-group-connector",
    "mailGateway": "foreign-connector",
    "x400Link": "foreign-connector",
    "siteConnector": "foreign-connector",
    "dXRequestor": "foreign-connector",
    "msExchNotesConnector": "foreign-connector",
    "msExchGroupWiseConnector": "foreign-connector",
    "msExchCalendarConnector": "foreign-connector",
    "msExchccMailConnector": "foreign-connector",
    "mSMailConnector": "foreign-connector",
}
# They derive from mailGateway, and every version still has them.
_NOT_LEGACY = ("msExchRoutingSMTPConnector", "msExchDeliveryAgentConnector")

LEGACY = Query(
    "what earlier versions left",
    ROOT_DN,
    ("cn", "objectClass", "msExchHomeSyncService", "msExchAddressListServiceLink", "msExchDomainLink"),
    "(&(|"
    + "".join(f"(objectClass={each})" for each in _KINDS)
    + ")"
    + "".join(f"(!(objectClass={each}))" for each in _NOT_LEGACY)
    + ")",
    "sub",
    right=EXCHANGE_READER,
)
CONNECTORS = Query(
    "whether Active Directory Connectors can be seen",
    "CN=Active Directory Connections," + ROOT_DN,
    ("cn",),
    right=EXCHANGE_READER,
)
LISTS = Query(
    "whether what stands beside address lists can be seen",
    "CN=Address Lists Container,{organization}",
    ("cn",),
    right=EXCHANGE_READER,
)
UPDATE_SERVICES = Query(
    "whether Recipient Update Services can be seen",
    "CN=Recipient Update Services,CN=Address Lists Container,{organization}",
    ("cn",),
    right=EXCHANGE_READER,
)
ROUTING = Query(
    "routing groups",
    ROOT_DN,
    ("cn",),
    "(objectClass=msExchRoutingGroup)",
    "sub",
    right=EXCHANGE_READER,
)
CONNECTIONS = Query(
    "whether the connectors of a routing group can be seen",
    "CN=Connections,{group}",
    ("cn",),
    right=EXCHANGE_READER,
    when="for each routing group",
)
QUERIES = (
    *ROOT_QUERIES, LEGACY, ORGANIZATION_QUERY, CONNECTORS, LISTS, UPDATE_SERVICES, ROUTING, CONNECTIONS,
)  # fmt: skip

CONFLICTS = Query(
    "objects renamed by replication",
    ROOT_DN,
    ("cn", "name", "objectClass"),
    "(name=*\\0aCNF:*)",
    "sub",
    right=EXCHANGE_READER,
)
PARTS = Query(
    "whether the parts of the organisation can be seen",
    "{organization}",
    ("cn",),
    scope="one",
    right=EXCHANGE_READER,
    when="if no such object is seen",
)
CONFLICT_QUERIES = (*ROOT_QUERIES, CONFLICTS, ORGANIZATION_QUERY, PARTS)


def ask(directories: Directories) -> list[Entry]:
    """Raises Trouble, also if only one place where such objects stand is closed: what is left must all be seen."""
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    for place, found in _places(directory):
        for entry in ask_all(directory, place, **found):
            if not entry.names():
                raise Trouble("not-readable", what=place.base.partition(",")[0])
    return list(ask_all(directory, LEGACY))


def read(entries: list[Entry]) -> list[LegacyObject]:
    """In order of kinds and names."""
    found = [
        LegacyObject(kind=kind, name=entry.name, server=_server(entry), domain=_domain(entry))
        for entry in entries
        if (kind := _kind(entry))
    ]
    return sorted(found, key=lambda each: (each.kind, each.name, each.server or ""))


def ask_conflicts(directories: Directories) -> list[Entry]:
    """Raises Trouble if there seem to be none, but a part of the organisation is hidden."""
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    found = list(ask_all(directory, CONFLICTS))
    if not found:
        organization = visible_organization(directory)
        for part in ask_all(directory, PARTS, organization=organization.dn):
            if not part.names():
                raise Trouble("not-readable", what=rdns(part.dn)[0])
    return found


def read_conflicts(entries: list[Entry]) -> list[ConflictObject]:
    """In order of their places and names."""
    found = [
        ConflictObject(
            name=before, place=parent(entry.dn), kind=next(reversed(entry.texts("objectClass")), None)
        )
        for entry in entries
        if (before := name_before_conflict(value(rdns(entry.dn)[0]))) is not None
    ]
    return sorted(found, key=lambda each: (each.place, each.name))


def _places(directory: Directory) -> Iterator[tuple[Query, Mapping[str, str]]]:
    organization = {"organization": visible_organization(directory).dn}
    yield CONNECTORS, {}
    yield LISTS, organization
    yield UPDATE_SERVICES, organization
    for group in ask_all(directory, ROUTING):
        yield CONNECTIONS, {"group": group.dn}


def _kind(entry: Entry) -> LegacyKind | None:
    classes = {each.lower() for each in entry.texts("objectClass")}
    return next((kind for name, kind in _KINDS.items() if name.lower() in classes), None)


def _server(entry: Entry) -> str | None:
    """The server it names, or lies on: CN=Microsoft DSA,CN=server,CN=Servers."""
    named = entry.text("msExchHomeSyncService") or entry.text("msExchAddressListServiceLink")
    above = rdns(entry.dn)[1:3]
    on_server = len(above) == 2 and above[1].lower() == "cn=servers"
    return name_of(named) or (value(above[0]) if on_server else None)


def _domain(entry: Entry) -> str | None:
    domain = entry.text("msExchDomainLink")
    name = name_of(domain)
    return name if points_to_deleted(name) else dns_of(domain)


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"legacy_objects": stamp.collected(read(ask(directories)))}


def collect_conflicts(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"conflict_objects": stamp.collected(read_conflicts(ask_conflicts(directories)))}


STEPS = (
    Step("ldap-legacy-objects", ("legacy_objects",), QUERIES, LEGACY, collect),
    Step("ldap-conflict-objects", ("conflict_objects",), CONFLICT_QUERIES, CONFLICTS, collect_conflicts),
)
