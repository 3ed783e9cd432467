"""The domains of the forest, and of each one what only its own controllers can say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scanner.collectors.query import Query, Stamp, ask_all, ask_visible
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.dn import dns_of, key
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Section
from scanner.inventory.model import Domain, DomainHead

CROSS_REFERENCES = Query(
    "domains of the forest",
    "CN=Partitions,{configuration}",
    ("nCName", "dnsRoot", "nETBIOSName", "trustParent"),
    # systemFlags 1 and 2: a partition of this forest that is a domain.
    "(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=3))",
    "one",
)
HEAD = Query(
    "domain functional level and mode",
    "{domain}",
    ("msDS-Behavior-Version", "nTMixedDomain"),
    to="each-domain",
)
SYSTEM_OBJECTS = Query(
    "Exchange preparation level of the domain",
    "{domain}",
    ("objectVersion",),
    "(objectCategory=msExchSystemObjectsContainer)",
    "sub",
    to="each-domain",
)
QUERIES = (CROSS_REFERENCES, HEAD, SYSTEM_OBJECTS)


class HeadAnswers(NamedTuple):
    """What a controller of the domain said."""

    host: str
    root_dse: Entry
    head: Entry
    containers: list[Entry]


class Answers(NamedTuple):
    """The cross references, and by DNS name what each domain's own controller said or why none did."""

    references: list[Entry]
    heads: Mapping[str, HeadAnswers | Trouble]


def domain_names(references: list[Entry]) -> list[str]:
    """DNS names of the domains, in order of their names."""
    return sorted(_name(entry) for entry in references)


def ask_names(directories: Directories) -> list[str]:
    """The domains of the forest, for the collectors that ask each of them. Raises Trouble."""
    return domain_names(list(ask_all(directories.main(), CROSS_REFERENCES)))


def ask(directories: Directories) -> Answers:
    """Raises Trouble; the failure of one domain stays with that domain."""
    references = list(ask_all(directories.main(), CROSS_REFERENCES))
    if not references:  # every forest has a domain
        raise Trouble("not-readable", what="CN=Partitions")
    return Answers(references, {name: _ask_head(directories, name) for name in domain_names(references)})


def read(answers: Answers, stamp: Stamp) -> list[Domain]:
    """In order of their names."""
    names = {key(entry.dn): _name(entry) for entry in answers.references}
    return [
        Domain(
            name=_name(entry),
            netbios_name=entry.text("nETBIOSName"),
            parent=names.get(key(entry.text("trustParent") or "")),
            head=_head(answers.heads[_name(entry)], stamp),
            trusts=stamp.skipped("no-collector"),
        )
        for entry in sorted(answers.references, key=_name)
    ]


def _name(entry: Entry) -> str:
    return (entry.text("dnsRoot") or dns_of(entry.text("nCName")) or entry.dn).lower()


def _ask_head(directories: Directories, name: str) -> HeadAnswers | Trouble:
    try:
        directory = directories.of_domain(name)
        head = ask_visible(directory, HEAD)
        return HeadAnswers(directory.name, directory.root_dse, head, list(ask_all(directory, SYSTEM_OBJECTS)))
    except Trouble as trouble:
        return trouble


def _head(answers: HeadAnswers | Trouble, stamp: Stamp) -> Section[DomainHead]:
    if isinstance(answers, Trouble):
        return stamp.failed(answers)
    level = answers.head.integer("msDS-Behavior-Version")
    mixed = answers.head.integer("nTMixedDomain")
    head = DomainHead(
        functional_level=answers.root_dse.integer("domainFunctionality") if level is None else level,
        mixed_mode=None if mixed is None else mixed == 1,
        preparation_versions=[container.integer("objectVersion") for container in answers.containers],
        pdc_emulator=None,
        rid_master=None,
        infrastructure_master=None,
        computers_container=None,
        sysvol_migration=None,
        sysvol_file_replication=None,
    )
    asked = [query.placed(domain=answers.head.dn).words for query in (HEAD, SYSTEM_OBJECTS)]
    return stamp.collected(head, answers.host, "; ".join(asked))


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"domains": stamp.collected(read(ask(directories), stamp))}


STEPS = (Step("ldap-domains", ("domains",), QUERIES, CROSS_REFERENCES, collect),)
