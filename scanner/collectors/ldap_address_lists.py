"""Address lists and offline address books."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scanner.collectors.exchange_containers import organization_step, server_of
from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.connections.dn import name_of, rdns
from scanner.connections.entry import Entry
from scanner.inventory.model import AddressList, OfflineAddressBook

LISTS = Query(
    "address lists",
    ROOT_DN,
    ("cn", "purportedSearch", "msExchQueryFilter", "msExchVersion"),
    "(objectClass=addressBookContainer)",
    "sub",
    right=EXCHANGE_READER,
)
BOOKS = Query(
    "offline address books",
    ROOT_DN,
    (
        "cn", "offLineABServer", "msExchOABGeneratingMailboxLink", "offLineABContainers",
        "msExchOABVirtualDirectoriesLink", "doOABVersion", "msExchOABFlags", "msExchOABDefault",
        "msExchOABLastTouchedTime",
    ),
    "(objectClass=msExchOAB)",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip

Kind = Literal["address-list", "global", "system"]
_TOP = "Address Lists Container"
_KINDS: Mapping[str, Kind] = {
    "All Address Lists": "address-list",
    "All Global Address Lists": "global",
    "All System Address Lists": "system",
}
_ROOTS: Mapping[str, Kind] = {f"cn={name.lower()}": kind for name, kind in _KINDS.items()}


def read_lists(entries: list[Entry]) -> list[AddressList]:
    """In order of kinds and names. The containers of the lists are of their class and are none."""
    found = [
        AddressList(
            name=entry.name,
            kind=kind,
            ldap_filter=entry.text("purportedSearch"),
            filter=entry.text("msExchQueryFilter"),
            version=entry.integer("msExchVersion"),
        )
        for entry in entries
        if (kind := _kind(entry.dn)) is not None
    ]
    return sorted(found, key=lambda each: (each.kind, each.name))


def read_books(entries: list[Entry]) -> list[OfflineAddressBook]:
    """In order of their names."""
    return sorted(map(_book, entries), key=lambda book: book.name)


def _kind(dn: str) -> Kind | None:
    """By the container a list lies in, directly or below other lists."""
    above = [part.lower() for part in rdns(dn)[1:]]
    return next((_ROOTS[part] for part in reversed(above) if part in _ROOTS), None)


def _book(entry: Entry) -> OfflineAddressBook:
    return OfflineAddressBook(
        name=entry.name,
        server=name_of(entry.text("offLineABServer")),
        mailbox=name_of(entry.text("msExchOABGeneratingMailboxLink")),
        lists=sorted(name_of(dn) or dn for dn in entry.texts("offLineABContainers")),
        virtual_directories=sorted(map(_directory, entry.texts("msExchOABVirtualDirectoriesLink"))),
        versions=entry.integer("doOABVersion"),
        flags=entry.integer("msExchOABFlags"),
        default=entry.boolean("msExchOABDefault"),
        touched=entry.time("msExchOABLastTouchedTime"),
    )


def _directory(dn: str) -> str:
    """Server and name of a virtual directory; of a deleted one, which lies below no server, the name."""
    return "/".join(part for part in (server_of(dn), name_of(dn) or dn) if part)


STEPS = (
    organization_step(
        "ldap-address-lists", "address_lists", LISTS, read_lists, *((_TOP, name) for name in _KINDS)
    ),
    organization_step(
        "ldap-offline-address-books",
        "offline_address_books",
        BOOKS,
        read_books,
        (_TOP, "Offline Address Lists"),
    ),
)
