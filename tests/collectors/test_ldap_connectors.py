"""Send and receive connectors, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors.ldap_connectors import RECEIVE, SEND, read_receive, read_send
from scanner.inventory.model import ReceiveConnector, SendConnector
from scanner.inventory.names import points_to_deleted
from tests.collectors.answers import CONFIGURATION, GROUP, entry

SERVERS = f"CN=Servers,{GROUP}"
CONNECTIONS = f"CN=Connections,CN=Exchange Routing Group (DWBGZMFD01QNBJR),CN=Routing Groups,{GROUP}"
DELETED = f"CN=EX03\\0ADEL:5f0cb7a4-1f6e-4c83-9d7e-000000000001,CN=Deleted Objects,{CONFIGURATION}"


def test_a_send_connector() -> None:
    (found,) = read_send(
        [
            entry(
                f"CN=Internet,{CONNECTIONS}",
                cn="Internet",
                objectClass=["top", "msExchConnector", "mailGateway", "msExchRoutingSMTPConnector"],
                routingList=["SMTP:b.test;2", "SMTP:*;1"],
                msExchSmtpSmartHost="smart.corp.test",
                msExchSourceBridgeheadServersDN=[f"CN=EX2,{SERVERS}", DELETED, f"CN=EX\\, 1,{SERVERS}"],
                msExchSmtpSendEnabled="TRUE",
                msExchSmtpSendFlags=131138,
                msExchSmtpOutboundSecurityFlag=0,
                msExchSMTPSendConnectorFQDN="mail.corp.test",
                msExchSmtpSendTlsDomain="mail.protection.outlook.com",
                msExchSmtpTLSCertificate="<I>CN=Authority<S>CN=mail.corp.test",
                delivContLength=20480,
            )
        ]
    )
    assert found == SendConnector(
        name="Internet",
        kind="smtp",
        address_spaces=["SMTP:*;1", "SMTP:b.test;2"],
        smart_hosts="smart.corp.test",
        source_servers=["EX, 1", "EX03 (deleted)", "EX2"],
        enabled=True,
        flags=131138,
        security=0,
        fqdn="mail.corp.test",
        tls_domain="mail.protection.outlook.com",
        certificate="<I>CN=Authority<S>CN=mail.corp.test",
        message_limit=20480,
    )
    assert [points_to_deleted(name) for name in found.source_servers] == [False, True, False]


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        (["top", "msExchConnector", "mailGateway"], "foreign"),
        (["top", "mailGateway", "msExchDeliveryAgentConnector"], "delivery-agent"),
        (["top", "mailGateway", "MSEXCHROUTINGSMTPCONNECTOR"], "smtp"),
    ],
)
def test_kinds_of_send_connectors(classes: list[str], kind: str) -> None:
    (found,) = read_send([entry(f"CN=c,{CONNECTIONS}", objectClass=classes)])
    assert found.kind == kind


def test_a_send_connector_that_states_nothing() -> None:
    (found,) = read_send([entry(f"CN=c,{CONNECTIONS}")])
    assert (found.address_spaces, found.source_servers) == ([], [])
    assert (found.enabled, found.security, found.smart_hosts) == (None, None, None)


def test_a_receive_connector() -> None:
    (found,) = read_receive(
        [
            entry(
                f"CN=Relay,CN=SMTP Receive Connectors,CN=Protocols,CN=EX1,{SERVERS}",
                cn="Relay",
                msExchSmtpReceiveBindings=["[::]:25", "0.0.0.0:25"],
                msExchSmtpReceiveRemoteIPRanges=["10.1.0.0/16", "10.0.0.1"],
                msExchSmtpReceiveEnabled="FALSE",
                msExchSmtpReceiveInboundSecurityFlag=32,
                msExchSmtpReceiveProtocolOptions=-1,
                msExchSmtpReceiveConnectorFQDN="ex1.corp.test",
                msExchSmtpReceiveTlsCertificateName="<I>CN=A<S>CN=b",
                msExchSmtpReceiveMaxMessageSize=52428800,
            )
        ]
    )
    assert found == ReceiveConnector(
        name="Relay",
        server="EX1",
        bindings=["0.0.0.0:25", "[::]:25"],
        remote_ranges=["10.0.0.1", "10.1.0.0/16"],
        enabled=False,
        security=32,
        options=-1,
        fqdn="ex1.corp.test",
        certificate="<I>CN=A<S>CN=b",
        message_limit=52428800,
    )


def test_connectors_come_in_order() -> None:
    unordered = [entry(f"CN={name},{CONNECTIONS}") for name in "bca"]
    assert [each.name for each in read_send(unordered)] == ["a", "b", "c"]
    placed = [
        entry(f"CN={name},CN=SMTP Receive Connectors,CN=Protocols,CN={server},{SERVERS}")
        for name, server in (("a", "EX2"), ("b", "EX1"), ("a", "EX1"))
    ]
    assert [(each.server, each.name) for each in read_receive(placed)] == [
        ("EX1", "a"),
        ("EX1", "b"),
        ("EX2", "a"),
    ]


def test_passwords_and_names_of_accounts_are_never_asked_for() -> None:
    asked = {name.lower() for query in (SEND, RECEIVE) for name in query.attributes}
    assert not {name for name in asked if "password" in name or "username" in name}
