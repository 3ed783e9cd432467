"""Database availability groups."""

from __future__ import annotations

from scanner.collectors import hidden
from scanner.collectors.exchange_root import ADMINISTRATIVE_GROUPS, ROOT_DN, ROOT_QUERIES, exchange_exists
from scanner.collectors.query import EXCHANGE_READER, Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.entry import Entry
from scanner.inventory.model import Dag

DAGS = Query(
    "database availability groups",
    ROOT_DN,
    (
        "cn", "msExchFileShareWitness", "msExchFileShareWitnessDirectory", "msExchAlternateFileShareWitness",
        "msExchDatacenterActivationMode", "msExchMDBAvailabilityGroupIPv4Addresses", "msExchStoppedMailboxServers",
    ),
    "(objectClass=msExchMDBAvailabilityGroup)",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip
CONTAINER = hidden.container_query("Database Availability Groups", "availability groups")
QUERIES = (*ROOT_QUERIES, DAGS, ADMINISTRATIVE_GROUPS, CONTAINER, hidden.WITNESSES)


def ask(directories: Directories) -> list[Entry]:
    """Raises Trouble."""
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    found = list(ask_all(directory, DAGS))
    hidden.refuse_if_told(directory, CONTAINER, found, hidden.in_availability_group)
    return found


def read(entries: list[Entry]) -> list[Dag]:
    """In order of their names."""
    found = [
        Dag(
            name=entry.name,
            witness=entry.text("msExchFileShareWitness"),
            witness_directory=entry.text("msExchFileShareWitnessDirectory"),
            alternate_witness=entry.text("msExchAlternateFileShareWitness"),
            activation_mode=entry.integer("msExchDatacenterActivationMode"),
            addresses=sorted(entry.texts("msExchMDBAvailabilityGroupIPv4Addresses")),
            stopped_servers=sorted(entry.texts("msExchStoppedMailboxServers")),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda dag: dag.name)


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"dags": stamp.collected(read(ask(directories)))}


STEPS = (Step("ldap-dags", ("dags",), QUERIES, DAGS, collect),)
