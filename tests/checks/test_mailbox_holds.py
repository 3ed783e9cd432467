"""mailbox-holds: mailboxes whose content must be kept."""

import pytest

from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.objects import recipient, recipient_list

CHECK = "mailbox-holds"


@pytest.mark.parametrize(
    ("flags", "holds", "expected"),
    [
        (None, [], "met should"),
        (0, [], "met should"),
        # Retention tags and single item recovery are no hold.
        (18, [], "met should"),
        (8, [], "warning should"),
        (1, [], "warning should"),
        (None, ["abc"], "warning should"),
    ],
)
def test_the_holds(flags: int | None, holds: list[str], expected: str) -> None:
    people = recipient_list(recipient(retention=flags, holds=holds))
    assert (
        status(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
        == expected
    )


def test_the_kinds_are_named_and_what_was_not_read() -> None:
    people = recipient_list(recipient(retention=9, holds=["abc"]))
    (row,) = rows(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
    assert row.items[0].observed.text == "retention hold, litigation hold, abc"
    unread = inventory(organization=organization(), recipient_list=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
