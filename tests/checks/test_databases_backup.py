"""databases-backup: a day, and the day after; never."""

from datetime import date

import pytest

from scanner.inventory.model import DatabaseStatistics
from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.machines import statistics

CHECK = "databases-backup"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([statistics(backup="2026-11-23")], "met should"),
        ([statistics(backup="2026-11-22")], "met should"),
        ([statistics(backup="2026-11-21")], "warning should"),
        ([statistics(backup=None)], "warning should"),
        ([statistics(), statistics("DB2", backup=None)], "warning should"),
        ([], "met should"),
    ],
)
def test_each_day(found: list[DatabaseStatistics], expected: str) -> None:
    whole = inventory(organization=organization(), database_statistics=found)
    assert status(whole, "exchange-se", CHECK, date(2026, 11, 23)) == expected


def test_each_database_is_an_item_and_absence_is_not_met() -> None:
    found = [statistics(), statistics("DB2", backup=None), statistics("DB3", backup="2026-10-01")]
    (row,) = rows(inventory(organization=organization(), database_statistics=found), "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [
        ("DB2", "no full backup"),
        ("DB3", "last full backup 1 October 2026"),
    ]
    whole = inventory(organization=organization(), database_statistics=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
