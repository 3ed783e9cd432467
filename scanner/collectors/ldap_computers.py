"""The operating systems of all computers of each domain, counted: which clients and servers are still about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from scanner.collectors import ldap_domains
from scanner.collectors.query import Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.directory import Directory
from scanner.connections.entry import Entry, month_of
from scanner.connections.errors import Trouble
from scanner.inventory.model import ComputerCount
from scanner.inventory.text import clean_text

_NAME, _VERSION, _CONTROL, _LOGON = _ATTRIBUTES = (
    "operatingSystem", "operatingSystemVersion", "userAccountControl", "lastLogonTimestamp",
)  # fmt: skip
_DISABLED = 2

COMPUTERS = Query(
    "operating systems of computers, to be counted",
    "{domain}",
    _ATTRIBUTES,
    "(objectCategory=computer)",
    "sub",
    to="each-domain",
)
QUERIES = (ldap_domains.CROSS_REFERENCES, COMPUTERS)


class Kind(NamedTuple):
    """Raw name and version of the system, whether the account is enabled, and the month of the last sign-in."""

    system: bytes | None
    version: bytes | None
    enabled: bool | None
    last_logon: str | None


class Answers(NamedTuple):
    """By the DNS name of each domain, how often each kind of computer was seen there."""

    counts: Mapping[str, Mapping[Kind, int]]


def ask(directories: Directories) -> Answers:
    """Raises Trouble, also if only one domain could not be counted: a sum without it would be wrong."""
    return Answers(
        {name: _count(directories.of_domain(name)) for name in ldap_domains.ask_names(directories)}
    )


def _count(directory: Directory) -> Counter[Kind]:
    counts = Counter(_kind(entry) for entry in ask_all(directory, COMPUTERS))
    if not counts:  # every domain has a controller, and that an account
        raise Trouble("not-readable", what=f"the computers of {directory.domain}")
    return counts


def _kind(entry: Entry) -> Kind:
    control = entry.integer(_CONTROL)
    logon = _first(entry, _LOGON)
    return Kind(
        system=_first(entry, _NAME),
        version=_first(entry, _VERSION),
        enabled=None if control is None else not control & _DISABLED,
        last_logon=month_of(logon) if logon else None,
    )


def _first(entry: Entry, name: str) -> bytes | None:
    return next(iter(entry.raw(name)), None)


def read(answers: Answers) -> list[ComputerCount]:
    """In order of domain and system."""
    found = [
        ComputerCount(
            domain=domain,
            operating_system=clean_text(kind.system or b"") or None,
            version=clean_text(kind.version or b"") or None,
            enabled=kind.enabled,
            last_logon=kind.last_logon,
            count=number,
        )
        for domain, counts in answers.counts.items()
        for kind, number in counts.items()
    ]
    return sorted(found, key=_order)


def _order(each: ComputerCount) -> tuple[str, ...]:
    values = (each.domain, each.operating_system, each.version, each.enabled, each.last_logon)
    return tuple("" if value is None else str(value) for value in values)


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"computers": stamp.collected(read(ask(directories)))}


STEPS = (Step("ldap-computers", ("computers",), QUERIES, COMPUTERS, collect),)
