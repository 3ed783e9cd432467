"""leaving-address-books: offline address books that depend on a server."""

import pytest

from scanner.inventory.model import OfflineAddressBook
from tests.checks.build import failed, inventory, server, status
from tests.made import made

CHECK = "leaving-address-books"


def book(maker: str | None = None, *places: str) -> OfflineAddressBook:
    return made(OfflineAddressBook, name="OAB", server=maker, virtual_directories=list(places))


@pytest.mark.parametrize(
    ("build", "books", "expected"),
    [
        ("15.1.2507.6", [], "met should"),
        ("15.1.2507.6", [book()], "met should"),
        ("14.3.123.4", [book("EX1")], "warning should"),
        ("14.3.123.4", [book("EX2")], "met should"),
        ("15.1.2507.6", [book(None, "EX1/OAB (Default Web Site)")], "warning should"),
        (
            "15.1.2507.6",
            [book(None, "EX1/OAB (Default Web Site)", "EX2/OAB (Default Web Site)")],
            "met should",
        ),
        ("15.2.2562.17", [book("EX1")], "not-applicable should"),
    ],
)
def test_who_makes_it(build: str, books: list[OfflineAddressBook], expected: str) -> None:
    whole = inventory(servers=[server(build)], offline_address_books=books)
    assert status(whole, "exchange-se", CHECK) == expected


def test_address_books_that_were_not_read() -> None:
    whole = inventory(servers=[server("15.1.2507.6")], offline_address_books=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
