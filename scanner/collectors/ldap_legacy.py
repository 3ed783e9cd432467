"""What Exchange 5.5, 2000 and 2003 left, and objects that replication renamed because two had one name."""

from __future__ import annotations

from collections.abc import Mapping

from scanner.collectors.exchange_containers import (
    CHILDREN,
    EVERY,
    GROUPS,
    ORGANIZATION,
    Path,
    ask_organization,
    organization_step,
)
from scanner.collectors.exchange_root import ROOT_DN, ROOT_QUERIES, exchange_exists
from scanner.collectors.query import EXCHANGE_READER, Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.dn import dns_of, leaf, name_before_conflict, name_of, parent, rdns, value
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
CONFLICTS = Query(
    "objects renamed by replication",
    ROOT_DN,
    ("cn", "name", "objectClass"),
    "(name=*\\0aCNF:*)",
    "sub",
    right=EXCHANGE_READER,
)
# Where in the organisation such objects stand. Site replication services stand below their servers.
_PLACES: tuple[Path, ...] = (
    (*GROUPS, "Routing Groups", EVERY, "Connections"),
    ("Address Lists Container", "Recipient Update Services"),
)
_EVERYWHERE: Path = ()


def ask(directories: Directories) -> list[Entry]:
    """Raises Trouble, also if only one place where such objects stand is closed: what is left must all be seen."""
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    if any(not entry.names() for entry in ask_all(directory, CONNECTORS)):
        raise Trouble("not-readable", what="CN=Active Directory Connections")
    return ask_organization(directories, LEGACY, *_PLACES)


def read(entries: list[Entry]) -> list[LegacyObject]:
    """In order of kinds and names."""
    found = [
        LegacyObject(kind=kind, name=entry.name, server=_server(entry), domain=_domain(entry))
        for entry in entries
        if (kind := _kind(entry))
    ]
    return sorted(found, key=lambda each: (each.kind, each.name, each.server or ""))


def read_conflicts(entries: list[Entry]) -> list[ConflictObject]:
    """In order of their places and names."""
    found = [
        ConflictObject(
            name=before, place=parent(entry.dn), kind=next(reversed(entry.texts("objectClass")), None)
        )
        for entry in entries
        if (before := name_before_conflict(value(leaf(entry.dn)))) is not None
    ]
    return sorted(found, key=lambda each: (each.place, each.name))


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


STEPS = (
    Step(
        "ldap-legacy-objects", ("legacy_objects",), (*ROOT_QUERIES, ORGANIZATION, CHILDREN, LEGACY, CONNECTORS), LEGACY,
        collect,
    ),
    # Of the whole organisation only what stands directly below it can be looked at: a part that is closed says so.
    organization_step("ldap-conflict-objects", "conflict_objects", CONFLICTS, read_conflicts, _EVERYWHERE),
)  # fmt: skip
