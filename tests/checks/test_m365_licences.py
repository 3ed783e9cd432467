"""m365-licences: one for each mailbox of a person."""

import pytest

from tests.checks.build import counts, inventory, organization, said, status, tenant

CHECK = "m365-licences"


@pytest.mark.parametrize(
    ("licences", "expected"),
    [(103, "met must"), (102, "blocker must"), (None, "not-verified must")],
)
def test_numbers(licences: int | None, expected: str) -> None:
    """Shared and resource mailboxes need none, linked ones do."""
    whole = inventory(
        organization=organization(),
        recipients=counts(users=100, linked=3, shared=20, rooms=5),
        tenant=said(tenant(licences=licences)),
    )
    assert status(whole, "m365-hybrid", CHECK) == expected
