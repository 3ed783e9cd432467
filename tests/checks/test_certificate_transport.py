"""certificate-transport: the certificate of the internal transport."""

import pytest

from scanner.inventory.model import Certificate
from tests.checks.build import answered, failed, inventory, server, status
from tests.checks.objects import TODAY, certificate

CHECK = "certificate-transport"


@pytest.mark.parametrize(
    ("held", "answer"),
    [
        (certificate(365), "met"),
        (certificate(60), "met"),
        (certificate(59), "unmet"),
        (certificate(0), "unmet"),
        (certificate(-1), "unmet"),
        (certificate(None), "unknown"),
        (None, "unknown"),
    ],
)
def test_the_days(held: Certificate | None, answer: str) -> None:
    got = answered(CHECK, exchange_server=server("15.1.2507.6", internal_certificate=held), as_of=TODAY)
    assert got[0] == answer, got


def test_expired_and_expiring_are_told_apart() -> None:
    shown = [
        answered(
            CHECK, exchange_server=server("15.1.2507.6", internal_certificate=certificate(days)), as_of=TODAY
        )[1]
        for days in (-1, 1)
    ]
    assert shown == ["expired on 22 November 2026", "expires on 24 November 2026"]


def test_servers_without_one() -> None:
    old = inventory(servers=[server("6.5.7638.2", internal_certificate=None)])
    assert status(old, "exchange-2010", CHECK) == "not-applicable should"
    edge = inventory(servers=[server("15.1.2507.6", roles=64, internal_certificate=None)])
    assert status(edge, "exchange-se", CHECK) == "not-applicable should"
    assert status(inventory(servers=failed()), "exchange-se", CHECK) == "not-verified should"
