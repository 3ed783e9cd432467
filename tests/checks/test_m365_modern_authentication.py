"""m365-modern-authentication: on, off, not stated."""

import pytest

from scanner.inventory.model import OrganizationSettings
from tests.checks.build import inventory, organization, status
from tests.made import made

CHECK = "m365-modern-authentication"


@pytest.mark.parametrize(
    ("on", "expected"), [(True, "met should"), (False, "warning should"), (None, "not-verified should")]
)
def test_each_state(on: bool | None, expected: str) -> None:
    settings = made(OrganizationSettings, modern_authentication=on)
    found = inventory(organization=organization(), organization_settings=settings)
    assert status(found, "m365-hybrid", CHECK) == expected


def test_unread_is_not_verified() -> None:
    assert status(inventory(organization=organization()), "m365-hybrid", CHECK) == "not-verified should"
