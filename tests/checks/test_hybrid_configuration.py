"""hybrid-configuration: what the wizard stored."""

from typing import Any

import pytest

from scanner.inventory.model import HybridConfiguration
from scanner.inventory.names import name_of_deleted
from tests.checks.build import failed, inventory, organization, rows, server, status
from tests.made import made

CHECK = "hybrid-configuration"


def stored(**more: Any) -> HybridConfiguration:
    given = {
        "domains": ["corp.example"], "transport_servers": ["EX1"], "smart_host": "mail.corp.example",
        "certificate": "<I>CN=CA<S>CN=mail.corp.example", **more,
    }  # fmt: skip
    return made(HybridConfiguration, **given)


@pytest.mark.parametrize(
    ("hybrid", "expected"),
    [
        (None, "not-applicable should"),
        (stored(), "met should"),
        (stored(transport_servers=[name_of_deleted("EX1")]), "warning should"),
        (stored(client_access_servers=["EX9"]), "warning should"),
        (stored(domains=[]), "warning should"),
        (stored(smart_host=None), "warning should"),
        (stored(certificate=None), "warning should"),
    ],
)
def test_what_is_stored(hybrid: HybridConfiguration | None, expected: str) -> None:
    whole = inventory(organization=organization(), servers=[server("15.2.1748.10")], hybrid=hybrid)
    assert status(whole, "exchange-se", CHECK) == expected


def test_what_is_missing_is_named_and_what_was_not_read() -> None:
    gone = stored(domains=[], transport_servers=["EX9"])
    (row,) = rows(inventory(organization=organization(), servers=[], hybrid=gone), "exchange-se", CHECK)
    assert [item.name for item in row.items] == ["EX9", "Domains"]
    unread = inventory(organization=organization(), servers=[], hybrid=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
