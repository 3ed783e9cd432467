"""server-ipv6: on, off whole, and everything between."""

import pytest

from scanner.inventory.model import Network
from tests.checks.build import failed, read, status, with_candidate
from tests.checks.machines import adapter, network

CHECK = "server-ipv6"
WITH, WITHOUT = adapter("10.0.0.5", "fe80::1"), adapter("10.0.0.5")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (network(WITH), "met should"),
        (network(WITH, disabled_ipv6=0), "met should"),
        (network(WITH, disabled_ipv6=32), "met should"),
        (network(WITHOUT, disabled_ipv6=254), "warning should"),
        (network(WITHOUT, disabled_ipv6=255), "met should"),
        (network(WITHOUT), "warning should"),
        (network(WITH, WITHOUT), "warning should"),
        (network(WITH, disabled_ipv6=4294967295), "warning should"),
        (network(WITHOUT, disabled_ipv6=-1), "warning should"),
        (network(), "not-verified should"),
        (network(disabled_ipv6=255), "met should"),
    ],
)
def test_each_setting(found: Network, expected: str) -> None:
    assert status(with_candidate(network=read(found)), "exchange-se", CHECK) == expected


def test_what_was_not_read_is_not_met() -> None:
    assert status(with_candidate(network=failed()), "exchange-se", CHECK) == "not-verified should"
