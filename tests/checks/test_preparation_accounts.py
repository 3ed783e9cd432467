"""preparation-accounts: members of the groups that may prepare the directory."""

import pytest

from tests.checks.build import failed, inventory, status
from tests.checks.objects import administrator_groups

CHECK = "preparation-accounts"


@pytest.mark.parametrize(
    ("schema", "enterprise", "expected"),
    [
        (1, 1, "met should"),
        (0, 1, "warning should"),
        (1, 0, "warning should"),
        (None, 1, "not-verified should"),
        (None, 0, "warning should"),
    ],
)
def test_the_members(schema: int | None, enterprise: int | None, expected: str) -> None:
    whole = inventory(administrator_groups=administrator_groups(schema, enterprise))
    assert status(whole, "exchange-se", CHECK) == expected


def test_groups_that_are_missing_are_not_groups_with_members() -> None:
    only = administrator_groups()[:1]
    assert status(inventory(administrator_groups=only), "exchange-se", CHECK) == "not-verified should"
    assert status(inventory(administrator_groups=[]), "exchange-se", CHECK) == "not-verified should"
    assert status(inventory(administrator_groups=failed()), "exchange-se", CHECK) == "not-verified should"
