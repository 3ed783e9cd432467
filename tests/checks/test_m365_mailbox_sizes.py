"""m365-mailbox-sizes: against the space there is."""

import pytest

from scanner.inventory.model import Inventory, LargeMailbox, MailboxSizes
from tests.checks.build import GB, inventory, organization, rows, status
from tests.made import made

CHECK = "m365-mailbox-sizes"


def sized(*sizes: int) -> Inventory:
    largest = [made(LargeMailbox, name=f"Mailbox {number}", size=size) for number, size in enumerate(sizes)]
    sizes_of_all = made(MailboxSizes, mailboxes=len(sizes), total=sum(sizes), largest=largest)
    return inventory(organization=organization(), mailbox_sizes=sizes_of_all)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (50 * GB, "met should"),
        (50 * GB + 1, "warning should"),
        (100 * GB, "warning should"),
        (100 * GB + 1, "blocker must"),
    ],
)
def test_sizes(size: int, expected: str) -> None:
    assert status(sized(GB, size), "m365-hybrid", CHECK) == expected


def test_every_mailbox_above_is_named() -> None:
    (row,) = rows(sized(GB, 120 * GB, 130 * GB), "m365-cutover", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [
        ("Mailbox 1", "120 GB"),
        ("Mailbox 2", "130 GB"),
    ]


def test_unmeasured_is_not_verified() -> None:
    assert status(inventory(organization=organization()), "m365-hybrid", CHECK) == "not-verified must"
