"""exchange-schema-class: what a storage group may lie below."""

import pytest
from msgspec.structs import replace

from tests.checks.build import failed, forest, inventory, status

CHECK = "exchange-schema-class"


@pytest.mark.parametrize(
    ("superiors", "schema", "expected"),
    [
        ([], 17003, "met should"),
        (["msExchInformationStore"], 17003, "met should"),
        (["computer"], 15312, "warning should"),
        (["msExchInformationStore", "Computer"], 15312, "warning should"),
        (None, 17003, "not-verified should"),
        (None, None, "met should"),
    ],
)
def test_the_classes(superiors: list[str] | None, schema: int | None, expected: str) -> None:
    at = replace(forest(), storage_group_superiors=superiors, exchange_schema=schema)
    assert status(inventory(forest=at), "exchange-se", CHECK) == expected


def test_a_forest_that_was_not_read() -> None:
    assert status(inventory(forest=failed()), "exchange-2010", CHECK) == "not-verified should"
