"""ad-domain-controllers: the Windows version of every domain controller, oldest and newest."""

import pytest

from checks.target import LevelName
from scanner.inventory.model import DomainController
from tests.checks.build import asked, computer, controller, failed, inventory, need, rows, status
from tests.made import made

CHECK = "ad-domain-controllers"


@pytest.mark.parametrize(
    ("target", "level", "version", "service_pack", "answer", "shown"),
    [
        ("exchange-2010", "must", "5.2 (3790)", None, "unknown", "service pack is not stated"),
        ("exchange-2010", "must", "5.2 (3790)", "Service Pack 1", "met", "Service Pack 1"),
        ("exchange-2010", "should", "5.2 (3790)", "Service Pack 1", "unmet", "Service Pack 1"),
        ("exchange-2010", "should", "5.2 (3790)", "Service Pack 2", "met", "Service Pack 2"),
        ("exchange-2013", "must", "5.0 (2195)", "Service Pack 4", "unmet", "5.0 (2195)"),
        ("exchange-2013", "must", "5.2 (3790)", "Service Pack 1", "unmet", "Service Pack 1, 5.2 (3790)"),
        ("exchange-2013", "must", "5.2 (3790)", "Service Pack 2", "met", "Service Pack 2, 5.2 (3790)"),
        ("exchange-2013", "must", "5.2 (3790)", None, "unknown", "service pack is not stated"),
        ("exchange-2013", "must", "6.0 (6001)", None, "met", "6.0 (6001)"),
        ("exchange-2013", "should", "6.0 (6001)", None, "unmet", "6.0 (6001)"),
        ("exchange-2013", "should", "6.0 (6002)", None, "met", "6.0 (6002)"),
        ("exchange-2013", "should", "6.1 (7600)", None, "unmet", "6.1 (7600)"),
        ("exchange-2013", "should", "6.1 (7601)", None, "met", "6.1 (7601)"),
        ("exchange-2013", "should", "10.0 (14393)", None, "met", "10.0 (14393)"),
        ("exchange-2013", "should", "10.0 (17763)", None, "unmet", "10.0 (17763)"),
        ("exchange-2016", "must", "6.0 (6002)", "Service Pack 2", "unmet", "6.0 (6002)"),
        ("exchange-2016", "must", "6.1 (7600)", None, "unmet", "6.1 (7600)"),
        ("exchange-2016", "must", "6.1 (7601)", "Service Pack 1", "met", "6.1 (7601)"),
        ("exchange-2016", "should", "6.1 (7601)", None, "unmet", "6.1 (7601)"),
        ("exchange-2016", "should", "6.2 (9200)", None, "met", "6.2 (9200)"),
        ("exchange-2016", "should", "10.0 (20348)", None, "met", "10.0 (20348)"),
        ("exchange-2016", "should", "10.0 (26100)", None, "unmet", "10.0 (26100)"),
        ("exchange-se", "must", "6.2 (9200)", None, "unmet", "6.2 (9200)"),
        ("exchange-se", "must", "6.3 (9600)", None, "met", "6.3 (9600)"),
        ("exchange-se", "should", "10.0 (26100)", None, "met", "10.0 (26100)"),
        ("exchange-se", "must", "10.0 (27000)", None, "unknown", "newer"),
        ("exchange-se", "must", "10.0 (19045)", None, "unknown", "no Windows Server version"),
        ("exchange-se", "must", "4.19.5-Debian", None, "unknown", "4.19.5-Debian"),
        ("exchange-se", "must", None, None, "unknown", "does not state"),
    ],
)
def test_each_side_of_a_version(
    target: str, level: LevelName, version: str | None, service_pack: str | None, answer: str, shown: str
) -> None:
    required = need(target, CHECK, level)
    verdict = asked(CHECK, required, computer=computer(version, service_pack))
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("target", "version", "expected"),
    [
        ("exchange-2010", "5.0 (2195)", "blocker must"),
        ("exchange-2010", "5.2 (3790)", "not-verified must"),
        ("exchange-2010", "6.0 (6001)", "warning should"),
        ("exchange-2010", "6.1 (7601)", "met should"),
        ("exchange-2010", "10.0 (14393)", "met should"),
        ("exchange-2010", "10.0 (17763)", "warning should"),
        ("exchange-2019", "6.2 (9200)", "blocker must"),
        ("exchange-2019", "6.3 (9600)", "met should"),
        ("exchange-2019", "10.0 (26100)", "met should"),
        ("exchange-2013", "6.2 (9200)", "met should"),
        ("exchange-2013", "6.1 (7600)", "warning should"),
        ("exchange-2013", "5.0 (2195)", "blocker must"),
        ("exchange-2013", "10.0 (20348)", "warning should"),
        ("exchange-2016", "6.2 (9200)", "met should"),
        ("exchange-2016", "6.1 (7601)", "warning should"),
        ("exchange-2016", "6.1 (7600)", "blocker must"),
        ("exchange-se", "6.3 (9600)", "met should"),
        ("exchange-se", "6.2 (9200)", "blocker must"),
        ("exchange-2013", None, "not-verified must"),
        ("exchange-2016", None, "not-verified must"),
        ("exchange-se", None, "not-verified must"),
        ("exchange-se", "10.0 (30000)", "not-verified must"),
    ],
)
def test_the_row_of_each_target(target: str, version: str | None, expected: str) -> None:
    assert status(inventory(domain_controllers=[controller(version)]), target, CHECK) == expected


def test_every_domain_controller_has_a_row_and_one_that_is_gone_blanks_none() -> None:
    dead = made(DomainController,
        name="dc3.corp.example", domain="corp.example", site="Lyon", global_catalog=False, read_only=True,
        computer=failed("no-such-account", name="dc3"),
    )  # fmt: skip
    controllers = [controller(), controller("6.1 (7600)", "dc2.corp.example"), dead]
    found = rows(inventory(domain_controllers=controllers), "exchange-2016", CHECK)
    assert [(row.subject.name, row.status) for row in found] == [
        ("dc1.corp.example", "met"),
        ("dc2.corp.example", "blocker"),
        ("dc3.corp.example", "not-verified"),
    ]
    assert "dc3" in found[2].observed.text


def test_a_forest_without_any_domain_controller_was_not_read_whole() -> None:
    assert status(inventory(domain_controllers=[]), "exchange-se", CHECK) == "not-verified must"
