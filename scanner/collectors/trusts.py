"""The trusts of a domain, as its own controller tells them."""

from __future__ import annotations

from collections.abc import Sequence

from scanner.collectors.query import Query, ask_all, ask_visible
from scanner.collectors.values import sid
from scanner.connections.directory import Directory
from scanner.connections.entry import Entry
from scanner.inventory.model import Trust

SYSTEM = Query("whether the system container can be seen", "CN=System,{domain}", ("cn",), to="each-domain")
TRUSTS = Query(
    "trusts of the domain",
    "CN=System,{domain}",
    (
        "cn", "trustPartner", "flatName", "securityIdentifier", "trustDirection", "trustType", "trustAttributes",
        "whenCreated",
    ),
    "(objectClass=trustedDomain)",
    "one",
    to="each-domain",
)  # fmt: skip
QUERIES = (SYSTEM, TRUSTS)


def ask(directory: Directory) -> list[Entry]:
    """Raises Trouble, also if the container of the trusts is hidden: there may be some in it."""
    ask_visible(directory, SYSTEM)
    return list(ask_all(directory, TRUSTS))


def read(entries: Sequence[Entry]) -> list[Trust]:
    """In order of the other side's names."""
    found = [
        Trust(
            partner=entry.text("trustPartner") or entry.name,
            flat_name=entry.text("flatName"),
            security_identifier=next(map(sid, entry.raw("securityIdentifier")), None),
            direction=entry.integer("trustDirection"),
            kind=entry.integer("trustType"),
            attributes=entry.integer("trustAttributes"),
            created=entry.time("whenCreated"),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda trust: trust.partner)
