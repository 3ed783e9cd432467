"""system-mailboxes: arbitration, discovery and public folder mailboxes."""

import pytest

from scanner.inventory.model import RecipientList
from tests.checks.build import failed, inventory, organization, rows, server, status
from tests.checks.objects import ARBITRATION, mailbox_place, recipient, recipient_list

CHECK = "system-mailboxes"


def people(
    kind: int | None = ARBITRATION, place: int | None = 0, home: str | None = "EX1", deleted: bool = False
) -> RecipientList:
    one = recipient("SystemMailbox{e0dc1c29}", type_details=kind, place=place, home_server=home)
    return recipient_list(one, places=[mailbox_place(deleted=deleted)])


@pytest.mark.parametrize(
    ("everybody", "build", "expected", "shown"),
    [
        (people(), "15.1.2507.6", "met should", ""),
        (people(536870912), "15.1.2507.6", "met should", ""),
        (people(place=None), "15.1.2507.6", "warning should", "no database"),
        (people(deleted=True), "15.1.2507.6", "warning should", "was deleted"),
        (people(home=None), "15.1.2507.6", "warning should", "no home server"),
        (people(68719476736, place=None), "15.1.2507.6", "warning should", "no database"),
        # A mailbox of a person is none of these, and somebody must be one.
        (people(1), "15.1.2507.6", "warning should", ""),
        (people(1), "8.3.83.6", "not-applicable should", ""),
        (people(1), None, "warning should", ""),
    ],
)
def test_the_mailboxes(everybody: RecipientList, build: str | None, expected: str, shown: str) -> None:
    whole = inventory(organization=organization(), servers=[server(build)], recipient_list=everybody)
    assert status(whole, "exchange-se", CHECK) == expected
    (row,) = rows(whole, "exchange-se", CHECK)
    assert all(shown in item.observed.text for item in row.items)


def test_recipients_that_were_not_read() -> None:
    whole = inventory(organization=organization(), servers=[server("15.1.2507.6")], recipient_list=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
