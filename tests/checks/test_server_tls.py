"""server-tls: both sides of each protocol, and .NET."""

from typing import Any

import pytest

from scanner.inventory.model import SecuritySettings
from tests.checks.build import failed, read, rows, status, windows, with_candidate
from tests.checks.machines import both_sides, protocol, security, strong

CHECK = "server-tls"
TLS12 = both_sides("TLS 1.2")


def with_protocols(*found: object) -> SecuritySettings:
    return security(protocols=list(found))


@pytest.mark.parametrize(
    ("target", "version", "found", "expected"),
    [
        ("exchange-se", "10.0.20348", security(), "met should"),
        ("exchange-se", "10.0.20348", with_protocols(), "met should"),
        ("exchange-2013", "6.1.7601", with_protocols(), "warning should"),
        ("exchange-2013", "6.1.7601", security(), "met should"),
        ("exchange-se", None, with_protocols(), "not-verified should"),
        ("exchange-se", None, security(), "met should"),
        ("exchange-se", "10.0.20348", with_protocols(*both_sides("TLS 1.2", 0, 1)), "warning should"),
        ("exchange-se", "10.0.20348", with_protocols(*both_sides("TLS 1.2", 0, None)), "warning should"),
        ("exchange-se", "10.0.20348", with_protocols(*both_sides("TLS 1.2", None, 1)), "warning should"),
        ("exchange-se", "10.0.20348", with_protocols(*both_sides("TLS 1.2", 1, 1)), "warning should"),
        ("exchange-se", "10.0.20348", with_protocols(*both_sides("TLS 1.2", 4294967295, 0)), "met should"),
        ("exchange-se", "10.0.20348", with_protocols(*both_sides("TLS 1.2", None, 0)), "met should"),
        ("exchange-se", "10.0.20348", with_protocols(*both_sides("TLS 1.2", None, None)), "met should"),
        ("exchange-se", "10.0.20348", with_protocols(protocol("TLS 1.2", "server", 0, 1)), "warning should"),
        # What is older may be on or off, but on both sides alike; SSL never.
        ("exchange-se", "10.0.20348", with_protocols(*TLS12, *both_sides("TLS 1.0")), "met should"),
        ("exchange-se", "10.0.20348", with_protocols(*TLS12, *both_sides("TLS 1.0", 0, 1)), "met should"),
        (
            "exchange-se",
            "10.0.20348",
            with_protocols(*TLS12, protocol("TLS 1.0", "client"), protocol("TLS 1.0", "server", 0, 1)),
            "warning should",
        ),
        ("exchange-se", "10.0.20348", with_protocols(*TLS12, *both_sides("SSL 3.0")), "warning should"),
        ("exchange-se", "10.0.20348", with_protocols(*TLS12, *both_sides("SSL 3.0", 0, 1)), "met should"),
        # TLS 1.3 by the release that can use it.
        ("exchange-se", "10.0.20348", with_protocols(*TLS12, *both_sides("TLS 1.3")), "met should"),
        ("exchange-2019", "10.0.20348", with_protocols(*TLS12, *both_sides("TLS 1.3")), "met should"),
        (
            "exchange-2019@cu14",
            "10.0.20348",
            with_protocols(*TLS12, *both_sides("TLS 1.3")),
            "warning should",
        ),
        ("exchange-2016", "10.0.14393", with_protocols(*TLS12, *both_sides("TLS 1.3")), "warning should"),
        # .NET.
        ("exchange-se", "10.0.20348", security(strong_cryptography=[]), "warning should"),
        ("exchange-se", "10.0.20348", security(strong_cryptography=strong(None, 1)), "warning should"),
        ("exchange-se", "10.0.20348", security(strong_cryptography=strong(1, 0)), "warning should"),
        ("exchange-se", "10.0.20348", security(strong_cryptography=strong()[:1]), "warning should"),
    ],
)
def test_each_setting(target: str, version: str | None, found: SecuritySettings, expected: str) -> None:
    whole = with_candidate(security=read(found), operating_system=read(windows(version)))
    assert status(whole, target, CHECK) == expected


def test_each_fault_is_an_item() -> None:
    found = security(protocols=[protocol("TLS 1.2", "server", 0, 1)], strong_cryptography=strong()[:1])
    whole = with_candidate(security=read(found), operating_system=read(windows()))
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [
        ("TLS 1.2", "client: on, server: off"),
        (
            ".NET Framework v4.0.30319 (32-bit)",
            "SystemDefaultTlsVersions and SchUseStrongCrypto are not both 1",
        ),
    ]


@pytest.mark.parametrize("gone", ["security", "operating_system"])
def test_what_was_not_read_is_not_met(gone: str) -> None:
    sections: dict[str, Any] = {
        "security": read(security()),
        "operating_system": read(windows()),
        gone: failed(),
    }
    assert status(with_candidate(**sections), "exchange-se", CHECK) == "not-verified should"
