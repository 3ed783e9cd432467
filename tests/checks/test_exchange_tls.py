"""exchange-tls: by build, by registry, by .NET."""

import pytest

from scanner.inventory.model import SecuritySettings
from tests.checks.build import failed, host, inventory, read, server, skipped, status, windows
from tests.checks.machines import both_sides, installed, security

CHECK = "exchange-tls"


def answer(
    stamp: str | None, found: SecuritySettings | None, exact: str | None = None, roles: int = 16439
) -> str:
    machine = host(
        "ex1.corp.example",
        security=failed() if found is None else read(found),
        operating_system=read(windows("6.3.9600")),
        exchange=read(installed(exact)) if exact else skipped(),
    )
    whole = inventory(servers=[server(stamp, roles=roles)], hosts=[machine])
    assert status(whole, "exchange-2019", CHECK) == status(whole, "exchange-se", CHECK)
    return status(whole, "exchange-se", CHECK)


@pytest.mark.parametrize(
    ("stamp", "found", "expected"),
    [
        ("15.0.1347.2", security(), "warning should"),  # 2013 CU18
        ("15.0.1365.1", security(), "met should"),  # CU19
        ("15.1.1261.35", security(), "warning should"),  # 2016 CU7
        ("15.1.1415.2", security(), "met should"),  # CU8
        ("15.2.221.12", security(), "met should"),
        ("15.1.2507.6", security(protocols=both_sides("TLS 1.2", 0, 1)), "warning should"),
        ("15.1.2507.6", security(strong_cryptography=[]), "warning should"),
        ("15.1.2507.6", None, "not-verified should"),
        (None, security(), "not-verified should"),
        (None, security(strong_cryptography=[]), "warning should"),
    ],
)
def test_each_server(stamp: str | None, found: SecuritySettings | None, expected: str) -> None:
    assert answer(stamp, found) == expected


def test_the_exact_build_counts_and_other_targets_do_not_ask() -> None:
    assert answer("15.1.2507.6", security(), exact="15.1.2507.61") == "met should"
    whole = inventory(servers=[server("15.0.1347.2")])
    assert status(whole, "exchange-2016", CHECK) == "not-applicable"
