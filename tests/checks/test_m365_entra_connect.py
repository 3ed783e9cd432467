"""m365-entra-connect: the oldest version that still synchronises."""

from datetime import date

import pytest

from tests.checks.build import TODAY, inventory, organization, said, status, tenant

CHECK = "m365-entra-connect"


@pytest.mark.parametrize(
    ("version", "day", "expected"),
    [
        ("2.5.79.0", TODAY, "met must"),
        ("2.5.78.0", TODAY, "blocker must"),
        ("2.5.78.0", date(2026, 9, 30), "blocker must"),
        ("2.5.78.0", date(2026, 9, 29), "met must"),
        ("new", TODAY, "not-verified must"),
        (None, TODAY, "not-verified must"),
    ],
)
def test_versions(version: str | None, day: date, expected: str) -> None:
    whole = inventory(organization=organization(), tenant=said(tenant(entra_connect=version)))
    assert status(whole, "m365-hybrid", CHECK, day) == expected


def test_without_synchronisation_there_is_none() -> None:
    whole = inventory(organization=organization(), tenant=said(tenant(directory_synchronization=False)))
    assert status(whole, "m365-hybrid", CHECK) == "not-applicable must"
