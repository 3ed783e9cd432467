"""leaving-mailboxes: what the databases of a server still hold."""

import pytest

from scanner.inventory.model import Database, RecipientCount
from tests.checks.build import failed, inventory, rows, server, status
from tests.checks.objects import database

CHECK = "leaving-mailboxes"
OLD, STAYS = server("15.1.2507.6"), server("15.2.2562.17", "EX2", fqdn="ex2.corp.example")
MONITORING = 549755813888


def held(count: int, database_name: str = "DB1", kind: int = 1, on: str | None = None) -> RecipientCount:
    return RecipientCount(type_details=kind, database=database_name, server=on, count=count)


@pytest.mark.parametrize(
    ("databases", "counts", "expected"),
    [
        ([database()], [held(3)], "warning should"),
        ([database()], [], "met should"),
        ([database()], [held(3, "DB2")], "met should"),
        # Arbitration mailboxes count, health mailboxes do not.
        ([database()], [held(1, kind=8388608)], "warning should"),
        ([database()], [held(9, kind=MONITORING)], "met should"),
        # A copy on a server that stays keeps the mailboxes.
        ([database("DB1", "EX1", "EX2")], [held(3)], "met should"),
        ([database("DB1", "EX2")], [held(3)], "met should"),
        # Up to 2007 a database belongs to the server that owns it.
        ([database(copies=[], server="EX1")], [held(3, on="EX1")], "warning should"),
        ([database(copies=[], server="EX1")], [held(3, on="EX9")], "met should"),
    ],
)
def test_what_they_hold(databases: list[Database], counts: list[RecipientCount], expected: str) -> None:
    whole = inventory(servers=[OLD, STAYS], databases=databases, recipients=counts)
    (row,) = (row for row in rows(whole, "exchange-se", CHECK) if row.subject.name == "EX1")
    assert f"{row.status} {row.level}" == expected


def test_numbers_are_added_up_and_databases_named() -> None:
    whole = inventory(
        servers=[OLD],
        databases=[database(), database("DB2"), database("DB3")],
        recipients=[held(3), held(2, "db1", kind=4), held(1, "DB3")],
    )
    (row,) = rows(whole, "exchange-se", CHECK)
    assert row.observed.text == "mailboxes: 6; databases: 2"
    assert [item.name for item in row.items] == ["DB1", "DB3"]


@pytest.mark.parametrize("missing", ["databases", "recipients"])
def test_each_part_is_needed(missing: str) -> None:
    parts = {"servers": [OLD], "databases": [database()], "recipients": []}
    assert status(inventory(**{**parts, missing: failed()}), "exchange-se", CHECK) == "not-verified should"
