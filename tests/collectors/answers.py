"""Recorded answers of a directory, and one that gives them: what the tests of the collectors are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from scanner.collectors.query import EVERYTHING, Query, Stamp
from scanner.connections.directories import Directories
from scanner.connections.directory import Directory
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble

AT = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
STAMP = Stamp("ldap-test", "dc1.corp.test", "the query", AT)

CONFIGURATION = "CN=Configuration,DC=corp,DC=test"
EXCHANGE = f"CN=Microsoft Exchange,CN=Services,{CONFIGURATION}"
ORGANIZATION = f"CN=Corp,{EXCHANGE}"
GROUP = f"CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative Groups,{ORGANIZATION}"
SITE = f"CN=Paris,CN=Sites,{CONFIGURATION}"

SCRIPT = "<script>alert(1)</script> \"'"
RIGHT_TO_LEFT = "\u200fabc\u202e"
LONG = "x" * 65536
NUL = "a\x00b\x1b[31m"
HOSTILE = (SCRIPT, RIGHT_TO_LEFT, LONG, NUL, "{configuration}", "=cmd|'/c calc'", "", " ", "é", "\U0001f4a9")

Value = str | bytes | int


def entry(dn: str, /, **attributes: Value | Sequence[Value]) -> Entry:
    """An object as it would come over the line; `_` in a name of an attribute stands for `-`."""
    return Entry(dn, {name.replace("_", "-"): _raw(value) for name, value in attributes.items()})


def _raw(value: Value | Sequence[Value]) -> list[bytes]:
    if isinstance(value, bytes):
        return [value]
    if isinstance(value, str | int):
        return [str(value).encode()]
    return [raw for each in value for raw in _raw(each)]


ROOT_DSE = entry(
    "",
    configurationNamingContext=CONFIGURATION,
    schemaNamingContext=f"CN=Schema,{CONFIGURATION}",
    defaultNamingContext="DC=corp,DC=test",
    rootDomainNamingContext="DC=corp,DC=test",
    dnsHostName="dc1.corp.test",
    forestFunctionality=7,
    domainFunctionality=7,
)


class RecordedDirectory:
    """Answers what it was given for a base and a filter, and nothing to all else, as a directory does."""

    def __init__(
        self,
        answers: Mapping[tuple[str, str] | str, Sequence[Entry] | Trouble],
        domain: str = "corp.test",
    ) -> None:
        self._answers = answers
        self.domain = domain
        self.name = f"dc1.{domain}"
        self.host = self.name
        self.root_dse = ROOT_DSE
        self.naming = {
            "configuration": CONFIGURATION,
            "schema": f"CN=Schema,{CONFIGURATION}",
            "domain": ",".join(f"DC={label}" for label in domain.split(".")),
            "root": "DC=corp,DC=test",
        }
        self.sent: list[tuple[str, str, str, tuple[str, ...]]] = []

    def search(self, base: str, scope: str, filter: str, attributes: Sequence[str]) -> Iterator[Entry]:
        self.sent.append((base, scope, filter, tuple(attributes)))
        found = self._answers.get(base if filter == EVERYTHING else (base, filter), ())
        if isinstance(found, Trouble):
            raise found
        yield from found


class RecordedDirectories:
    """Recorded directories by the name of their domain; one that is missing cannot be reached."""

    def __init__(self, *directories: RecordedDirectory, catalog: RecordedDirectory | None = None) -> None:
        self._main = directories[0]
        self._directories = {directory.domain: directory for directory in directories}
        self._catalog = catalog

    def main(self) -> RecordedDirectory:
        return self._main

    def of_domain(self, name: str) -> RecordedDirectory:
        if name not in self._directories:
            raise Trouble("no-domain-controller", domain=name)
        return self._directories[name]

    def global_catalog(self) -> RecordedDirectory:
        if self._catalog is None:
            raise Trouble("server-refused", host=self._main.host, detail="it is no global catalogue")
        return self._catalog


def forest(
    *answers: Mapping[tuple[str, str] | str, Sequence[Entry] | Trouble],
    catalog: RecordedDirectory | None = None,
    others: Sequence[RecordedDirectory] = (),
) -> Directories:
    """The directories of a forest whose main one gives these answers."""
    main = RecordedDirectory({key: value for part in answers for key, value in part.items()})
    return cast(Directories, RecordedDirectories(main, *others, catalog=catalog))


def sent(directories: Directories) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """What the main directory was asked."""
    return cast(RecordedDirectory, directories.main()).sent


def answer(query: Query, *found: Entry, **names: str) -> dict[tuple[str, str] | str, Sequence[Entry]]:
    """An answer to a query of a collector, at the main directory."""
    naming = cast(Directory, RecordedDirectory({})).naming
    placed = query.placed(**naming, **names)
    return {placed.base if placed.filter == EVERYTHING else (placed.base, placed.filter): found}
