"""Mailbox and public folder databases with their copies, and database availability groups."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal, NamedTuple

from scanner.collectors.exchange_root import QUERIES as ROOT_QUERIES
from scanner.collectors.exchange_root import ROOT_DN, exchange_exists, refuse_if_hidden, storage_group
from scanner.collectors.query import EXCHANGE_READER, Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.dn import key, name_of, parent
from scanner.connections.entry import Entry
from scanner.inventory.model import Dag, Database, DatabaseCopy

DATABASES = Query(
    "mailbox and public folder databases",
    ROOT_DN,
    ("cn", "objectClass", "msExchOwningServer", "msExchEDBFile"),
    "(|(objectClass=msExchPrivateMDB)(objectClass=msExchPublicMDB))",
    "sub",
    right=EXCHANGE_READER,
)
COPIES = Query(
    "copies of the databases",
    ROOT_DN,
    ("cn", "msExchHostServerLink", "msExchActivationPreference"),
    "(objectClass=msExchMDBCopy)",
    "sub",
    right=EXCHANGE_READER,
)
DAGS = Query(
    "database availability groups",
    ROOT_DN,
    ("cn", "msExchFileShareWitness"),
    "(objectClass=msExchMDBAvailabilityGroup)",
    "sub",
    right=EXCHANGE_READER,
)
QUERIES = (*ROOT_QUERIES, DATABASES, COPIES)
DAG_QUERIES = (*ROOT_QUERIES, DAGS)

_PUBLIC = "msexchpublicmdb"
_LAST = 1 << 31


class Answers(NamedTuple):
    databases: list[Entry]
    copies: list[Entry]


def ask(directories: Directories) -> Answers:
    """Raises Trouble."""
    databases = _ask(directories, DATABASES, "CN=Databases")
    return Answers(databases, list(ask_all(directories.main(), COPIES)) if databases else [])


def read(answers: Answers) -> list[Database]:
    """In order of their names; copies in the order in which they are to be activated."""
    copies = defaultdict(list)
    for entry in answers.copies:
        preference = entry.integer("msExchActivationPreference")
        server = name_of(entry.text("msExchHostServerLink")) or entry.name
        copies[key(parent(entry.dn))].append(
            DatabaseCopy(server=server, preference=preference, replay_lag=None, truncation_lag=None)
        )
    found = [_database(entry, sorted(copies[key(entry.dn)], key=_activation)) for entry in answers.databases]
    return sorted(found, key=lambda database: (database.name, database.server or ""))


def ask_dags(directories: Directories) -> list[Entry]:
    """Raises Trouble."""
    return _ask(directories, DAGS, "CN=Database Availability Groups")


def read_dags(entries: list[Entry]) -> list[Dag]:
    """In order of their names."""
    found = [
        Dag(
            name=entry.name,
            witness=entry.text("msExchFileShareWitness"),
            witness_directory=None,
            alternate_witness=None,
            activation_mode=None,
            addresses=None,
            stopped_servers=None,
        )
        for entry in entries
    ]
    return sorted(found, key=lambda dag: dag.name)


def _ask(directories: Directories, query: Query, what: str) -> list[Entry]:
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    found = list(ask_all(directory, query))
    if not found:
        refuse_if_hidden(directory, what)
    return found


def _activation(copy: DatabaseCopy) -> tuple[int, str]:
    return _LAST if copy.preference is None else copy.preference, copy.server


def _database(entry: Entry, copies: list[DatabaseCopy]) -> Database:
    classes = [each.lower() for each in entry.texts("objectClass")]
    kind: Literal["mailbox", "public-folder"] = "public-folder" if _PUBLIC in classes else "mailbox"
    return Database(
        name=entry.name,
        kind=kind,
        server=name_of(entry.text("msExchOwningServer")),
        storage_group=storage_group(entry.dn),
        copies=copies,
        path=entry.text("msExchEDBFile"),
        master=None,
        stream_path=None,
        log_path=None,
        circular_logging=None,
        recovery=None,
        stays_dismounted=None,
        public_folder_tree=None,
        public_folder_database=None,
        offline_address_book=None,
        journal_recipient=None,
        quota_warning=None,
        quota_send=None,
        quota_receive=None,
        item_retention=None,
        mailbox_retention=None,
    )


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"databases": stamp.collected(read(ask(directories)))}


def collect_dags(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"dags": stamp.collected(read_dags(ask_dags(directories)))}


STEPS = (
    Step("ldap-databases", ("databases",), QUERIES, DATABASES, collect),
    Step("ldap-dags", ("dags",), DAG_QUERIES, DAGS, collect_dags),
)
