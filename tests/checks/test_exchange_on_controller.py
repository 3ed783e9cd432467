"""exchange-on-controller: Exchange servers that are domain controllers."""

import pytest
from msgspec.structs import replace

from tests.checks.build import (
    answered,
    computer,
    controller,
    failed,
    inventory,
    organization,
    read,
    server,
    status,
)

CHECK = "exchange-on-controller"
OTHERS = [controller()]


@pytest.mark.parametrize(
    ("group", "fqdn", "roles", "answer"),
    [
        (515, "ex1.corp.example", 16439, "met"),
        (516, "ex1.corp.example", 16439, "unmet"),
        (521, "ex1.corp.example", 16439, "unmet"),
        (515, "DC1.corp.example", 16439, "unmet"),
        (None, "ex1.corp.example", 16439, "met"),
        (None, None, 16439, "unknown"),
        (516, None, 64, "not-applicable"),
    ],
)
def test_by_group_and_by_name(group: int | None, fqdn: str | None, roles: int, answer: str) -> None:
    got = answered(
        CHECK,
        exchange_server=server("15.2.1748.10", fqdn=fqdn, roles=roles),
        computer=replace(computer("10.0 (17763)"), primary_group=group),
        domain_controllers=OTHERS,
        organization=None,
    )
    assert got[0] == answer, got


def test_split_permissions_are_named() -> None:
    got = answered(
        CHECK,
        exchange_server=server("15.2.1748.10"),
        computer=replace(computer("10.0 (17763)"), primary_group=516),
        domain_controllers=OTHERS,
        organization=replace(organization(), split_permissions=True),
    )
    assert "split permissions" in got[1]


def test_an_account_that_was_not_read() -> None:
    whole = inventory(servers=[server("15.2.1748.10")], domain_controllers=OTHERS)
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
    account = read(computer("10.0 (17763)"))
    unread = inventory(servers=[server("15.2.1748.10", computer=account)], domain_controllers=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
