"""The forest: functional level, schema levels, the two masters of the forest, additional sign-in suffixes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scanner.collectors.query import Query, Stamp, ask_one, ask_visible
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.dn import dns_of, key, name_of, parent
from scanner.connections.entry import Entry
from scanner.inventory.model import Forest

PARTITIONS = Query(
    "forest functional level, naming master, sign-in suffixes",
    "CN=Partitions,{configuration}",
    ("msDS-Behavior-Version", "fSMORoleOwner", "uPNSuffixes"),
)
SCHEMA = Query(
    "version of the directory schema, schema master", "{schema}", ("objectVersion", "fSMORoleOwner")
)
EXCHANGE_SCHEMA = Query(
    "version of the Exchange schema", "CN=ms-Exch-Schema-Version-Pt,{schema}", ("rangeUpper",)
)
MASTER = Query("DNS name of a master", "{master}", ("dNSHostName",))
QUERIES = (PARTITIONS, SCHEMA, EXCHANGE_SCHEMA, MASTER)


class Answers(NamedTuple):
    """What the server said; `masters` by the key of the server object's name."""

    root_dse: Entry
    partitions: Entry
    schema: Entry
    exchange_schema: Entry | None
    masters: Mapping[str, Entry]


def ask(directories: Directories) -> Answers:
    """Raises Trouble. A missing Exchange schema is told from a hidden one: its container was just read."""
    directory = directories.main()
    partitions, schema = ask_visible(directory, PARTITIONS), ask_visible(directory, SCHEMA)
    exchange_schema = ask_one(directory, EXCHANGE_SCHEMA)
    owners = {server for entry in (partitions, schema) if (server := _master(entry))}
    masters = {key(dn): entry for dn in owners if (entry := ask_one(directory, MASTER, master=dn))}
    return Answers(directory.root_dse, partitions, schema, exchange_schema, masters)


def read(answers: Answers) -> Forest:
    """An absent level is taken from the rootDSE, where the server states what it holds it to be."""
    level = answers.partitions.integer("msDS-Behavior-Version")
    return Forest(
        name=dns_of(answers.root_dse.text("rootDomainNamingContext")) or "",
        functional_level=answers.root_dse.integer("forestFunctionality") if level is None else level,
        schema_version=answers.schema.integer("objectVersion"),
        exchange_schema=answers.exchange_schema.integer("rangeUpper") if answers.exchange_schema else None,
        schema_master=_host(answers.schema, answers.masters),
        naming_master=_host(answers.partitions, answers.masters),
        exchange_schema_created=None,
        connector_schema=None,
        storage_group_superiors=None,
        recycle_bin=None,
        tombstone_lifetime=None,
        heuristics=None,
        upn_suffixes=sorted(answers.partitions.texts("uPNSuffixes")),
    )


def _master(entry: Entry) -> str | None:
    """The server object above the NTDS settings that fSMORoleOwner names."""
    owner = entry.text("fSMORoleOwner")
    return parent(owner) if owner else None


def _host(entry: Entry, masters: Mapping[str, Entry]) -> str | None:
    server = _master(entry)
    found = masters.get(key(server)) if server else None
    return (found.text("dNSHostName") if found else None) or name_of(server)


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"forest": stamp.collected(read(ask(directories)))}


STEPS = (Step("ldap-forest", ("forest",), QUERIES, PARTITIONS, collect),)
