"""The domains of the forest, and of each one what only its own controllers can say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scanner.collectors import trusts
from scanner.collectors.masters import DOMAIN_MASTER, OWNER, Masters, ask_masters, master
from scanner.collectors.query import Query, Stamp, ask_all, ask_one, ask_there, ask_visible
from scanner.collectors.step import Sections, Step
from scanner.collectors.values import written
from scanner.connections.directories import Directories
from scanner.connections.directory import Directory
from scanner.connections.dn import dns_of, key
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Section
from scanner.inventory.model import Domain, DomainHead, Trust

CROSS_REFERENCES = Query(
    "domains of the forest",
    "CN=Partitions,{configuration}",
    ("nCName", "dnsRoot", "nETBIOSName", "trustParent"),
    # systemFlags 1 and 2: a partition of this forest that is a domain.
    "(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=3))",
    "one",
)
HEAD = Query(
    "domain functional level and mode, PDC emulator, last backup",
    "{domain}",
    ("msDS-Behavior-Version", "nTMixedDomain", OWNER, "replPropertyMetaData"),
    to="each-domain",
)
RID_MASTER = Query("RID master", "CN=RID Manager$,CN=System,{domain}", (OWNER,), to="each-domain")
INFRASTRUCTURE = Query("infrastructure master", "CN=Infrastructure,{domain}", (OWNER,), to="each-domain")
COMPUTERS = Query(
    "whether the container of computers is at its default place",
    "CN=Computers,{domain}",
    ("cn",),
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
SYSTEM_OBJECTS_PLACE = Query(
    "whether the domain was prepared for Exchange and hides it",
    "CN=Microsoft Exchange System Objects,{domain}",
    ("cn",),
    to="each-domain",
    when="if no preparation is seen",
)
SYSVOL_MIGRATION = Query(
    "how far SYSVOL has moved to DFS Replication",
    "CN=DFSR-GlobalSettings,CN=System,{domain}",
    ("cn", "msDFSR-Flags"),
    to="each-domain",
)
SYSVOL_FILE_REPLICATION = Query(
    "whether SYSVOL is replicated by the File Replication Service",
    "CN=Domain System Volume (SYSVOL share),CN=File Replication Service,CN=System,{domain}",
    ("cn",),
    to="each-domain",
)
QUERIES = (
    CROSS_REFERENCES, HEAD, RID_MASTER, INFRASTRUCTURE, DOMAIN_MASTER, SYSTEM_OBJECTS, SYSTEM_OBJECTS_PLACE,
    COMPUTERS, *trusts.QUERIES, SYSVOL_MIGRATION, SYSVOL_FILE_REPLICATION,
)  # fmt: skip

# The number of dSASignature, 1.2.840.113556.1.2.74: every backup of the system state writes it (Microsoft, "NTDS
# Replication Event 2089").
_DSA_SIGNATURE = 0x2004A


class SystemAnswers(NamedTuple):
    """What stands below CN=System."""

    trusts: list[Entry]
    sysvol_migration: Entry | None
    sysvol_file_replication: bool


class HeadAnswers(NamedTuple):
    """What a controller of the domain said. `containers` are those of the preparation for Exchange."""

    host: str
    root_dse: Entry
    head: Entry
    rid_master: Entry | None
    infrastructure: Entry | None
    masters: Masters
    containers: list[Entry]
    computers: bool
    system: SystemAnswers | Trouble


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
            trusts=_trusts(answers.heads[_name(entry)], stamp),
        )
        for entry in sorted(answers.references, key=_name)
    ]


def _name(entry: Entry) -> str:
    return (entry.text("dnsRoot") or dns_of(entry.text("nCName")) or entry.dn).lower()


def _ask_head(directories: Directories, name: str) -> HeadAnswers | Trouble:
    try:
        directory = directories.of_domain(name)
        head = ask_visible(directory, HEAD)
        rid_master, infrastructure = ask_one(directory, RID_MASTER), ask_one(directory, INFRASTRUCTURE)
        return HeadAnswers(
            directory.name,
            directory.root_dse,
            head,
            rid_master,
            infrastructure,
            ask_masters(directory, DOMAIN_MASTER, (head, rid_master, infrastructure)),
            # What is there and hides its level was prepared: "not stated" is the answer, not "never".
            list(ask_all(directory, SYSTEM_OBJECTS)) or list(ask_all(directory, SYSTEM_OBJECTS_PLACE)),
            ask_there(directory, COMPUTERS),
            _ask_system(directory),
        )
    except Trouble as trouble:
        return trouble


def _ask_system(directory: Directory) -> SystemAnswers | Trouble:
    try:
        return SystemAnswers(
            trusts.ask(directory),
            ask_one(directory, SYSVOL_MIGRATION),
            ask_there(directory, SYSVOL_FILE_REPLICATION),
        )
    except Trouble as trouble:
        if trouble.code == "not-readable":
            return trouble
        raise


def _head(answers: HeadAnswers | Trouble, stamp: Stamp) -> Section[DomainHead]:
    if isinstance(answers, Trouble):
        return stamp.failed(answers)
    level = answers.head.integer("msDS-Behavior-Version")
    mixed = answers.head.integer("nTMixedDomain")
    system = None if isinstance(answers.system, Trouble) else answers.system
    migration = system.sysvol_migration if system else None
    head = DomainHead(
        functional_level=answers.root_dse.integer("domainFunctionality") if level is None else level,
        mixed_mode=None if mixed is None else mixed == 1,
        preparation_versions=[container.integer("objectVersion") for container in answers.containers],
        pdc_emulator=master(answers.head, answers.masters),
        rid_master=master(answers.rid_master, answers.masters),
        infrastructure_master=master(answers.infrastructure, answers.masters),
        computers_container=answers.computers,
        sysvol_migration=migration.integer("msDFSR-Flags") if migration else None,
        sysvol_file_replication=system.sysvol_file_replication if system else None,
        last_backup=written(answers.head, _DSA_SIGNATURE),
    )
    asked = [query.placed(domain=answers.head.dn).words for query in (HEAD, SYSTEM_OBJECTS)]
    return stamp.collected(head, answers.host, "; ".join(asked))


def _trusts(answers: HeadAnswers | Trouble, stamp: Stamp) -> Section[list[Trust]]:
    if isinstance(answers, Trouble):
        return stamp.failed(answers)
    if isinstance(answers.system, Trouble):
        return stamp.failed(answers.system)
    asked = trusts.TRUSTS.placed(domain=answers.head.dn).words
    return stamp.collected(trusts.read(answers.system.trusts), answers.host, asked)


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"domains": stamp.collected(read(ask(directories), stamp))}


STEPS = (Step("ldap-domains", ("domains",), QUERIES, CROSS_REFERENCES, collect),)
