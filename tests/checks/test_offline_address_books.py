"""offline-address-books: makers that are gone."""

import pytest

from scanner.inventory.model import OfflineAddressBook
from scanner.inventory.names import name_of_deleted
from tests.checks.build import failed, inventory, organization, server, status
from tests.made import made

CHECK = "offline-address-books"


@pytest.mark.parametrize(
    ("maker", "mailbox", "expected"),
    [
        ("EX1", None, "met should"),
        ("ex1.corp.example", None, "met should"),
        (name_of_deleted("EX1"), None, "warning should"),
        ("EX9", None, "warning should"),
        # Since 2013 a mailbox makes it, and the old entry means nothing.
        ("EX9", "SystemMailbox{bb558c35}", "met should"),
        (None, "SystemMailbox{bb558c35}", "met should"),
        (None, name_of_deleted("SystemMailbox"), "warning should"),
        (None, None, "met should"),
    ],
)
def test_the_maker(maker: str | None, mailbox: str | None, expected: str) -> None:
    books = [made(OfflineAddressBook, name="OAB", server=maker, mailbox=mailbox)]
    whole = inventory(
        organization=organization(), servers=[server("14.3.123.4")], offline_address_books=books
    )
    assert status(whole, "exchange-se", CHECK) == expected


def test_address_books_that_were_not_read() -> None:
    whole = inventory(organization=organization(), servers=[], offline_address_books=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
