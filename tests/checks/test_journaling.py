"""journaling: databases with a journal recipient."""

import pytest

from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.objects import database

CHECK = "journaling"


@pytest.mark.parametrize(
    ("recipient", "retention", "expected"),
    [
        (None, 1, "met should"),
        ("Archive", 1, "warning should"),
        (None, None, "not-verified should"),
        ("", 1, "met should"),
    ],
)
def test_the_recipient(recipient: str | None, retention: int | None, expected: str) -> None:
    databases = [database(journal_recipient=recipient, item_retention=retention)]
    assert (
        status(inventory(organization=organization(), databases=databases), "exchange-se", CHECK) == expected
    )


def test_each_is_named_and_what_was_not_read() -> None:
    databases = [database(), database("DB2", journal_recipient="Archive")]
    (row,) = rows(inventory(organization=organization(), databases=databases), "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [("DB2", "to Archive")]
    unread = inventory(organization=organization(), databases=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
