"""move-requests: requests that are left."""

import pytest

from tests.checks.build import failed, inventory, organization, status
from tests.checks.objects import recipient, recipient_list

CHECK = "move-requests"


@pytest.mark.parametrize(
    ("move", "expected"),
    [(None, "met should"), (0, "met should"), (10, "warning should"), (99, "warning should")],
)
def test_the_status(move: int | None, expected: str) -> None:
    people = recipient_list(recipient(move_status=move))
    assert (
        status(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
        == expected
    )


def test_recipients_that_were_not_read() -> None:
    whole = inventory(organization=organization(), recipient_list=failed())
    assert status(whole, "exchange-2010", CHECK) == "not-verified should"
