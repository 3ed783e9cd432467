"""dynamic-group-filters: dynamic groups that no version since 2007 can edit."""

import pytest

from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.objects import recipient, recipient_list

CHECK = "dynamic-group-filters"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (True, False, "warning should"),
        (True, None, "warning should"),
        (True, True, "met should"),
        (False, True, "met should"),
        (None, None, "not-applicable should"),
    ],
)
def test_the_filters(old: bool | None, new: bool | None, expected: str) -> None:
    people = recipient_list(recipient("Everybody", ldap_filter=old, filter=new))
    assert (
        status(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
        == expected
    )


def test_each_is_named_and_what_was_not_read() -> None:
    people = recipient_list(recipient("A", ldap_filter=True), recipient("B"))
    (row,) = rows(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
    assert ([item.name for item in row.items], row.observed.text) == (
        ["A"],
        "1 of 1 with a filter of Exchange 2003 alone",
    )
    unread = inventory(organization=organization(), recipient_list=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
