"""Address lists and offline address books, from recorded answers."""

from __future__ import annotations

from datetime import UTC, datetime

from scanner.collectors.ldap_address_lists import read_books, read_lists
from scanner.inventory.model import AddressList, OfflineAddressBook
from tests.collectors.answers import CONFIGURATION, GROUP, ORGANIZATION, entry

TOP = f"CN=Address Lists Container,{ORGANIZATION}"
DELETED = f"CN=Deleted Objects,{CONFIGURATION}"
NUMBER = "5f0cb7a4-1f6e-4c83-9d7e-000000000001"


def test_lists_by_where_they_stand() -> None:
    found = read_lists(
        [
            entry(f"CN=All Address Lists,{TOP}", cn="All Address Lists"),
            entry(f"CN=All Global Address Lists,{TOP}", cn="All Global Address Lists"),
            entry(f"CN=All System Address Lists,{TOP}", cn="All System Address Lists"),
            entry(f"CN=All Users,CN=All Address Lists,{TOP}", purportedSearch="(mailNickname=*)"),
            entry(f"CN=Paris,CN=All Users,CN=All Address Lists,{TOP}", msExchVersion=4535486012416),
            entry(f"CN=Default,CN=ALL GLOBAL ADDRESS LISTS,{TOP}", msExchQueryFilter="Alias -ne $null"),
            entry(f"CN=All Groups(VLV),CN=All System Address Lists,{TOP}"),
            entry(f"CN=Elsewhere,{ORGANIZATION}"),
        ]
    )

    def expected(name: str, kind: str, **fields: object) -> AddressList:
        stated = {"ldap_filter": None, "filter": None, "version": None, **fields}
        return AddressList(name=name, kind=kind, **stated)  # type: ignore[arg-type]

    assert found == [
        expected("All Users", "address-list", ldap_filter="(mailNickname=*)"),
        expected("Paris", "address-list", version=4535486012416),
        expected("Default", "global", filter="Alias -ne $null"),
        expected("All Groups(VLV)", "system"),
    ]


def test_an_offline_address_book() -> None:
    directory = f"CN=OAB (Default Web Site),CN=HTTP,CN=Protocols,CN=EX1,CN=Servers,{GROUP}"
    (found,) = read_books(
        [
            entry(
                f"CN=Book,CN=Offline Address Lists,{TOP}",
                cn="Book",
                offLineABServer=f"CN=EX07\\0ADEL:{NUMBER},{DELETED}",
                msExchOABGeneratingMailboxLink="CN=SystemMailbox{bb558c35},CN=Users,DC=corp,DC=test",
                offLineABContainers=[f"CN=Default,CN=All Global Address Lists,{TOP}"],
                msExchOABVirtualDirectoriesLink=[directory, f"CN=OAB (x)\\0ADEL:{NUMBER},{DELETED}"],
                doOABVersion=7,
                msExchOABFlags=2,
                msExchOABDefault="TRUE",
                msExchOABLastTouchedTime="20260101120000.0Z",
            )
        ]
    )
    assert found == OfflineAddressBook(
        name="Book",
        server="EX07 (deleted)",
        mailbox="SystemMailbox{bb558c35}",
        lists=["Default"],
        virtual_directories=["EX1/OAB (Default Web Site)", "OAB (x) (deleted)"],
        versions=7,
        flags=2,
        default=True,
        touched=datetime(2026, 1, 1, 12, tzinfo=UTC),
    )


def test_a_book_that_states_nothing() -> None:
    (found,) = read_books([entry(f"CN=Book,CN=Offline Address Lists,{TOP}")])
    assert (found.name, found.server, found.mailbox, found.lists, found.default) == (
        "Book",
        None,
        None,
        [],
        None,
    )
