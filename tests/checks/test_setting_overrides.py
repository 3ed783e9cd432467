"""setting-overrides: overrides that nobody expects."""

import pytest

from scanner.inventory.model import Policy
from tests.checks.build import failed, inventory, organization, rows, status
from tests.made import made

CHECK = "setting-overrides"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], "met should"),
        (["EnableExchangeHybrid3PAppFeature"], "met should"),
        (["enableexchangehybrid3pappfeature"], "met should"),
        (["Adding learning location"], "warning should"),
    ],
)
def test_the_names(names: list[str], expected: str) -> None:
    policies = [made(Policy, kind="setting-override", name=name) for name in names]
    policies.append(made(Policy, kind="sharing-policy", name="Default Sharing Policy"))
    assert status(inventory(organization=organization(), policies=policies), "exchange-se", CHECK) == expected


def test_each_is_named_and_what_was_not_read() -> None:
    policies = [made(Policy, kind="setting-override", name=name) for name in ("A", "B")]
    (row,) = rows(inventory(organization=organization(), policies=policies), "exchange-2016", CHECK)
    assert [item.name for item in row.items] == ["A", "B"]
    unread = inventory(organization=organization(), policies=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
