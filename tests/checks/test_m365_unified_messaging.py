"""m365-unified-messaging: dial plans."""

import pytest

from scanner.inventory.model import UnifiedMessaging
from tests.checks.build import inventory, organization, rows, status
from tests.made import made

CHECK = "m365-unified-messaging"


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [([], "met should"), (["gateway"], "met should"), (["gateway", "dial-plan"], "warning should")],
)
def test_dial_plans(kinds: list[str], expected: str) -> None:
    found = [made(UnifiedMessaging, kind=kind, name=f"UM {number}") for number, kind in enumerate(kinds)]
    assert (
        status(inventory(organization=organization(), unified_messaging=found), "m365-cutover", CHECK)
        == expected
    )


def test_each_is_named_and_what_was_not_read_is_not_verified() -> None:
    plans = [made(UnifiedMessaging, kind="dial-plan", name="Lyon")]
    (row,) = rows(inventory(organization=organization(), unified_messaging=plans), "m365-hybrid", CHECK)
    assert [item.name for item in row.items] == ["Lyon"]
    assert status(inventory(organization=organization()), "m365-hybrid", CHECK) == "not-verified should"
