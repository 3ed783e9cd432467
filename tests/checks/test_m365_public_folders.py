"""m365-public-folders: whether there are any."""

import pytest
from msgspec.structs import replace

from scanner.inventory.model import Database
from tests.checks.build import inventory, organization, status
from tests.made import made

CHECK = "m365-public-folders"


@pytest.mark.parametrize(
    ("kinds", "mailbox", "expected"),
    [
        (["mailbox"], None, "met should"),
        ([], None, "met should"),
        (["mailbox", "public-folder"], None, "warning should"),
        (["mailbox"], "PF-Hierarchy", "warning should"),
    ],
)
def test_public_folders(kinds: list[str], mailbox: str | None, expected: str) -> None:
    databases = [made(Database, name=f"DB{number}", kind=kind) for number, kind in enumerate(kinds)]
    own = replace(organization(), public_folder_mailbox=mailbox)
    assert status(inventory(organization=own, databases=databases), "m365-hybrid", CHECK) == expected


def test_databases_that_were_not_read_are_not_verified() -> None:
    assert status(inventory(organization=organization()), "m365-hybrid", CHECK) == "not-verified should"
