"""public-folder-databases: public folders of the old kind."""

import pytest
from msgspec.structs import replace

from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.objects import database

CHECK = "public-folder-databases"
OLD = database("PF", kind="public-folder", server="OLD1")


@pytest.mark.parametrize(
    ("old", "modern", "expected", "shown"),
    [
        (False, None, "met should", "no public folders"),
        (False, "PFMailbox", "met should", "modern"),
        (True, None, "warning should", "databases: 1"),
        (True, "PFMailbox", "warning should", "although modern"),
    ],
)
def test_old_and_modern(old: bool, modern: str | None, expected: str, shown: str) -> None:
    whole = inventory(
        organization=replace(organization(), public_folder_mailbox=modern),
        databases=[database(), *([OLD] if old else [])],
    )
    assert status(whole, "exchange-2016", CHECK) == expected
    assert shown in rows(whole, "exchange-2016", CHECK)[0].observed.text


def test_databases_that_were_not_read() -> None:
    whole = inventory(organization=organization(), databases=failed())
    assert status(whole, "exchange-2013", CHECK) == "not-verified should"
    assert status(whole, "exchange-2010", CHECK) == "not-applicable"
