"""databases-backup: a day, and the day after, both as of the day the servers were read; never."""

from datetime import date

import pytest

from scanner.inventory.model import DatabaseStatistics
from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.machines import database, statistics

CHECK = "databases-backup"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([statistics(backup="2026-11-22")], "met should"),
        ([statistics(backup="2026-11-21")], "met should"),
        ([statistics(backup="2026-11-20")], "warning should"),
        ([statistics(backup=None)], "warning should"),
        ([statistics(), statistics("DB2", backup=None)], "warning should"),
        # Only a mounted database tells when it was backed up.
        ([statistics(backup=None, mounted=False)], "not-verified should"),
        ([statistics(backup=None, mounted=None)], "not-verified should"),
        ([statistics(backup="2026-11-20", mounted=False)], "warning should"),
        ([], "met should"),
    ],
)
def test_each_day(found: list[DatabaseStatistics], expected: str) -> None:
    own = [database(each.database) for each in found]
    whole = inventory(organization=organization(), database_statistics=found, databases=own)
    # Read on 22 November. What was backed up since nobody knows, whenever this is judged.
    for as_of in (date(2026, 11, 22), date(2026, 11, 24), date(2027, 6, 1)):
        assert status(whole, "exchange-se", CHECK, as_of) == expected


def test_none_and_an_old_one_are_told_apart() -> None:
    found = [statistics(), statistics("DB2", backup=None), statistics("DB3", backup="2026-10-01")]
    own = [database(each.database) for each in found]
    (row,) = rows(
        inventory(organization=organization(), database_statistics=found, databases=own), "exchange-se", CHECK
    )
    assert row.observed.text == (
        "1 of 3 without a full backup: DB2, 1 of 3 with a full backup older than 1 day: DB3"
    )


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
