"""The groups whose members may prepare the directory and install Exchange: found by numbers, for their names are
in the language of whoever made the forest. Members are counted; who they are is not kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scanner.collectors import ldap_domains, well_known
from scanner.collectors.query import Query, Stamp, ask_all, ask_one, ask_visible
from scanner.collectors.step import Sections, Step
from scanner.collectors.values import octets, sid
from scanner.connections.directories import Directories
from scanner.connections.dn import dns_of, name_of
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import AdministratorGroup
from scanner.inventory.names import points_to_deleted

DOMAIN_SID = Query("number of the domain", "{domain}", ("objectSid",), to="each-domain")
GROUPS = Query(
    "administrators of the domain, and in the root those of the schema and the enterprise",
    "{domain}",
    ("cn", "objectSid", "member"),
    "(&(objectClass=group)(|{numbers}))",
    "sub",
    to="each-domain",
)
ORGANIZATION_MANAGEMENT = Query(
    "the group Organization Management",
    "{group}",
    ("cn", "member"),
    to="each-domain",
    when="if Exchange names the group",
)
QUERIES = (
    ldap_domains.CROSS_REFERENCES, DOMAIN_SID, GROUPS, well_known.POINTERS, ORGANIZATION_MANAGEMENT,
)  # fmt: skip

# Relative identifiers ([MS-DTYP] 2.4.2.4).
_OF_EVERY_DOMAIN: Mapping[int, str] = {512: "domain-admins"}
_OF_THE_ROOT: Mapping[int, str] = {518: "schema-admins", 519: "enterprise-admins", **_OF_EVERY_DOMAIN}


class Group(NamedTuple):
    """A group that is looked for; without an entry it was not found, or its domain could not be asked."""

    role: str
    domain: str
    name: str | None
    entry: Entry | None


def ask(directories: Directories) -> list[Group]:
    """Raises Trouble if no domain at all can be asked."""
    main = directories.main()
    root, domains = dns_of(main.naming["root"]), ldap_domains.ask_names(directories)
    found: list[Group] = []
    troubles: list[Trouble] = []
    for domain in domains:
        roles = _OF_THE_ROOT if domain == root else _OF_EVERY_DOMAIN
        try:
            found += _of_domain(directories, domain, roles)
        except Trouble as trouble:
            troubles.append(trouble)
            found += [Group(role, domain, None, None) for role in roles.values()]
    if troubles and len(troubles) == len(domains):
        raise troubles[0]
    pointers = well_known.pointers(ask_one(main, well_known.POINTERS))
    found += [
        _organization_management(directories, each.dn)
        for each in pointers
        if each.identifier == well_known.ORGANIZATION_MANAGEMENT
    ]
    return found


def read(groups: list[Group]) -> list[AdministratorGroup]:
    """In order of the domains and roles."""
    found = [
        AdministratorGroup(
            name=each.entry.name if each.entry else each.name or each.role,
            role=each.role,
            domain=each.domain,
            members=len(each.entry.raw("member")) if each.entry else None,
        )
        for each in groups
    ]
    return sorted(found, key=lambda group: (group.domain, group.role))


def _of_domain(directories: Directories, domain: str, roles: Mapping[int, str]) -> list[Group]:
    directory = directories.of_domain(domain)
    own = bytes(next(iter(ask_visible(directory, DOMAIN_SID).raw("objectSid")), b""))
    if sid(own) is None:
        raise Trouble("not-readable", what=directory.naming["domain"])
    numbers = {_group_sid(own, number): role for number, role in roles.items()}
    filter = "".join(f"(objectSid={octets(number)})" for number in numbers)
    found = ask_all(directory, GROUPS, numbers=filter)
    entries = {bytes(number): entry for entry in found for number in entry.raw("objectSid")}
    return [Group(role, domain, None, entries.get(number)) for number, role in numbers.items()]


def _group_sid(domain: bytes, number: int) -> bytes:
    """The domain's security identifier with one more part ([MS-DTYP] 2.4.2.2): its count, and the number."""
    return domain[:1] + bytes([domain[1] + 1]) + domain[2:] + number.to_bytes(4, "little")


def _organization_management(directories: Directories, dn: str) -> Group:
    name, domain = name_of(dn), dns_of(dn) or ""
    entry = None
    if not points_to_deleted(name):
        try:
            entry = ask_one(directories.of_domain(domain), ORGANIZATION_MANAGEMENT, group=dn)
        except Trouble:  # the domain's own section says why; here the members stay unknown
            entry = None
    return Group("organization-management", domain, name, entry)


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"administrator_groups": stamp.collected(read(ask(directories)))}


STEPS = (Step("ldap-administrators", ("administrator_groups",), QUERIES, DOMAIN_SID, collect),)
