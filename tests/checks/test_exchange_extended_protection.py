"""exchange-extended-protection: the update that brought it, the NTLM level, and what is demanded already."""

import pytest

from scanner.inventory.model import ExtendedProtection
from tests.checks.build import failed, host, inventory, read, rows, server, skipped, status
from tests.checks.healthy import without
from tests.checks.machines import installed, security

CHECK = "exchange-extended-protection"


def answer(stamp: str | None, exact: str | None = None, level: int | None = 5) -> str:
    machine = host(
        "ex1.corp.example",
        security=read(security(lm_compatibility=level)),
        exchange=read(installed(exact)) if exact else skipped(),
    )
    return status(inventory(servers=[server(stamp)], hosts=[machine]), "exchange-se", CHECK)


@pytest.mark.parametrize(
    ("stamp", "exact", "level", "expected"),
    [
        ("15.1.2507.6", "15.1.2507.9", 5, "warning should"),
        ("15.1.2507.6", "15.1.2507.12", 5, "met should"),  # August 2022
        ("15.1.2375.7", "15.1.2375.31", 5, "met should"),
        ("15.1.2507.6", None, 5, "not-verified should"),
        ("15.1.2308.8", None, 5, "warning should"),
        ("15.2.1748.10", None, 5, "met should"),
        ("14.3.123.4", None, 5, "warning should"),
        ("15.1.2507.6", "15.1.2507.12", 2, "warning should"),
        ("15.1.2507.6", "15.1.2507.12", 3, "met should"),
        ("15.1.2507.6", "15.1.2507.12", None, "met should"),
        (None, None, 5, "not-verified should"),
        (None, None, 1, "warning should"),
    ],
)
def test_each_server(stamp: str | None, exact: str | None, level: int | None, expected: str) -> None:
    assert answer(stamp, exact, level) == expected


def test_directories_that_demand_what_the_server_cannot_do_are_named() -> None:
    found = [
        ExtendedProtection(server="EX1", directory="EWS (Default Web Site)", setting="Require"),
        ExtendedProtection(server="EX1", directory="owa (Default Web Site)", setting="None"),
        ExtendedProtection(server="EX2", directory="EWS (Default Web Site)", setting="Require"),
    ]
    machine = host("ex1.corp.example", security=read(security()), exchange=read(installed("15.1.2507.9")))
    whole = inventory(servers=[server("15.1.2507.6")], hosts=[machine], extended_protection=found)
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [item.name for item in row.items] == ["Exchange 2016", "EWS (Default Web Site)"]
    (row,) = rows(without(whole, extended_protection=failed()), "exchange-se", CHECK)
    assert [item.name for item in row.items] == ["Exchange 2016"]


def test_what_was_not_read_is_not_met_and_older_targets_do_not_ask() -> None:
    whole = inventory(servers=[server("15.2.1748.10")])
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
    assert status(whole, "exchange-2016", CHECK) == "not-applicable"
