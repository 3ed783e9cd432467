"""exchange-vulnerabilities: closed, open, and what a directory stamp does not tell."""

from datetime import date

import pytest

from checks.installed import Installed
from checks.patched import holds
from tests.checks.build import exchange_host, failed, inventory, rows, server, status

CHECK = "exchange-vulnerabilities"


def answer(stamp: str | None, exact: str | None = None, roles: int = 16439) -> str:
    hosts = [exchange_host(exact)] if exact else []
    return status(inventory(servers=[server(stamp, roles=roles)], hosts=hosts), "exchange-se", CHECK)


@pytest.mark.parametrize(
    ("stamp", "exact", "expected"),
    [
        ("15.2.2562.17", "15.2.2562.53", "met should"),
        ("15.2.2562.17", "15.2.2562.37", "met should"),  # Feb26SU, the newest in the table
        ("15.2.2562.17", "15.2.2562.36", "warning should"),
        ("15.2.2562.17", "15.2.2562.35", "warning should"),
        ("15.2.2562.17", None, "not-verified should"),
        ("15.1.2507.6", "15.1.2507.75", "met should"),
        ("15.1.2507.6", "15.1.2507.6", "warning should"),
        ("15.1.2507.6", None, "not-verified should"),
        # The last update of CU22 came out before later ones closed more.
        ("15.1.2375.7", None, "warning should"),
        ("15.0.1497.2", "15.0.1497.48", "met should"),
        ("15.2.2562.17", "15.2.2600.1", "met should"),
        ("8.3.83.6", "8.3.517.0", "not-verified should"),
        ("15.3.1.0", None, "not-verified should"),
        (None, None, "not-verified should"),
    ],
)
def test_each_build(stamp: str | None, exact: str | None, expected: str) -> None:
    assert answer(stamp, exact) == expected


def test_the_stamp_of_an_edge_server_says_nothing_against_it() -> None:
    assert answer("15.1.2375.7", roles=64) == "not-verified should"


def test_every_vulnerability_is_an_item_with_its_update() -> None:
    whole = inventory(servers=[server("15.2.2562.17")], hosts=[exchange_host("15.2.2562.29")])
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [(item.name, item.suggested) for item in row.items] == [
        ("CVE-2025-64666", "Dec25SU"),
        ("CVE-2025-64667", "Dec25SU"),
        ("CVE-2026-21527", "Feb26SU"),
    ]
    assert row.items[0].observed.text == "closed on 9 December 2025 by Dec25SU"
    assert row.observed.text == "build 15.2.2562.29: 3 open"


def test_servers_that_were_not_listed_are_not_met() -> None:
    assert status(inventory(servers=failed()), "exchange-se", CHECK) == "not-verified should"


@pytest.mark.parametrize(
    ("build", "exact", "edge", "day", "expected"),
    [
        ("15.1.2507.12", True, False, date(2022, 8, 9), True),
        ("15.1.2507.12", True, False, date(2022, 8, 10), False),
        ("15.1.2507.6", False, False, date(2022, 8, 9), None),
        ("15.1.2308.8", False, False, date(2022, 8, 9), False),
        ("15.1.2308.8", False, True, date(2022, 8, 9), None),
        ("15.2.9000.1", True, False, date(2026, 10, 2), True),
    ],
)
def test_what_a_build_holds(build: str, exact: bool, edge: bool, day: date, expected: bool | None) -> None:
    assert holds(Installed(product="2016", build=build, exact=exact, edge=edge), day) is expected
