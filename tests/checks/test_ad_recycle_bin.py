"""ad-recycle-bin: whether it is enabled."""

import pytest
from msgspec.structs import replace

from tests.checks.build import failed, forest, inventory, status

CHECK = "ad-recycle-bin"


@pytest.mark.parametrize(
    ("enabled", "expected"), [(True, "met should"), (False, "warning should"), (None, "not-verified should")]
)
def test_the_states(enabled: bool | None, expected: str) -> None:
    assert status(inventory(forest=replace(forest(), recycle_bin=enabled)), "exchange-se", CHECK) == expected


def test_a_forest_that_was_not_read() -> None:
    assert status(inventory(forest=failed()), "exchange-se", CHECK) == "not-verified should"
