"""server-windows-features: each list, and one feature short of each."""

import pytest

from checks.knowledge import windows_features
from scanner.inventory.model import Role
from tests.checks.build import failed, read, rows, status, windows, with_candidate
from tests.checks.machines import features, software

CHECK = "server-windows-features"
SERVER_2022 = windows("10.0.20348")
CORE_2022 = windows("10.0.20348", installation="Server Core")
UNSTATED_2022 = windows("10.0.20348", installation=None)


@pytest.mark.parametrize(
    ("target", "product", "version", "role", "level", "count"),
    [
        ("exchange-2010", "2010", "6.1.7601", "mailbox", "should", 15),
        ("exchange-2010", "2010", "6.1.7601", "edge", "should", 3),
        ("exchange-2013", "2013", "6.1.7601", "mailbox", "must", 31),
        ("exchange-2013", "2013", "6.2.9200", "mailbox", "must", 34),
        ("exchange-2013", "2013", "6.3.9600", "client-access", "must", 34),
        ("exchange-2013", "2013", "6.3.9600", "edge", "must", 1),
        ("exchange-2016", "2016", "6.3.9600", "mailbox", "must", 39),
        ("exchange-2016", "2016", "10.0.14393", "mailbox", "must", 38),
        ("exchange-2019", "2019", "10.0.17763", "mailbox", "must", 37),
        ("exchange-se", "SE", "10.0.26100", "mailbox", "must", 37),
        ("exchange-se", "SE", "10.0.20348", "edge", "must", 1),
    ],
)
def test_each_list(target: str, product: str, version: str, role: Role, level: str, count: int) -> None:
    system = windows(version)
    whole = features(product, system, role)
    assert len(whole) == count
    for missing in (0, 1):
        there = [name.upper() for name in whole[missing:]]
        found = with_candidate(role, software=read(software(features=there)), operating_system=read(system))
        worse = "blocker" if level == "must" else "warning"
        assert status(found, target, CHECK) == f"{worse if missing else 'met'} {level}"


@pytest.mark.parametrize(
    ("system", "short", "expected"),
    [
        (SERVER_2022, "Web-Mgmt-Console", "blocker must"),
        (CORE_2022, "Web-Mgmt-Console", "met must"),
        (CORE_2022, "Web-Server", "blocker must"),
        (UNSTATED_2022, "Web-Mgmt-Console", "not-verified must"),
        (UNSTATED_2022, "Web-Server", "blocker must"),
        (windows("10.0.30000"), "", "not-verified must"),
        (windows("6.3.9600"), "", "not-verified must"),
        (windows(None), "", "not-verified must"),
    ],
)
def test_server_core_lacks_three(system: object, short: str, expected: str) -> None:
    there = [name for name in features("SE", SERVER_2022) if name != short]
    whole = with_candidate(software=read(software(features=there)), operating_system=read(system))
    assert status(whole, "exchange-se", CHECK) == expected


def test_every_missing_feature_is_an_item() -> None:
    whole = with_candidate(software=read(software(features=["Web-Server"])), operating_system=read(CORE_2022))
    (row,) = rows(whole, "exchange-se", CHECK)
    assert len(row.items) == 33
    assert {item.suggested for item in row.items} < set(features("SE", SERVER_2022))


def test_what_was_not_read_is_not_met() -> None:
    for section in (failed(), read(software(features=None))):
        whole = with_candidate(software=section, operating_system=read(SERVER_2022))
        assert status(whole, "exchange-se", CHECK) == "not-verified must"


def test_the_table_of_every_windows_a_target_may_be_installed_on() -> None:
    assert windows_features.needed("2016", "Windows Server 2019", "mailbox") == []
