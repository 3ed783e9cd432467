"""send-connector-internet: a connector for every domain."""

import pytest

from scanner.inventory.model import SendConnector
from tests.checks.build import failed, inventory, organization, status
from tests.checks.objects import send_connector

CHECK = "send-connector-internet"


@pytest.mark.parametrize(
    ("space", "enabled", "expected"),
    [
        ("SMTP:*;1", True, "met should"),
        ("smtp:*;100", True, "met should"),
        ("*", True, "met should"),
        ("SMTP:*;1", False, "warning should"),
        ("SMTP:*;1", None, "not-verified should"),
        ("SMTP:*.partner.example;1", True, "warning should"),
        ("SMTP:--;1", True, "warning should"),
        ("X400:*;1", True, "warning should"),
    ],
)
def test_the_address_spaces(space: str, enabled: bool | None, expected: str) -> None:
    connector = send_connector(address_spaces=[space], enabled=enabled)
    whole = inventory(organization=organization(), send_connectors=[connector])
    assert status(whole, "exchange-se", CHECK) == expected


def test_one_is_enough_and_none_is_none() -> None:
    off: list[SendConnector] = [send_connector("Off", enabled=False), send_connector("On")]
    assert (
        status(inventory(organization=organization(), send_connectors=off), "exchange-se", CHECK)
        == "met should"
    )
    none = inventory(organization=organization(), send_connectors=[])
    assert status(none, "exchange-se", CHECK) == "warning should"
    unread = inventory(organization=organization(), send_connectors=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
