"""exchange-known-issues: the build itself, and the one that ended it."""

import pytest

from tests.checks.build import exchange_host, inventory, rows, server, status

CHECK = "exchange-known-issues"


def answer(stamp: str, exact: str | None) -> str:
    return status(inventory(servers=[server(stamp)], hosts=[exchange_host(exact)]), "exchange-se", CHECK)


@pytest.mark.parametrize(
    ("stamp", "exact", "expected"),
    [
        ("15.2.2562.17", "15.2.2562.17", "warning should"),
        ("15.2.2562.17", "15.2.2562.20", "warning should"),
        ("15.2.2562.17", "15.2.2562.27", "met should"),
        ("15.1.2507.6", "15.1.2507.44", "met should"),
        ("15.1.2507.6", "15.1.2507.43", "warning should"),
        ("15.1.2507.6", "15.1.2507.59", "met should"),
        ("15.2.922.7", "15.2.922.27", "warning should"),  # nothing ended it there
        ("15.0.1497.2", "15.0.1497.48", "met should"),
        ("8.3.83.6", "8.3.517.0", "not-verified should"),
        ("15.1.2507.6", None, "not-verified should"),
    ],
)
def test_each_build(stamp: str, exact: str | None, expected: str) -> None:
    assert answer(stamp, exact) == expected


def test_the_fault_and_its_end_are_named_and_absence_is_not_met() -> None:
    whole = inventory(servers=[server("15.1.2507.6")], hosts=[exchange_host("15.1.2507.43")])
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [item.suggested for item in row.items] == ["15.1.2507.44"]
    assert "withdrawn" in row.observed.text
    assert status(inventory(servers=[server("15.1.2507.6")]), "exchange-se", CHECK) == "not-verified should"
