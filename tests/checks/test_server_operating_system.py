"""server-operating-system: the releases on Microsoft's list, neither older nor newer."""

import pytest

from scanner.inventory.model import OperatingSystem
from tests.checks.build import LINUX, asked, failed, need, read, status, windows, with_candidate

CHECK = "server-operating-system"


@pytest.mark.parametrize(
    ("target", "found", "answer", "shown"),
    [
        ("exchange-2010", windows("6.0.6001"), "unmet", "6.0.6001"),
        ("exchange-2010", windows("6.0.6002"), "met", "6.0.6002"),
        ("exchange-2010", windows("6.1.7600"), "met", "6.1.7600"),
        ("exchange-2010", windows("10.0.14393"), "unmet", "10.0.14393"),
        ("exchange-2019", windows("10.0.14393"), "unmet", "10.0.14393"),
        ("exchange-2019", windows("10.0.17763"), "met", "10.0.17763"),
        ("exchange-2019", windows("10.0.26100"), "met", "10.0.26100"),
        ("exchange-2013", windows("6.0.6002"), "unmet", "6.0.6002"),
        ("exchange-2013", windows("6.1.7600"), "unmet", "6.1.7600"),
        ("exchange-2013", windows("6.1.7601"), "met", "6.1.7601"),
        ("exchange-2013", windows("6.1.7601", service_pack="Service Pack 1"), "met", "6.1.7601"),
        ("exchange-2013", windows("6.1"), "unknown", "service pack"),
        ("exchange-2013", windows("6.1", service_pack="Service Pack 1"), "met", "6.1"),
        ("exchange-2013", windows("6.3.9600"), "met", "6.3.9600"),
        ("exchange-2013", windows("10.0.14393"), "unmet", "10.0.14393"),
        ("exchange-2016", windows("6.1.7601"), "unmet", "6.1.7601"),
        ("exchange-2016", windows("6.2.9200"), "met", "6.2.9200"),
        ("exchange-2016", windows("10.0.14393"), "met", "10.0.14393"),
        ("exchange-2016", windows("10.0.17763"), "unmet", "10.0.17763"),
        ("exchange-se", windows("10.0.14393"), "unmet", "10.0.14393"),
        ("exchange-se", windows("10.0.17763"), "met", "10.0.17763"),
        ("exchange-se", windows("10.0.20348.2762"), "met", "10.0.20348.2762"),
        ("exchange-se", windows("10.0.26100"), "met", "10.0.26100"),
        # A client of the same build is no server.
        ("exchange-se", windows("10.0.26100", server=False), "unmet", "10.0.26100"),
        ("exchange-se", windows("10.0.26100", server=None), "unknown", "not known"),
        ("exchange-se", LINUX, "unmet", "Debian"),
        # Beyond or beside the table.
        ("exchange-se", windows("10.0.26101"), "unknown", "newer"),
        ("exchange-se", windows("11.0.1"), "unknown", "newer"),
        ("exchange-se", windows("10.0.19045"), "unknown", "no Windows Server version"),
        ("exchange-se", windows("10.0"), "unknown", "no Windows Server version"),
        ("exchange-se", windows(None), "unknown", "not known"),
    ],
)
def test_each_side_of_a_release(target: str, found: OperatingSystem, answer: str, shown: str) -> None:
    verdict = asked(CHECK, need(target, CHECK, "must"), operating_system=found)
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("target", "version", "expected"),
    [
        ("exchange-2010", "6.0.6002", "met should"),
        ("exchange-2010", "6.1.7600", "warning should"),
        ("exchange-2010", "6.1.7601", "met should"),
        ("exchange-2010", "6.2.9200", "met should"),
        ("exchange-2010", "6.3.9600", "warning should"),
        ("exchange-2010", "10.0.14393", "blocker must"),
        ("exchange-2019", "10.0.20348", "met must"),
        ("exchange-2013", "6.3.9600", "met must"),
        ("exchange-2013", "10.0.14393", "blocker must"),
        ("exchange-2016", "10.0.14393", "met must"),
        ("exchange-2016", "10.0.17763", "blocker must"),
        ("exchange-se", "10.0.26100", "met must"),
        ("exchange-se", "10.0.14393", "blocker must"),
        ("exchange-2013", None, "not-verified must"),
        ("exchange-2016", None, "not-verified must"),
        ("exchange-se", None, "not-verified must"),
    ],
)
def test_the_row_of_each_target(target: str, version: str | None, expected: str) -> None:
    assert status(with_candidate(operating_system=read(windows(version))), target, CHECK) == expected


@pytest.mark.parametrize(
    "target", ["exchange-2010", "exchange-2013", "exchange-2016", "exchange-2019", "exchange-se"]
)
def test_a_system_that_was_not_read_is_not_verified(target: str) -> None:
    assert status(with_candidate(operating_system=failed()), target, CHECK) == "not-verified must"
