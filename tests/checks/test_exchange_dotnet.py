"""exchange-dotnet: the .NET Framework goes with the cumulative update, not with the target."""

import pytest

from scanner.inventory.absence import Section
from scanner.inventory.model import OperatingSystem
from tests.checks.build import failed, host, inventory, read, server, skipped, status, windows
from tests.checks.machines import NET, installed, software

CHECK = "exchange-dotnet"


def answer(
    stamp: str | None,
    version: str,
    *,
    exact: str | None = None,
    system: Section[OperatingSystem] | None = None,
) -> str:
    machine = host(
        "ex1.corp.example",
        software=read(software(net_release=NET[version])),
        operating_system=system or read(windows("6.3.9600")),
        exchange=read(installed(exact)) if exact else skipped(),
    )
    return status(inventory(servers=[server(stamp)], hosts=[machine]), "exchange-se", CHECK)


@pytest.mark.parametrize(
    ("stamp", "version", "expected"),
    [
        ("15.1.1713.5", "4.7.1", "met should"),  # 2016 CU12
        ("15.1.1713.5", "4.7.2", "met should"),
        ("15.1.1713.5", "4.8", "warning should"),
        ("15.1.1779.2", "4.8", "met should"),  # CU13
        ("15.1.1779.2", "4.7.1", "warning should"),
        ("15.1.1913.5", "4.7.2", "warning should"),  # CU15
        ("15.1.2507.6", "4.8", "met should"),
        ("15.0.1497.2", "4.7.2", "met should"),
        ("15.0.1395.4", "4.8", "warning should"),
        ("8.3.83.6", "4.8", "not-verified should"),  # no list for 2007
        (None, "4.8", "not-verified should"),
    ],
)
def test_each_side_of_a_cumulative_update(stamp: str | None, version: str, expected: str) -> None:
    assert answer(stamp, version) == expected


def test_the_row_of_2019_depends_on_windows() -> None:
    assert answer("15.2.1748.10", "4.8", system=read(windows("10.0.17763"))) == "met should"
    assert answer("15.2.1748.10", "4.8.1", system=read(windows("10.0.17763"))) == "warning should"
    assert answer("15.2.1748.10", "4.8.1", system=read(windows("10.0.20348"))) == "met should"
    assert answer("15.2.1748.10", "4.8", system=failed()) == "not-verified should"
    # That of 2016 does not.
    assert answer("15.1.2507.6", "4.8", system=failed()) == "met should"


def test_the_machine_knows_better_than_the_directory() -> None:
    assert answer("15.1.2507.6", "4.8", exact="15.1.2507.61") == "met should"
    assert answer("15.1.2507.6", "4.8", exact="15.1.1713.5") == "not-verified should"


def test_a_server_nobody_read_is_not_verified() -> None:
    assert status(inventory(servers=[server("15.1.2507.6")]), "exchange-se", CHECK) == "not-verified should"
