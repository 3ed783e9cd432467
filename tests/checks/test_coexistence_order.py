"""coexistence-order: later versions, and versions that can never be added afterwards."""

from collections.abc import Sequence

import pytest

from tests.checks.build import failed, inventory, organization, server, status

CHECK = "coexistence-order"
BUILDS = {"2003": "6.5.7638.2", "2007": "8.3.83.6", "2010": "14.3.123.4", "2013": "15.0.1497.2", "2016": "15.1.2507.6",
          "2019": "15.2.1748.10", "SE": "15.2.2562.17", "?": "16.0.1.1"}  # fmt: skip


@pytest.mark.parametrize(
    ("target", "versions", "expected"),
    [
        ("exchange-2013", ["2010"], "met should"),
        ("exchange-2013", ["2007"], "warning should"),
        ("exchange-2013", ["2007", "2010"], "met should"),
        ("exchange-2013", ["2013"], "met should"),
        # Setup refuses a version when a later one is there and none of its own.
        ("exchange-2013", ["2010", "2016"], "blocker must"),
        ("exchange-2013", ["2013", "2016"], "met should"),
        ("exchange-2010", ["2013"], "blocker must"),
        ("exchange-se", ["2019"], "met should"),
        ("exchange-se", ["2016"], "warning should"),
        ("exchange-se", ["2016", "2019"], "met should"),
        ("exchange-se", ["SE"], "met should"),
        ("exchange-2016", ["2010"], "warning should"),
        ("exchange-2016", ["2013"], "met should"),
        ("exchange-2016", ["2019"], "not-applicable should"),
        ("exchange-2019", ["SE"], "not-applicable should"),
        ("exchange-se", ["?"], "not-verified should"),
        ("exchange-2013", ["2010", "?"], "not-verified must"),
        ("exchange-se", [], "not-applicable should"),
    ],
)
def test_the_versions(target: str, versions: Sequence[str], expected: str) -> None:
    servers = [server(BUILDS[version], f"EX{number}") for number, version in enumerate(versions)]
    assert status(inventory(organization=organization(), servers=servers), target, CHECK) == expected


def test_servers_that_were_not_read() -> None:
    whole = inventory(organization=organization(), servers=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
    assert status(whole, "exchange-2013", CHECK) == "not-verified must"
