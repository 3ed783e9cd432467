"""m365-last-server: what it still holds once every mailbox is in Microsoft 365."""

import pytest

from scanner.inventory.model import Inventory, SendConnector
from tests.checks.build import counts, inventory, organization, rows, server
from tests.made import made

CHECK = "m365-last-server"


CONNECTORS = [
    made(SendConnector, name="to the internet", kind="smtp", source_servers=["EX1"]),
    made(SendConnector, name="of a server long gone", kind="smtp", source_servers=["OLD"]),
]


def whole(**numbers: int) -> Inventory:
    return inventory(
        organization=organization(),
        servers=[server("15.1.2507.6")],
        recipients=counts(**numbers),
        send_connectors=CONNECTORS,
    )


def test_the_last_server_is_named_with_what_it_holds() -> None:
    (row,) = rows(whole(remote=300), "m365-hybrid", CHECK)
    assert (row.status, row.observed.values) == ("warning", {"remote": 300, "servers": 1, "connectors": 1})
    assert [item.name for item in row.items] == ["EX1", "to the internet"]


@pytest.mark.parametrize("numbers", [{"users": 10}, {"users": 1, "remote": 300}, {}])
def test_the_question_comes_when_the_last_mailbox_is_gone(numbers: dict[str, int]) -> None:
    (row,) = rows(whole(**numbers), "m365-hybrid", CHECK)
    assert row.status == "not-applicable"


def test_connectors_that_were_not_read_are_not_verified() -> None:
    bare = inventory(
        organization=organization(), servers=[server("15.1.2507.6")], recipients=counts(remote=300)
    )
    (row,) = rows(bare, "m365-hybrid", CHECK)
    assert row.status == "not-verified"
