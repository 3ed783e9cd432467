"""The Exchange organisation and the mail domains it accepts."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scanner.collectors import well_known
from scanner.collectors.exchange_root import (
    ADMINISTRATIVE_GROUPS,
    ORGANIZATION,
    ROOT_DN,
    ROOT_QUERIES,
    exchange_exists,
    visible_organization,
)
from scanner.collectors.query import EXCHANGE_READER, Query, Stamp, ask_all, ask_one, ask_there
from scanner.collectors.step import Sections, Step
from scanner.collectors.well_known import Pointer
from scanner.connections.directories import Directories
from scanner.connections.dn import dns_of, key, name_of, parent
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.connections.ldap_messages import escaped
from scanner.inventory.model import AcceptedDomain, Organization, WellKnownGroup
from scanner.inventory.names import points_to_deleted

GROUPS_CONTAINER = Query(
    "whether administrative groups can be seen",
    "CN=Administrative Groups,{organization}",
    ("cn",),
    right=EXCHANGE_READER,
    when="if no administrative group is seen",
)
GROUP_TYPES = Query(
    "kinds of the groups of Exchange",
    "{domain}",
    ("groupType",),
    "(&(objectClass=group)(|{names}))",
    "sub",
    to="each-domain",
    when="if Exchange names groups",
)
# Where Setup puts the groups that may make security principals, so that Exchange itself may not.
PROTECTED = Query(
    "whether the permissions of Exchange and Active Directory are split",
    "OU=Microsoft Exchange Protected Groups,{container}",
    ("ou",),
    to="each-domain",
    when="for each container in which groups of Exchange lie",
)
ACCEPTED_CONTAINER = Query(
    "whether accepted domains can be seen",
    "CN=Accepted Domains,CN=Transport Settings,{organization}",
    ("cn",),
    right=EXCHANGE_READER,
    when="if no accepted domain is seen",
)
ACCEPTED_DOMAINS = Query(
    "accepted domains",
    ROOT_DN,
    ("msExchAcceptedDomainName", "msExchAcceptedDomainFlags"),
    "(objectClass=msExchAcceptedDomain)",
    "sub",
    right=EXCHANGE_READER,
)
QUERIES = (
    *ROOT_QUERIES, ORGANIZATION, ADMINISTRATIVE_GROUPS, GROUPS_CONTAINER, well_known.POINTERS, GROUP_TYPES,
    PROTECTED,
)  # fmt: skip
ACCEPTED_QUERIES = (*ROOT_QUERIES, ACCEPTED_DOMAINS, ORGANIZATION, ACCEPTED_CONTAINER)

_PROTECTED = "ou=microsoft exchange protected groups,"
_NAMES_A_SEARCH = 50
_GUID_BYTES = 16


class GroupAnswers(NamedTuple):
    """What stands behind the pointers: each group by the key of its name, and whether permissions are split.

    None: the domain of the groups could not be asked.
    """

    groups: Mapping[str, Entry]
    split: bool | None


class Answers(NamedTuple):
    """`pointers` are None where Exchange's own container keeps them to itself."""

    organization: Entry | None
    groups: list[Entry]
    pointers: list[Pointer] | None
    pointed: GroupAnswers


NOWHERE = GroupAnswers({}, None)


def ask(directories: Directories) -> Answers:
    """Raises Trouble."""
    directory = directories.main()
    if not exchange_exists(directory):
        return Answers(None, [], None, NOWHERE)
    organization = visible_organization(directory)
    groups = list(ask_all(directory, ADMINISTRATIVE_GROUPS))
    if not groups and not ask_one(directory, GROUPS_CONTAINER, organization=organization.dn):
        raise Trouble("not-readable", what="CN=Administrative Groups")
    exchange = ask_one(directory, well_known.POINTERS)
    if exchange is None:
        return Answers(organization, groups, None, NOWHERE)
    pointers = [*well_known.pointers(exchange), *well_known.pointers(organization)]
    return Answers(organization, groups, pointers, _ask_groups(directories, pointers))


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
        created=entry.time("whenCreated"),
        public_folder_mailbox=_mailbox(entry),
        mapi_http=entry.boolean("msExchMapiHttpEnabled"),
        split_permissions=answers.pointed.split,
        well_known_groups=None
        if answers.pointers is None
        else [_well_known_group(each, answers.pointed.groups) for each in answers.pointers],
    )


def ask_accepted_domains(directories: Directories) -> list[Entry]:
    """Raises Trouble."""
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    found = list(ask_all(directory, ACCEPTED_DOMAINS))
    if not found:
        organization = visible_organization(directory)
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


def _ask_groups(directories: Directories, pointers: Sequence[Pointer]) -> GroupAnswers:
    """The groups, from their own domain; an unreachable one leaves them unknown."""
    live = sorted({each.dn for each in pointers if not points_to_deleted(name_of(each.dn))})
    groups: dict[str, Entry] = {}
    split: bool | None = None
    for domain in sorted({domain for dn in live if (domain := dns_of(dn))}):
        names = [dn for dn in live if dns_of(dn) == domain]
        try:
            directory = directories.of_domain(domain)
            for filter in _filters(names):
                groups |= {key(entry.dn): entry for entry in ask_all(directory, GROUP_TYPES, names=filter)}
            containers = {key(parent(dn)): parent(dn) for dn in names}
            found = [
                place.startswith(_PROTECTED) or ask_there(directory, PROTECTED, container=containers[place])
                for place in containers
            ]
        except Trouble:  # the domain's own section says why
            continue
        split = any(found) or bool(split)
    return GroupAnswers(groups, split)


def _filters(names: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(names), _NAMES_A_SEARCH):
        yield "".join(f"(distinguishedName={escaped(dn)})" for dn in names[start : start + _NAMES_A_SEARCH])


def _well_known_group(pointer: Pointer, groups: Mapping[str, Entry]) -> WellKnownGroup:
    name = name_of(pointer.dn)
    group = groups.get(key(pointer.dn))
    return WellKnownGroup(
        identifier=pointer.identifier,
        name=name or pointer.dn,
        deleted=points_to_deleted(name),
        group_type=group.integer("groupType") if group else None,
    )


def _mailbox(entry: Entry) -> str | None:
    """The name of a mailbox, or its GUID in bytes or in words: the documentation of the attribute does not say."""
    name = "msExchDefaultPublicFolderMailbox"
    raw = bytes(next(iter(entry.raw(name)), b""))
    text = entry.text(name)
    if len(raw) == _GUID_BYTES and not raw.isascii():
        return str(uuid.UUID(bytes_le=raw))
    return name_of(text) or text


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
