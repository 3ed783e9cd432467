"""address-policy-filters: policies that no version since 2007 can edit."""

import pytest

from scanner.inventory.model import RecipientPolicy
from tests.checks.build import failed, inventory, organization, rows, status
from tests.made import made

CHECK = "address-policy-filters"


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
    objects = [made(RecipientPolicy, name="Default", ldap_filter=old, filter=new)]
    assert (
        status(inventory(organization=organization(), recipient_policies=objects), "exchange-se", CHECK)
        == expected
    )


def test_each_is_named_with_its_filter_and_what_was_not_read() -> None:
    objects = [made(RecipientPolicy, name=name, ldap_filter="(a=b)") for name in ("A", "B")]
    (row,) = rows(inventory(organization=organization(), recipient_policies=objects), "exchange-2010", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [("A", "(a=b)"), ("B", "(a=b)")]
    unread = inventory(organization=organization(), recipient_policies=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
