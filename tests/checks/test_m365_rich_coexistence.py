"""m365-rich-coexistence: calendars across both sides, and since when which build."""

from datetime import date

import pytest

from tests.checks.build import TODAY, exchange_host, inventory, server, status

CHECK = "m365-rich-coexistence"


@pytest.mark.parametrize(
    ("stamp", "exact", "day", "expected"),
    [
        ("15.1.2507.6", "15.1.2507.55", TODAY, "met should"),
        ("15.1.2507.6", "15.1.2507.54", TODAY, "warning should"),
        ("15.1.2507.6", "15.1.2507.54", date(2025, 10, 30), "met should"),
        ("15.1.2507.6", "15.1.2507.54", date(2025, 10, 31), "warning should"),
        ("15.1.2507.6", None, TODAY, "not-verified should"),
        ("15.2.1544.4", "15.2.1544.25", TODAY, "met should"),
        ("15.2.1544.4", "15.2.1544.24", TODAY, "warning should"),
        ("15.2.1748.10", "15.2.1748.24", TODAY, "met should"),
        ("15.2.1748.10", "15.2.1748.23", TODAY, "warning should"),
        ("15.2.1258.12", "15.2.1258.40", TODAY, "warning should"),
        ("15.0.1497.2", "15.0.1497.48", TODAY, "warning should"),
        ("15.2.2562.17", "15.2.2562.17", TODAY, "met should"),
        ("15.2.2562.17", "15.2.2562.40", date(2027, 4, 1), "warning should"),
        ("15.2.2562.17", "15.2.2562.41", date(2027, 4, 1), "met should"),
        ("15.2.1748.10", "15.2.1748.53", date(2027, 4, 1), "warning should"),
    ],
)
def test_builds(stamp: str, exact: str | None, day: date, expected: str) -> None:
    hosts = [exchange_host(exact)] if exact else []
    whole = inventory(servers=[server(stamp)], hosts=hosts)
    assert status(whole, "m365-hybrid", CHECK, day) == expected


def test_an_edge_server_is_left_out() -> None:
    whole = inventory(servers=[server("15.1.2507.6", roles=64)])
    assert status(whole, "m365-hybrid", CHECK) == "not-applicable should"
