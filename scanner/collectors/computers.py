"""Computer accounts, which say what system a server runs. They are read from a controller of their own
domain: the global catalogue does not hold the attributes of the operating system."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scanner.collectors.query import Query, ask_all
from scanner.collectors.values import file_time, names
from scanner.connections.directories import Directories
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import Computer

ATTRIBUTES = (
    "dNSHostName", "sAMAccountName", "userAccountControl",
    "operatingSystem", "operatingSystemVersion", "operatingSystemServicePack", "whenCreated",
    "lastLogonTimestamp", "pwdLastSet", "primaryGroupID", "memberOf", "servicePrincipalName",
    "msDS-SupportedEncryptionTypes",
)  # fmt: skip
_DISABLED = 2


class DomainAnswers(NamedTuple):
    """The accounts one domain knows, the name of its head, and the controller that said so."""

    host: str
    domain: str
    computers: list[Entry]


Answers = Mapping[str, DomainAnswers | Trouble]


def ask_domains(
    directories: Directories,
    domains: Iterable[str],
    query: Query,
    searches: Sequence[Mapping[str, str]] = ({},),
) -> Answers:
    """What each domain answers, asked once for each of the things to fill in; its failure stays its own."""

    def ask(name: str) -> DomainAnswers | Trouble:
        try:
            directory = directories.of_domain(name)
            found = [entry for filled in searches for entry in ask_all(directory, query, **filled)]
            return DomainAnswers(directory.name, directory.naming["domain"], found)
        except Trouble as trouble:
            return trouble

    return {name: ask(name) for name in domains}


def read(entry: Entry) -> Computer:
    """One account."""
    control = entry.integer("userAccountControl")
    return Computer(
        operating_system=entry.text("operatingSystem"),
        version=entry.text("operatingSystemVersion"),
        service_pack=entry.text("operatingSystemServicePack"),
        enabled=None if control is None else not control & _DISABLED,
        created=entry.time("whenCreated"),
        last_logon=file_time(entry, "lastLogonTimestamp"),
        password_set=file_time(entry, "pwdLastSet"),
        primary_group=entry.integer("primaryGroupID"),
        groups=names(entry, "memberOf"),
        service_principal_names=sorted(entry.texts("servicePrincipalName")),
        encryption_types=entry.integer("msDS-SupportedEncryptionTypes"),
    )


def find(answers: Answers, matches: Callable[[Entry], bool]) -> tuple[Entry, DomainAnswers] | None:
    """The first account that matches, and the answers it stands in."""
    return next(((entry, each) for entry, each in _all(answers) if matches(entry)), None)


def first_trouble(answers: Answers) -> Trouble | None:
    """Why a domain could not be asked, so that an account not found may be there."""
    return next((each for each in answers.values() if isinstance(each, Trouble)), None)


def _all(answers: Answers) -> Iterator[tuple[Entry, DomainAnswers]]:
    for each in answers.values():
        if not isinstance(each, Trouble):
            yield from ((entry, each) for entry in each.computers)
