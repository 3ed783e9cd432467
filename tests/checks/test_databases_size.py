"""databases-size: each side of both sizes, with copies and without."""

import pytest

from scanner.inventory.absence import Absent
from scanner.inventory.model import Database
from tests.checks.build import GB, failed, inventory, organization, rows, status
from tests.checks.machines import database, statistics

CHECK = "databases-size"
ALONE, COPIED = [database()], [database(copies=["EX1", "EX2"])]


@pytest.mark.parametrize(
    ("size", "databases", "expected"),
    [
        (200 * GB, ALONE, "met should"),
        (200 * GB + 1, ALONE, "warning should"),
        (200 * GB + 1, COPIED, "met should"),
        (2048 * GB, COPIED, "met should"),
        (2048 * GB + 1, COPIED, "warning should"),
        (200 * GB, failed(), "not-verified should"),
        (200 * GB + 1, failed(), "not-verified should"),
        (2048 * GB + 1, failed(), "warning should"),
        (200 * GB + 1, [], "not-verified should"),
        (None, ALONE, "not-verified should"),
        # One no server told about, and one that is only there for a restore.
        (200 * GB, [database(), database("DB2")], "not-verified should"),
        (200 * GB, [database(), database("RDB", recovery=True)], "met should"),
    ],
)
def test_each_size(size: int | None, databases: list[Database] | Absent, expected: str) -> None:
    whole = inventory(
        organization=organization(), database_statistics=[statistics(size=size)], databases=databases
    )
    assert status(whole, "exchange-se", CHECK) == expected


def test_items_and_absence() -> None:
    whole = inventory(
        organization=organization(), database_statistics=[statistics(size=300 * GB)], databases=ALONE
    )
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [("DB1", "300 GB")]
    unread = inventory(organization=organization(), database_statistics=failed(), databases=ALONE)
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
