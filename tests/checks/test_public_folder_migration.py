"""public-folder-migration: marks that an earlier attempt left behind."""

import pytest

from scanner.inventory.model import Inventory, OrganizationSettings
from tests.checks.build import failed, inventory, organization, status
from tests.checks.objects import database
from tests.made import made

CHECK = "public-folder-migration"


def marked(locked: bool | None, complete: bool | None, kind: str = "public-folder") -> Inventory:
    settings = made(OrganizationSettings, public_folders_locked=locked, public_folders_migrated=complete)
    return inventory(
        organization=organization(), databases=[database("PF1", kind=kind)], organization_settings=settings
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (marked(False, False), "met should"),
        (marked(True, False), "warning should"),
        (marked(False, True), "warning should"),
        (marked(None, True), "warning should"),
        (marked(None, False), "not-verified should"),
        (marked(None, None), "not-verified should"),
        (marked(True, True, "mailbox"), "not-applicable should"),
    ],
)
def test_each_mark(found: Inventory, expected: str) -> None:
    assert status(found, "exchange-2016", CHECK) == expected


def test_unread_is_not_verified() -> None:
    whole = {"organization": organization(), "databases": [database("PF1", kind="public-folder")]}
    assert status(inventory(**whole), "exchange-2013", CHECK) == "not-verified should"
    assert (
        status(inventory(**{**whole, "databases": failed()}), "exchange-2013", CHECK) == "not-verified should"
    )
