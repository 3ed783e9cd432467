"""hybrid-connectors: connectors to Exchange Online."""

from typing import Any

import pytest
from msgspec.structs import replace

from scanner.inventory.model import HybridConfiguration, SendConnector
from tests.checks.build import failed, inventory, organization, status
from tests.checks.objects import send_connector
from tests.made import made

CHECK = "hybrid-connectors"
NAME = "<I>CN=CA<S>CN=mail.corp.example"
CLOUD = send_connector(
    "Outbound to Office 365", address_spaces=["SMTP:corp.mail.onmicrosoft.com;1"], certificate=NAME,
    tls_domain="mail.protection.outlook.com",
)  # fmt: skip
HYBRID = made(HybridConfiguration, certificate=NAME)


@pytest.mark.parametrize(
    ("connector", "hybrid", "expected"),
    [
        (send_connector(), HYBRID, "not-applicable should"),
        (CLOUD, HYBRID, "met should"),
        (replace(CLOUD, certificate=None), HYBRID, "warning should"),
        (replace(CLOUD, certificate="<I>CN=CA<S>CN=old"), HYBRID, "warning should"),
        (replace(CLOUD, tls_domain=None), HYBRID, "warning should"),
        (replace(CLOUD, enabled=False, certificate=None), HYBRID, "not-applicable should"),
        # By its smart host; and a thumbprint cannot be compared.
        (send_connector(smart_hosts="[corp.mail.protection.outlook.com]"), HYBRID, "warning should"),
        (
            send_connector(smart_hosts="relay.example; corp.mail.protection.outlook.com"),
            HYBRID,
            "warning should",
        ),
        (CLOUD, made(HybridConfiguration, certificate="AB" * 20), "not-verified should"),
        (CLOUD, None, "not-verified should"),
        (CLOUD, failed(), "not-verified should"),
        (replace(CLOUD, certificate=None), failed(), "warning should"),
    ],
)
def test_the_connector(connector: SendConnector, hybrid: Any, expected: str) -> None:
    whole = inventory(organization=organization(), send_connectors=[connector], hybrid=hybrid)
    assert status(whole, "exchange-se", CHECK) == expected


def test_connectors_that_were_not_read() -> None:
    whole = inventory(organization=organization(), send_connectors=failed(), hybrid=HYBRID)
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
