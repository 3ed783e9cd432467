"""address-list-filters: lists that no version since 2007 can edit."""

import pytest

from scanner.inventory.model import AddressList
from tests.checks.build import failed, inventory, organization, rows, status
from tests.made import made

CHECK = "address-list-filters"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("(mailNickname=*)", None, "warning should"),
        ("(mailNickname=*)", "Alias -ne $null", "met should"),
        (None, "Alias -ne $null", "met should"),
        (None, None, "met should"),
        ("(mailNickname=*)", "", "warning should"),
    ],
)
def test_the_filters(old: str | None, new: str | None, expected: str) -> None:
    objects = [made(AddressList, kind="global", name="Default", ldap_filter=old, filter=new)]
    assert (
        status(inventory(organization=organization(), address_lists=objects), "exchange-se", CHECK)
        == expected
    )


def test_each_is_named_with_its_filter_and_what_was_not_read() -> None:
    objects = [made(AddressList, kind="global", name=name, ldap_filter="(a=b)") for name in ("A", "B")]
    (row,) = rows(inventory(organization=organization(), address_lists=objects), "exchange-2010", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [("A", "(a=b)"), ("B", "(a=b)")]
    unread = inventory(organization=organization(), address_lists=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
