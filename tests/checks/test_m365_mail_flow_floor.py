"""m365-mail-flow-floor: what Exchange Online takes mail from, and since when."""

from datetime import date

import pytest

from tests.checks.build import TODAY, exchange_host, inventory, rows, server, status

CHECK = "m365-mail-flow-floor"


@pytest.mark.parametrize(
    ("stamp", "exact", "day", "expected"),
    [
        ("15.1.2507.6", "15.1.2507.61", TODAY, "met must"),
        ("15.1.2507.6", "15.1.2507.60", TODAY, "blocker must"),
        ("15.1.2507.6", "15.1.2507.60", date(2026, 9, 8), "blocker must"),
        ("15.1.2507.6", "15.1.2507.60", date(2026, 9, 7), "met must"),
        ("15.1.2507.6", None, TODAY, "not-verified must"),
        ("15.1.2375.7", None, TODAY, "blocker must"),
        ("15.2.1748.10", "15.2.1748.39", TODAY, "met must"),
        ("15.2.1544.4", "15.2.1544.48", TODAY, "blocker must"),
        ("15.2.2562.17", None, TODAY, "met must"),
        ("15.0.1497.2", "15.0.1497.48", TODAY, "blocker must"),
        ("15.0.1497.2", None, date(2023, 12, 1), "blocker must"),
        ("15.0.1497.2", None, date(2023, 11, 30), "met must"),
        ("14.3.123.4", None, date(2023, 8, 31), "met must"),
        ("14.3.123.4", None, date(2023, 9, 1), "blocker must"),
        ("8.3.83.6", None, date(2023, 7, 31), "met must"),
        ("8.3.83.6", None, date(2023, 8, 1), "blocker must"),
    ],
)
def test_builds(stamp: str, exact: str | None, day: date, expected: str) -> None:
    hosts = [exchange_host(exact)] if exact else []
    whole = inventory(servers=[server(stamp)], hosts=hosts)
    assert status(whole, "m365-hybrid", CHECK, day) == expected


def test_a_server_beside_a_newer_version_hands_over_no_mail() -> None:
    whole = inventory(servers=[server("8.3.83.6", "OLD"), server("15.0.1497.2", "NEW")])
    found = {row.subject.name: row.status for row in rows(whole, "m365-hybrid", CHECK)}
    assert found == {"OLD": "not-applicable", "NEW": "blocker"}
