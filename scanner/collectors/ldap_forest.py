"""The forest: functional level, schema levels, the two masters of the forest, how long what is deleted is kept."""

from __future__ import annotations

from typing import NamedTuple

from scanner.collectors.masters import MASTER, OWNER, Masters, ask_masters, master
from scanner.collectors.query import Query, Stamp, ask_one, ask_visible
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.dn import dns_of, name_of
from scanner.connections.entry import Entry
from scanner.inventory.model import Forest

PARTITIONS = Query(
    "forest functional level, naming master, sign-in suffixes, Recycle Bin",
    "CN=Partitions,{configuration}",
    ("msDS-Behavior-Version", OWNER, "uPNSuffixes", "msDS-EnabledFeature"),
)
SCHEMA = Query("version of the directory schema, schema master", "{schema}", ("objectVersion", OWNER))
EXCHANGE_SCHEMA = Query(
    "version of the Exchange schema", "CN=ms-Exch-Schema-Version-Pt,{schema}", ("rangeUpper", "whenCreated")
)
CONNECTOR_SCHEMA = Query(
    "version of the schema of the Active Directory Connector",
    "CN=ms-Exch-Schema-Version-Adc,{schema}",
    ("rangeUpper",),
)
# CVE-2021-34470: below a computer a storage group, and so what it may contain, can be made by the computer itself.
STORAGE_GROUP_CLASS = Query(
    "below which classes a storage group may be made",
    "CN=ms-Exch-Storage-Group,{schema}",
    ("lDAPDisplayName", "possSuperiors", "systemPossSuperiors"),
)
DIRECTORY_SERVICE = Query(
    "how long deleted objects are kept, and switches of the directory service",
    "CN=Directory Service,CN=Windows NT,CN=Services,{configuration}",
    ("tombstoneLifetime", "dSHeuristics"),
)
QUERIES = (
    PARTITIONS, SCHEMA, EXCHANGE_SCHEMA, CONNECTOR_SCHEMA, STORAGE_GROUP_CLASS, DIRECTORY_SERVICE, MASTER,
)  # fmt: skip

_RECYCLE_BIN = "Recycle Bin Feature"


class Answers(NamedTuple):
    """What the server said; None for an object that is not there."""

    root_dse: Entry
    partitions: Entry
    schema: Entry
    exchange_schema: Entry | None
    connector_schema: Entry | None
    storage_group: Entry | None
    directory_service: Entry | None
    masters: Masters


def ask(directories: Directories) -> Answers:
    """Raises Trouble. A missing Exchange schema is told from a hidden one: its container was just read."""
    directory = directories.main()
    partitions, schema = ask_visible(directory, PARTITIONS), ask_visible(directory, SCHEMA)
    return Answers(
        directory.root_dse,
        partitions,
        schema,
        ask_one(directory, EXCHANGE_SCHEMA),
        ask_one(directory, CONNECTOR_SCHEMA),
        ask_one(directory, STORAGE_GROUP_CLASS),
        ask_one(directory, DIRECTORY_SERVICE),
        ask_masters(directory, MASTER, (partitions, schema)),
    )


def read(answers: Answers) -> Forest:
    """An absent level is taken from the rootDSE, where the server states what it holds it to be."""
    level = answers.partitions.integer("msDS-Behavior-Version")
    exchange, connector, service = (
        answers.exchange_schema,
        answers.connector_schema,
        answers.directory_service,
    )
    features = map(name_of, answers.partitions.texts("msDS-EnabledFeature"))
    return Forest(
        name=dns_of(answers.root_dse.text("rootDomainNamingContext")) or "",
        functional_level=answers.root_dse.integer("forestFunctionality") if level is None else level,
        schema_version=answers.schema.integer("objectVersion"),
        exchange_schema=exchange.integer("rangeUpper") if exchange else None,
        exchange_schema_created=exchange.time("whenCreated") if exchange else None,
        connector_schema=connector.integer("rangeUpper") if connector else None,
        storage_group_superiors=_superiors(answers.storage_group),
        schema_master=master(answers.schema, answers.masters),
        naming_master=master(answers.partitions, answers.masters),
        upn_suffixes=sorted(answers.partitions.texts("uPNSuffixes")),
        recycle_bin=_RECYCLE_BIN in features,
        tombstone_lifetime=service.integer("tombstoneLifetime") if service else None,
        heuristics=service.text("dSHeuristics") if service else None,
    )


def _superiors(storage_group: Entry | None) -> list[str] | None:
    if storage_group is None:
        return None
    both = (*storage_group.texts("possSuperiors"), *storage_group.texts("systemPossSuperiors"))
    return sorted(set(both))


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"forest": stamp.collected(read(ask(directories)))}


STEPS = (Step("ldap-forest", ("forest",), QUERIES, PARTITIONS, collect),)
