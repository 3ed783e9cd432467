"""server-network: fixed, from DHCP, self-assigned; registered in DNS or not."""

import pytest

from scanner.inventory.model import Adapter
from tests.checks.build import failed, read, rows, status, with_candidate
from tests.checks.machines import adapter, network

CHECK = "server-network"
FINE = adapter()


@pytest.mark.parametrize(
    ("adapters", "expected"),
    [
        ([FINE], "met should"),
        ([FINE, adapter(dhcp=True)], "met should"),
        ([adapter(dhcp=True)], "warning should"),
        ([adapter(dhcp=None)], "not-verified should"),
        ([adapter(dhcp=True), adapter(dhcp=None)], "not-verified should"),
        ([adapter("169.253.255.255")], "met should"),
        ([adapter("169.254.0.0", "fe80::1")], "warning should"),
        ([adapter("169.254.255.255")], "warning should"),
        ([adapter("169.255.0.0")], "met should"),
        ([adapter("169.254.0.9", "10.0.0.5")], "met should"),
        ([adapter("fd00::5")], "met should"),
        ([adapter("<script>")], "met should"),
        ([adapter(dns=())], "warning should"),
        ([adapter(registers=False)], "warning should"),
        ([adapter(registers=False), FINE], "met should"),
        ([adapter(registers=None)], "not-verified should"),
        ([], "not-verified should"),
    ],
)
def test_each_adapter(adapters: list[Adapter], expected: str) -> None:
    assert status(with_candidate(network=read(network(*adapters))), "exchange-se", CHECK) == expected


def test_every_problem_is_an_item_and_absence_is_not_met() -> None:
    bad = adapter("169.254.0.9", dhcp=True, dns=(), registers=False)
    (row,) = rows(with_candidate(network=read(network(bad))), "exchange-se", CHECK)
    assert [item.name for item in row.items] == ["Ethernet", "Ethernet", "DHCP", "DNS"]
    assert status(with_candidate(network=failed()), "exchange-se", CHECK) == "not-verified should"
