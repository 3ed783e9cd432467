"""mailbox-databases: mailboxes without a living database."""

import pytest

from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.objects import mailbox_place, recipient, recipient_list

CHECK = "mailbox-databases"
PLACES = [mailbox_place(), mailbox_place("DB9", deleted=True)]


@pytest.mark.parametrize(
    ("place", "archive", "broken", "expected"),
    [
        (0, None, 0, "met should"),
        (None, None, 0, "met should"),
        (1, None, 0, "warning should"),
        (0, 1, 0, "warning should"),
        (0, None, 2, "warning should"),
        (0, None, None, "not-verified should"),
        (1, None, None, "warning should"),
    ],
)
def test_the_databases(place: int | None, archive: int | None, broken: int | None, expected: str) -> None:
    people = recipient_list(recipient(place=place, archive=archive), places=PLACES, without_alias=broken)
    assert (
        status(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
        == expected
    )


def test_each_is_named_and_what_was_not_read() -> None:
    people = recipient_list(recipient("Ada", place=1), recipient("Bob", place=0), places=PLACES)
    (row,) = rows(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [("Ada", "DB9 was deleted")]
    unread = inventory(organization=organization(), recipient_list=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
