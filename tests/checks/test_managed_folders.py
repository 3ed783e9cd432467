"""managed-folders: the retention of 2007 and 2010."""

import pytest

from scanner.inventory.model import Policy, PolicyKind
from tests.checks.build import failed, inventory, organization, status
from tests.made import made

CHECK = "managed-folders"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (None, "met should"),
        ("managed-folder-policy", "warning should"),
        # Setup makes the folders themselves, so that they say nothing.
        ("managed-folder", "met should"),
        ("retention-policy", "met should"),
    ],
)
def test_the_kinds(kind: PolicyKind | None, expected: str) -> None:
    policies = [] if kind is None else [made(Policy, kind=kind, name="Finance")]
    assert (
        status(inventory(organization=organization(), policies=policies), "exchange-2013", CHECK) == expected
    )


def test_policies_that_were_not_read() -> None:
    whole = inventory(organization=organization(), policies=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
    assert status(whole, "exchange-2010", CHECK) == "not-applicable"
