"""What a collector asks a directory, as data: the plan of a scan prints it, and `ask` sends exactly it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeVar

from scanner.connections.directory import Directory
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.connections.ldap_messages import Scope
from scanner.inventory.absence import Collected, Failed, Skipped, Source, Value

T = TypeVar("T")

Target = Literal["server", "each-domain", "global-catalogue"]

ANY_USER = "any account of the forest"
EXCHANGE_READER = "View-Only Organization Management, or Exchange View-Only Administrators for 2007"

EVERYTHING = "(objectClass=*)"

_BRACES = re.compile(r"\{(\w+)\}")
_PARTITIONS = frozenset({"configuration", "schema", "domain", "root"})


@dataclass(frozen=True)
class Query:
    """One search.

    `base` and `filter` are templates. They may name the partitions, {configuration}, {schema}, {domain},
    {root}, which the server tells, and in other braces what an earlier query found. `when` says of such a
    query, and of any other that is not always sent, on what it depends.
    """

    purpose: str
    base: str
    attributes: tuple[str, ...]
    filter: str = EVERYTHING
    scope: Scope = "base"
    to: Target = "server"
    right: str = ANY_USER
    when: str = ""

    def placed(self, **found: str) -> Query:
        """The query as it is sent; what is filled in must be escaped already for the place where it goes."""

        def fill(template: str) -> str:  # in one pass: a name that was found may hold braces of its own
            return _BRACES.sub(lambda brace: found[brace[1]], template)

        return replace(self, base=fill(self.base), filter=fill(self.filter))

    @property
    def condition(self) -> str:
        """On what it depends whether and how often it is sent, in words; empty if it is sent in any case."""
        found = set(_BRACES.findall(self.base + self.filter)) - _PARTITIONS
        return self.when or ("with what an earlier query finds" if found else "")

    @property
    def words(self) -> str:
        """The query on one line, as the inventory keeps it."""
        scope = {"base": "", "one": "children of ", "sub": "below "}[self.scope]
        return f"{scope}{self.base or 'the root'}" + ("" if self.filter == EVERYTHING else f": {self.filter}")


@dataclass(frozen=True)
class Planned:
    """One thing a scan would send, to whom and with which right."""

    collector: str
    to: str
    protocol: str
    query: Query
    condition: str  # on what it depends whether it is sent, in words; empty: it is sent in any case


def ask_all(directory: Directory, query: Query, **found: str) -> Iterator[Entry]:
    """Every object that matches. Raises Trouble."""
    sent = query.placed(**directory.naming, **found)
    return directory.search(sent.base, sent.scope, sent.filter, sent.attributes)


def ask_one(directory: Directory, query: Query, **found: str) -> Entry | None:
    """The one object; None if it does not exist or may not be seen. Raises Trouble.

    A server may name an object whose properties it keeps to itself: without any, nothing was seen of it.
    """
    entry = next(ask_all(directory, query, **found), None)
    return entry if entry is not None and entry.names() else None


def ask_visible(directory: Directory, query: Query, **found: str) -> Entry:
    """The one object, which every forest has. Raises Trouble if this account may not see it."""
    entry = ask_one(directory, query, **found)
    if entry is None:
        raise Trouble("not-readable", what=query.placed(**directory.naming, **found).base)
    return entry


def ask_there(directory: Directory, query: Query, **found: str) -> bool:
    """Whether the one object is there, be it only as a name without properties. Raises Trouble."""
    return any(True for _ in ask_all(directory, query, **found))


@dataclass(frozen=True)
class Stamp:
    """Who read a section, where and when; makes sections of what was found, or of why nothing was."""

    collector: str
    host: str
    query: str
    at: datetime

    def collected(self, data: T, host: str | None = None, query: str | None = None) -> Collected[T]:
        source = Source(collector=self.collector, host=host or self.host, query=query or self.query)
        return Collected(data=data, source=source, at=self.at)

    def failed(self, trouble: Trouble) -> Failed:
        return trouble.failed(self.collector, self.at)

    def skipped(self, code: str, **values: Value) -> Skipped:
        return Skipped(code=code, values=values, collector=self.collector, at=self.at)
