"""Connectors: what sends mail out, and what each server takes in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scanner.collectors.exchange_containers import (
    EVERY,
    GROUPS,
    classes,
    organization_step,
    server_of,
    server_step,
)
from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.connections.dn import name_of
from scanner.connections.entry import Entry
from scanner.inventory.model import ReceiveConnector, SendConnector

SEND = Query(
    "send connectors",
    ROOT_DN,
    (
        "cn", "objectClass", "routingList", "msExchSmtpSmartHost", "msExchSourceBridgeheadServersDN",
        "msExchSmtpSendEnabled", "msExchSmtpSendFlags", "msExchSmtpOutboundSecurityFlag",
        "msExchSMTPSendConnectorFQDN", "msExchSmtpSendTlsDomain", "msExchSmtpTLSCertificate",
        "delivContLength",
    ),
    # SMTP connectors derive from the gateway, which by itself is a foreign connector.
    "(|(objectClass=mailGateway)(objectClass=msExchRoutingSMTPConnector)"
    "(objectClass=msExchDeliveryAgentConnector))",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip
RECEIVE = Query(
    "receive connectors",
    ROOT_DN,
    (
        "cn", "msExchSmtpReceiveBindings", "msExchSmtpReceiveRemoteIPRanges", "msExchSmtpReceiveEnabled",
        "msExchSmtpReceiveInboundSecurityFlag", "msExchSmtpReceiveProtocolOptions",
        "msExchSmtpReceiveConnectorFQDN", "msExchSmtpReceiveTlsCertificateName",
        "msExchSmtpReceiveMaxMessageSize",
    ),
    "(objectClass=msExchSmtpReceiveConnector)",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip

Kind = Literal["smtp", "foreign", "delivery-agent"]
_KINDS: Mapping[str, Kind] = {
    "msexchroutingsmtpconnector": "smtp",
    "msexchdeliveryagentconnector": "delivery-agent",
}


def read_send(entries: list[Entry]) -> list[SendConnector]:
    """In order of their names."""
    return sorted(map(_send, entries), key=lambda connector: connector.name)


def read_receive(entries: list[Entry]) -> list[ReceiveConnector]:
    """In order of servers and names."""
    return sorted(map(_receive, entries), key=lambda each: (each.server or "", each.name))


def _send(entry: Entry) -> SendConnector:
    kinds = [_KINDS[each] for each in classes(entry) if each in _KINDS]
    return SendConnector(
        name=entry.name,
        kind=kinds[0] if kinds else "foreign",
        address_spaces=sorted(entry.texts("routingList")),
        smart_hosts=entry.text("msExchSmtpSmartHost"),
        source_servers=sorted(name_of(dn) or dn for dn in entry.texts("msExchSourceBridgeheadServersDN")),
        enabled=entry.boolean("msExchSmtpSendEnabled"),
        flags=entry.integer("msExchSmtpSendFlags"),
        security=entry.integer("msExchSmtpOutboundSecurityFlag"),
        fqdn=entry.text("msExchSMTPSendConnectorFQDN"),
        tls_domain=entry.text("msExchSmtpSendTlsDomain"),
        certificate=entry.text("msExchSmtpTLSCertificate"),
        message_limit=entry.integer("delivContLength"),
    )


def _receive(entry: Entry) -> ReceiveConnector:
    return ReceiveConnector(
        name=entry.name,
        server=server_of(entry.dn),
        bindings=sorted(entry.texts("msExchSmtpReceiveBindings")),
        remote_ranges=sorted(entry.texts("msExchSmtpReceiveRemoteIPRanges")),
        enabled=entry.boolean("msExchSmtpReceiveEnabled"),
        security=entry.integer("msExchSmtpReceiveInboundSecurityFlag"),
        options=entry.integer("msExchSmtpReceiveProtocolOptions"),
        fqdn=entry.text("msExchSmtpReceiveConnectorFQDN"),
        certificate=entry.text("msExchSmtpReceiveTlsCertificateName"),
        message_limit=entry.integer("msExchSmtpReceiveMaxMessageSize"),
    )


STEPS = (
    organization_step(
        "ldap-send-connectors",
        "send_connectors",
        SEND,
        read_send,
        (*GROUPS, "Routing Groups", EVERY, "Connections"),
    ),
    server_step("ldap-receive-connectors", "receive_connectors", RECEIVE, read_receive),
)
