"""databases-mounted: recovery databases need not be."""

import pytest

from scanner.inventory.model import Database, DatabaseStatistics
from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.healthy import without
from tests.checks.machines import database, statistics

CHECK = "databases-mounted"


@pytest.mark.parametrize(
    ("found", "databases", "expected"),
    [
        ([statistics()], [database()], "met should"),
        ([statistics(mounted=False)], [database()], "warning should"),
        ([statistics(mounted=None)], [database()], "not-verified should"),
        ([statistics("rdb", mounted=False)], [database("RDB", recovery=True)], "met should"),
        ([statistics(mounted=False)], [], "warning should"),
        ([], [], "met should"),
        ([statistics()], [database(), database("DB2")], "not-verified should"),
    ],
)
def test_each_database(found: list[DatabaseStatistics], databases: list[Database], expected: str) -> None:
    whole = inventory(organization=organization(), database_statistics=found, databases=databases)
    assert status(whole, "exchange-se", CHECK) == expected


@pytest.mark.parametrize("gone", ["database_statistics", "databases"])
def test_items_and_absence(gone: str) -> None:
    whole = inventory(
        organization=organization(), database_statistics=[statistics(mounted=False)], databases=[database()]
    )
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [item.observed.text for item in row.items] == ["not mounted (EX1)"]
    assert status(without(whole, **{gone: failed()}), "exchange-se", CHECK) == "not-verified should"
