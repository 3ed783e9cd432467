"""recipient-address-duplicates: addresses on two recipients."""

import pytest

from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.objects import recipient, recipient_list

CHECK = "recipient-address-duplicates"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (["SMTP:ada@corp.example"], ["SMTP:bob@corp.example"], "met should"),
        (["SMTP:ada@corp.example"], ["smtp:ADA@corp.example"], "warning should"),
        # Twice on one recipient is once too often, but nobody else's.
        (["SMTP:ada@corp.example", "smtp:ada@corp.example"], [], "met should"),
        (["X500:/o=a"], ["X500:/o=a"], "met should"),
        ([], [], "met should"),
    ],
)
def test_the_addresses(first: list[str], second: list[str], expected: str) -> None:
    people = recipient_list(recipient("Ada", addresses=first), recipient("Bob", "bob", addresses=second))
    assert (
        status(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
        == expected
    )


def test_each_address_is_named_with_its_holders() -> None:
    people = recipient_list(
        *(recipient(name, name, addresses=["SMTP:info@corp.example"]) for name in ("Bob", "Ada", "Cy"))
    )
    (row,) = rows(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [("info@corp.example", "Ada, Bob, Cy")]
    unread = inventory(organization=organization(), recipient_list=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
