"""databases-backup: a day, and the day after; never."""

from datetime import date

import pytest

from scanner.inventory.model import DatabaseStatistics
from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.machines import database, statistics

CHECK = "databases-backup"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([statistics(backup="2026-11-23")], "met should"),
        ([statistics(backup="2026-11-22")], "met should"),
        ([statistics(backup="2026-11-21")], "warning should"),
        ([statistics(backup=None)], "warning should"),
        ([statistics(), statistics("DB2", backup=None)], "warning should"),
        # Only a mounted database tells when it was backed up.
        ([statistics(backup=None, mounted=False)], "not-verified should"),
        ([statistics(backup=None, mounted=None)], "not-verified should"),
        ([statistics(backup="2026-11-21", mounted=False)], "warning should"),
        ([], "met should"),
    ],
)
def test_each_day(found: list[DatabaseStatistics], expected: str) -> None:
    own = [database(each.database) for each in found]
    whole = inventory(organization=organization(), database_statistics=found, databases=own)
    assert status(whole, "exchange-se", CHECK, date(2026, 11, 23)) == expected


def test_each_database_is_an_item_and_absence_is_not_met() -> None:
    found = [statistics(), statistics("DB2", backup=None), statistics("DB3", backup="2026-10-01")]
    (row,) = rows(inventory(organization=organization(), database_statistics=found), "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [
        ("DB2", "no full backup"),
        ("DB3", "last full backup 1 October 2026"),
    ]
    for databases in (failed(), [database(), database("DB2")]):
        part = inventory(organization=organization(), database_statistics=[statistics()], databases=databases)
        assert status(part, "exchange-se", CHECK) == "not-verified should"
    whole = inventory(organization=organization(), database_statistics=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
