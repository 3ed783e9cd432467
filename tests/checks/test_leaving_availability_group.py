"""leaving-availability-group: members and copies on servers that go."""

import pytest

from scanner.inventory.model import Database
from tests.checks.build import failed, inventory, rows, server, status
from tests.checks.objects import database

CHECK = "leaving-availability-group"


@pytest.mark.parametrize(
    ("build", "group", "databases", "expected"),
    [
        ("15.1.2507.6", None, [database()], "met should"),
        ("15.1.2507.6", "DAG1", [database()], "warning should"),
        ("15.1.2507.6", None, [database("DB1", "EX1", "EX2")], "warning should"),
        ("15.1.2507.6", None, [database("DB1", "EX2", "EX3")], "met should"),
        ("15.2.1748.10", "DAG1", [], "not-applicable should"),
        (None, "DAG1", [], "not-verified should"),
    ],
)
def test_members_and_copies(
    build: str | None, group: str | None, databases: list[Database], expected: str
) -> None:
    whole = inventory(servers=[server(build, dag=group)], databases=databases)
    assert status(whole, "exchange-se", CHECK) == expected


def test_the_copies_are_named() -> None:
    both = [database("DB1", "EX1", "EX2"), database("DB2", "EX2", "EX1"), database("DB3")]
    (row,) = rows(
        inventory(servers=[server("15.1.2507.6", dag="DAG1")], databases=both), "exchange-se", CHECK
    )
    assert [item.name for item in row.items] == ["DB1", "DB2"]
    unread = inventory(servers=[server("15.1.2507.6", dag="DAG1")], databases=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
