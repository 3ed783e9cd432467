"""How many recipients of each type lie in each database: counted while they stream by, none is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scanner.collectors import ldap_domains
from scanner.collectors.exchange_root import ROOT_QUERIES, exchange_exists, store_server
from scanner.collectors.query import Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.directory import Directory
from scanner.connections.dn import name_of
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import RecipientCount

_TYPE, _DATABASE = _ATTRIBUTES = ("msExchRecipientTypeDetails", "homeMDB")
IN_CATALOG = Query(
    "recipients, to be counted", "", _ATTRIBUTES, "(mailNickname=*)", "sub", to="global-catalogue"
)
IN_DOMAIN = Query(
    "recipients of a domain, to be counted, where the server is no global catalogue",
    "{domain}",
    _ATTRIBUTES,
    "(mailNickname=*)",
    "sub",
    to="each-domain",
    when="if the server is no global catalogue",
)
QUERIES = (*ROOT_QUERIES, IN_CATALOG, ldap_domains.CROSS_REFERENCES, IN_DOMAIN)

# Two raw values, joined for counting; the few different ones are decoded at the end.
Kind = tuple[bytes | None, bytes | None]


class Answers(NamedTuple):
    """Raw type and raw name of the database, how often; and the query that found them."""

    counts: Mapping[Kind, int]
    query: Query


def ask(directories: Directories) -> Answers:
    """Raises Trouble, also if only one domain could not be counted: a sum without it would be wrong."""
    if not exchange_exists(directories.main()):
        return Answers({}, IN_CATALOG)
    catalog = _catalog(directories)
    if catalog is not None:
        return Answers(count(ask_all(catalog, IN_CATALOG)), IN_CATALOG)
    counts: Counter[Kind] = Counter()
    for domain in ldap_domains.ask_names(directories):
        counts += count(ask_all(directories.of_domain(domain), IN_DOMAIN))
    return Answers(counts, IN_DOMAIN)


def count(entries: Iterator[Entry]) -> Counter[Kind]:
    """How many recipients of each kind pass by."""
    return Counter((_first(entry, _TYPE), _first(entry, _DATABASE)) for entry in entries)


def read(answers: Answers) -> list[RecipientCount]:
    """In order of database and type."""
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


def _first(entry: Entry, name: str) -> bytes | None:
    values = entry.raw(name)
    return values[0] if values else None


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    answers = ask(directories)
    return {"recipients": stamp.collected(read(answers), query=answers.query.words)}


STEPS = (Step("ldap-recipients", ("recipients",), QUERIES, IN_CATALOG, collect),)
