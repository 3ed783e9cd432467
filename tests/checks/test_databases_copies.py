"""databases-copies: states, and each side of the queue."""

import pytest

from checks.wording import say
from scanner.inventory.model import CopyStatus
from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.machines import copy_status

CHECK = "databases-copies"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([copy_status("Mounted"), copy_status("Healthy")], "met should"),
        ([copy_status("FailedAndSuspended")], "warning should"),
        ([copy_status(copy=10, replay=10)], "met should"),
        ([copy_status(copy=11)], "warning should"),
        ([copy_status(replay=11)], "warning should"),
        ([copy_status(copy=None, replay=None)], "met should"),
        ([copy_status(None)], "not-verified should"),
        ([copy_status(None, copy=11)], "warning should"),
        ([], "not-applicable should"),
    ],
)
def test_each_copy(found: list[CopyStatus], expected: str) -> None:
    whole = inventory(organization=organization(), copy_status=found)
    assert status(whole, "exchange-se", CHECK) == expected


def test_items_and_absence() -> None:
    (row,) = rows(
        inventory(organization=organization(), copy_status=[copy_status("Failed", 3, None)]),
        "exchange-se",
        CHECK,
    )
    (item,) = row.items
    place = say("databases-copies.place", "{database} on {server}", database="DB1", server="EX1")
    assert (item.name, item.observed.text) == (place, "Failed, logs to copy: 3, to replay: ?")
    whole = inventory(organization=organization(), copy_status=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
