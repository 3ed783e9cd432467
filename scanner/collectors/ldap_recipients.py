"""The recipients: how many of each type lie in each database, and what a migration must know of each one.

One search of the global catalogue answers both. Its entries are counted and made into records while they pass
by; none is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple

from scanner.collectors import ldap_domains
from scanner.collectors.exchange_root import ROOT_QUERIES, exchange_exists, store_server
from scanner.collectors.query import Query, Stamp, ask_all
from scanner.collectors.recipient_records import ATTRIBUTES, Records
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.directory import Directory
from scanner.connections.dn import name_of
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import RecipientCount, RecipientList

# How much of the recipients is read: what each one is, how many there are, or nothing.
Detail = Literal["attributes", "counts", "none"]

_TYPE, _DATABASE = _COUNTED = ("msExchRecipientTypeDetails", "homeMDB")
_WITH_ALIAS = "(mailNickname=*)"
# Users only: other objects may name a database without being a mailbox in it.
_WITHOUT_ALIAS = (
    "(&(objectCategory=person)(objectClass=user)(!(mailNickname=*))(|(homeMDB=*)(msExchMailboxGuid=*)))"
)

ATTRIBUTE_SCHEMA = Query(
    "which attributes of recipients the global catalogue holds: no others are asked for there",
    "{schema}",
    ("lDAPDisplayName", "isMemberOfPartialAttributeSet"),
    f"(&(objectClass=attributeSchema)(|{''.join(f'(lDAPDisplayName={name})' for name in ATTRIBUTES)}))",
    "one",
)
IN_CATALOG = Query("recipients", "", ATTRIBUTES, _WITH_ALIAS, "sub", to="global-catalogue")
BROKEN_IN_CATALOG = Query(
    "mailboxes without an alias, to be counted",
    "",
    ("objectGUID",),
    _WITHOUT_ALIAS,
    "sub",
    to="global-catalogue",
)
CONTAINERS_IN_CATALOG = Query(
    "whether the system objects of Exchange can be seen, among which are recipients",
    "",
    ("cn",),
    ldap_domains.SYSTEM_OBJECTS.filter,
    "sub",
    to="global-catalogue",
)
_GROUPS = "(&(objectCategory=group)(mailNickname=*)"
_UNIVERSAL = "(groupType:1.2.840.113556.1.4.803:=8)"
MEMBERS_IN_CATALOG = Query(
    "members of universal mail groups, to be counted: the global catalogue knows those of no others",
    "",
    ("objectGUID", "member"),
    f"{_GROUPS}{_UNIVERSAL})",
    "sub",
    to="global-catalogue",
)
LOCAL_MEMBERS = Query(
    "members of other mail groups, to be counted",
    "{domain}",
    ("objectGUID", "member"),
    f"{_GROUPS}(!{_UNIVERSAL}))",
    "sub",
    to="each-domain",
    when="if there are groups that are not universal",
)
COUNTED_IN_CATALOG = replace(IN_CATALOG, purpose="recipients, to be counted", attributes=_COUNTED)


def _in_domain(query: Query) -> Query:
    when = "if the server is no global catalogue"
    return replace(query, base="{domain}", to="each-domain", when=when)


IN_DOMAIN = _in_domain(IN_CATALOG)
BROKEN_IN_DOMAIN = _in_domain(BROKEN_IN_CATALOG)
CONTAINERS_IN_DOMAIN = _in_domain(CONTAINERS_IN_CATALOG)
COUNTED_IN_DOMAIN = _in_domain(COUNTED_IN_CATALOG)
MEMBERS_IN_DOMAIN = replace(
    _in_domain(MEMBERS_IN_CATALOG), purpose="members of mail groups, to be counted", filter=f"{_GROUPS})"
)

QUERIES = (
    *ROOT_QUERIES, ATTRIBUTE_SCHEMA, IN_CATALOG, CONTAINERS_IN_CATALOG, BROKEN_IN_CATALOG, MEMBERS_IN_CATALOG,
    ldap_domains.CROSS_REFERENCES, LOCAL_MEMBERS, IN_DOMAIN, CONTAINERS_IN_DOMAIN, BROKEN_IN_DOMAIN,
    MEMBERS_IN_DOMAIN,
)  # fmt: skip
COUNT_QUERIES = (*ROOT_QUERIES, COUNTED_IN_CATALOG, ldap_domains.CROSS_REFERENCES, COUNTED_IN_DOMAIN)

# Two raw values, joined for counting; the few different ones are decoded at the end.
Kind = tuple[bytes | None, bytes | None]


class Answers(NamedTuple):
    """Raw type and raw name of the database, how often; the records, if asked for; the query that found them."""

    counts: Mapping[Kind, int]
    recipients: RecipientList | None
    query: Query


def ask(directories: Directories) -> Answers:
    """Raises Trouble, also if only one domain could not be read: a list without it would be wrong."""
    if not exchange_exists(directories.main()):
        return Answers({}, Records().finished([], 0), IN_CATALOG)
    counts: Counter[Kind] = Counter()
    catalog = _catalog(directories)
    if catalog is not None:
        outside, asked = _asked_of_catalog(directories.main())
        records = Records(outside)
        stream(ask_all(catalog, replace(IN_CATALOG, attributes=asked)), counts, records)
        containers = ask_all(catalog, CONTAINERS_IN_CATALOG)
        members = _members(directories, catalog, records)
        found = records.finished(containers, _number(catalog, BROKEN_IN_CATALOG), members)
        return Answers(counts, found, IN_CATALOG)
    records, broken = Records(), 0
    seen: list[Entry] = []
    members = {}
    for domain in ldap_domains.ask_names(directories):
        directory = directories.of_domain(domain)
        stream(ask_all(directory, IN_DOMAIN), counts, records)
        seen += ask_all(directory, CONTAINERS_IN_DOMAIN)
        broken += _number(directory, BROKEN_IN_DOMAIN)
        members |= _counted(ask_all(directory, MEMBERS_IN_DOMAIN))
    return Answers(counts, records.finished(seen, broken, members), IN_DOMAIN)


def ask_counts(directories: Directories) -> Answers:
    """Raises Trouble, also if only one domain could not be counted: a sum without it would be wrong."""
    if not exchange_exists(directories.main()):
        return Answers({}, None, COUNTED_IN_CATALOG)
    catalog = _catalog(directories)
    if catalog is not None:
        return Answers(count(ask_all(catalog, COUNTED_IN_CATALOG)), None, COUNTED_IN_CATALOG)
    counts: Counter[Kind] = Counter()
    for domain in ldap_domains.ask_names(directories):
        counts += count(ask_all(directories.of_domain(domain), COUNTED_IN_DOMAIN))
    return Answers(counts, None, COUNTED_IN_DOMAIN)


def count(entries: Iterator[Entry]) -> Counter[Kind]:
    """How many recipients of each kind pass by."""
    return Counter(_kind(entry) for entry in entries)


def read(answers: Answers) -> list[RecipientCount]:
    """The counts, in order of database and type."""
    counts: Counter[tuple[int | None, str | None, str | None]] = Counter()
    for (type_details, database), number in answers.counts.items():
        one = Entry(
            "", {"type": [type_details] if type_details else [], "database": [database] if database else []}
        )
        dn = one.text("database")
        counts[one.integer("type"), name_of(dn), store_server(dn)] += number
    found = [
        RecipientCount(type_details=kind, database=name, server=server, count=n)
        for (kind, name, server), n in counts.items()
    ]
    return sorted(found, key=_order)


def _order(each: RecipientCount) -> tuple[str, str, int]:
    return each.server or "", each.database or "", -1 if each.type_details is None else each.type_details


def _catalog(directories: Directories) -> Directory | None:
    try:
        return directories.global_catalog()
    except Trouble as trouble:
        # Only "there is none on this server" leads to the slower way; other failures would be the same there.
        if trouble.code in ("unreachable", "server-refused"):
            return None
        raise


def _asked_of_catalog(directory: Directory) -> tuple[list[str], tuple[str, ...]]:
    """The attributes that this forest has outside the global catalogue, and those to ask for there.

    One that the schema does not know at all, no object can have: it is not asked for, and truly stated by none.
    """
    held = {
        (entry.text("lDAPDisplayName") or "").lower(): entry.boolean("isMemberOfPartialAttributeSet") is True
        for entry in ask_all(directory, ATTRIBUTE_SCHEMA)
    }
    if not held.get("mailnickname"):  # Exchange is there, and this is what makes a recipient
        raise Trouble("not-readable", what=ATTRIBUTE_SCHEMA.placed(**directory.naming).base)
    outside = [name for name in ATTRIBUTES if held.get(name.lower()) is False]
    return outside, tuple(name for name in ATTRIBUTES if held.get(name.lower()))


def stream(entries: Iterator[Entry], counts: Counter[Kind], records: Records) -> None:
    """Count and keep recipients while they pass by."""
    for entry in entries:
        counts[_kind(entry)] += 1
        records.add(entry)


def _members(directories: Directories, catalog: Directory, records: Records) -> dict[str, int]:
    """How many members each group has, by its identifier; those of a domain that cannot be asked are not there."""
    found = _counted(ask_all(catalog, MEMBERS_IN_CATALOG))
    if records.has_local_groups():
        for domain in ldap_domains.ask_names(directories):
            try:
                found |= _counted(ask_all(directories.of_domain(domain), LOCAL_MEMBERS))
            except Trouble:  # the domain's own section says why; here the members stay unknown
                continue
    return found


def _counted(groups: Iterator[Entry]) -> dict[str, int]:
    return {
        identifier.hex(): len(each.raw("member")) for each in groups for identifier in each.raw("objectGUID")
    }


def _number(directory: Directory, query: Query) -> int:
    return sum(1 for _ in ask_all(directory, query))


def _kind(entry: Entry) -> Kind:
    return _first(entry, _TYPE), _first(entry, _DATABASE)


def _first(entry: Entry, name: str) -> bytes | None:
    values = entry.raw(name)
    return values[0] if values else None


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Both sections. Raises Trouble."""
    answers = ask(directories)
    query = answers.query.words
    return {
        "recipients": stamp.collected(read(answers), query=query),
        "recipient_list": stamp.collected(answers.recipients, query=query),
    }


def collect_counts(directories: Directories, stamp: Stamp) -> Sections:
    """The counts only; that each one is left out is true as well when counting fails."""
    left_out = stamp.skipped("recipients-counted")
    try:
        answers = ask_counts(directories)
    except Trouble as trouble:
        return {"recipients": stamp.failed(trouble), "recipient_list": left_out}
    counted = stamp.collected(read(answers), query=answers.query.words)
    return {"recipients": counted, "recipient_list": left_out}


def leave_out(_directories: Directories, stamp: Stamp) -> Sections:
    """Neither."""
    return dict.fromkeys(_SECTIONS, stamp.skipped("recipients-left-out"))


_SECTIONS = ("recipients", "recipient_list")
_step = partial(Step, "ldap-recipients")
STEP_FOR: Mapping[Detail, Step] = {
    "attributes": _step(_SECTIONS, QUERIES, IN_CATALOG, collect),
    "counts": _step(_SECTIONS, COUNT_QUERIES, COUNTED_IN_CATALOG, collect_counts),
    "none": _step(_SECTIONS, (), COUNTED_IN_CATALOG, leave_out),
}
STEPS = (STEP_FOR["attributes"],)
