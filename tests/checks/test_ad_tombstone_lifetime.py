"""ad-tombstone-lifetime: days, or none, which is the default of old forests."""

import pytest
from msgspec.structs import replace

from tests.checks.build import failed, forest, inventory, status

CHECK = "ad-tombstone-lifetime"


@pytest.mark.parametrize(
    ("days", "bin_read", "expected"),
    [
        (180, True, "met should"),
        (179, True, "warning should"),
        (None, True, "warning should"),
        (None, None, "not-verified should"),
        (181, None, "met should"),
    ],
)
def test_the_days(days: int | None, bin_read: bool | None, expected: str) -> None:
    at = replace(forest(), tombstone_lifetime=days, recycle_bin=bin_read)
    assert status(inventory(forest=at), "exchange-se", CHECK) == expected


def test_a_forest_that_was_not_read() -> None:
    assert status(inventory(forest=failed()), "exchange-se", CHECK) == "not-verified should"
