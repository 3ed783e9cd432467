"""leaving-groups: groups that a server expands."""

import pytest

from tests.checks.build import failed, inventory, rows, server, status
from tests.checks.objects import recipient, recipient_list

CHECK = "leaving-groups"


@pytest.mark.parametrize(
    ("build", "expander", "expected"),
    [
        ("15.1.2507.6", "EX1", "warning should"),
        ("15.1.2507.6", "ex1", "warning should"),
        ("15.1.2507.6", "EX2", "met should"),
        ("15.1.2507.6", None, "met should"),
        ("15.2.2562.17", "EX1", "not-applicable should"),
        (None, "EX1", "not-verified should"),
    ],
)
def test_who_expands(build: str | None, expander: str | None, expected: str) -> None:
    people = recipient_list(recipient("Sales", classes="group", expansion_server=expander))
    assert status(inventory(servers=[server(build)], recipient_list=people), "exchange-se", CHECK) == expected


def test_each_group_is_named() -> None:
    people = recipient_list(
        *(recipient(name, classes="group", expansion_server="EX1") for name in ("A", "B"))
    )
    (row,) = rows(inventory(servers=[server("15.1.2507.6")], recipient_list=people), "exchange-se", CHECK)
    assert [item.name for item in row.items] == ["A", "B"]
    unread = inventory(servers=[server("15.1.2507.6")], recipient_list=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
