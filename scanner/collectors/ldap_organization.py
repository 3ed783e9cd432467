"""The Exchange organisation and the mail domains it accepts."""

from __future__ import annotations

from typing import NamedTuple

from scanner.collectors.exchange_root import ADMINISTRATIVE_GROUPS, ROOT_DN, ROOT_QUERIES, exchange_exists
from scanner.collectors.query import EXCHANGE_READER, Query, Stamp, ask_all, ask_one
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.directory import Directory
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import AcceptedDomain, Organization

ORGANIZATION = Query(
    "the Exchange organisation and its preparation level",
    ROOT_DN,
    ("cn", "objectVersion", "msExchProductID", "msExchMixedMode"),
    "(objectClass=msExchOrganizationContainer)",
    "one",
)
GROUPS_CONTAINER = Query(
    "whether administrative groups can be seen",
    "CN=Administrative Groups,{organization}",
    ("cn",),
    right=EXCHANGE_READER,
)
ACCEPTED_CONTAINER = Query(
    "whether accepted domains can be seen",
    "CN=Accepted Domains,CN=Transport Settings,{organization}",
    ("cn",),
    right=EXCHANGE_READER,
)
ACCEPTED_DOMAINS = Query(
    "accepted domains",
    ROOT_DN,
    ("msExchAcceptedDomainName", "msExchAcceptedDomainFlags"),
    "(objectClass=msExchAcceptedDomain)",
    "sub",
    right=EXCHANGE_READER,
)
QUERIES = (*ROOT_QUERIES, ORGANIZATION, ADMINISTRATIVE_GROUPS, GROUPS_CONTAINER)
ACCEPTED_QUERIES = (*ROOT_QUERIES, ACCEPTED_DOMAINS, ORGANIZATION, ACCEPTED_CONTAINER)


class Answers(NamedTuple):
    organization: Entry | None
    groups: list[Entry]


def ask(directories: Directories) -> Answers:
    """Raises Trouble."""
    directory = directories.main()
    if not exchange_exists(directory):
        return Answers(None, [])
    organization = _visible_organization(directory)
    groups = list(ask_all(directory, ADMINISTRATIVE_GROUPS))
    if not groups and not ask_one(directory, GROUPS_CONTAINER, organization=organization.dn):
        raise Trouble("not-readable", what="CN=Administrative Groups")
    return Answers(organization, groups)


def read(answers: Answers) -> Organization | None:
    """None: the forest has no Exchange organisation."""
    entry = answers.organization
    if entry is None:
        return None
    return Organization(
        name=entry.name,
        object_version=entry.integer("objectVersion"),
        product_id=entry.text("msExchProductID"),
        mixed_mode=entry.boolean("msExchMixedMode"),
        administrative_groups=sorted(group.name for group in answers.groups),
        created=None,
        public_folder_mailbox=None,
        mapi_http=None,
        split_permissions=None,
        well_known_groups=None,
    )


def ask_accepted_domains(directories: Directories) -> list[Entry]:
    """Raises Trouble."""
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    found = list(ask_all(directory, ACCEPTED_DOMAINS))
    if not found:
        organization = _visible_organization(directory)
        if not ask_one(directory, ACCEPTED_CONTAINER, organization=organization.dn):
            raise Trouble("not-readable", what="CN=Accepted Domains")
    return found


def read_accepted_domains(entries: list[Entry]) -> list[AcceptedDomain]:
    """In order of their names; an object without a domain name goes by its own."""
    found = [
        AcceptedDomain(
            name=entry.text("msExchAcceptedDomainName") or entry.name,
            flags=entry.integer("msExchAcceptedDomainFlags"),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda domain: domain.name)


def _visible_organization(directory: Directory) -> Entry:
    """Setup makes the container and the organisation in it together: alone it holds one that is hidden."""
    found = ask_one(directory, ORGANIZATION)
    if found is None:
        raise Trouble("not-readable", what="CN=Microsoft Exchange")
    return found


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"organization": stamp.collected(read(ask(directories)))}


def collect_accepted_domains(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"accepted_domains": stamp.collected(read_accepted_domains(ask_accepted_domains(directories)))}


STEPS = (
    Step("ldap-organization", ("organization",), QUERIES, ORGANIZATION, collect),
    Step(
        "ldap-accepted-domains",
        ("accepted_domains",),
        ACCEPTED_QUERIES,
        ACCEPTED_DOMAINS,
        collect_accepted_domains,
    ),
)
