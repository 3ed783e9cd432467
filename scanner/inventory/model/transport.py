"""Mail flow: domains, connectors, rules."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from scanner.inventory.absence import told
from scanner.inventory.model.record import Record


class AcceptedDomain(Record, frozen=True, kw_only=True):
    """A mail domain the organisation accepts."""

    name: Annotated[str, told("Domain name", "msExchAcceptedDomainName")]
    flags: Annotated[int | None, told("Kind and default flag", "msExchAcceptedDomainFlags")]


class RemoteDomain(Record, frozen=True, kw_only=True):
    """Settings for mail to a domain outside."""

    name: Annotated[str, told("Name", "msExchDomainContentConfig cn")]
    domain: Annotated[str | None, told("Domain", "msExchDomainContentConfig domainName")]
    flags: Annotated[int | None, told("Settings as bits", "msExchDomainContentConfigFlags")]


class SendConnector(Record, frozen=True, kw_only=True):
    """A connector that sends mail out."""

    name: Annotated[str, told("Name", "connector cn")]
    kind: Annotated[Literal["smtp", "foreign", "delivery-agent"], told("Kind of connector", "objectClass")]
    address_spaces: Annotated[list[str], told("Addresses it takes, such as SMTP:*;1", "routingList")]
    smart_hosts: Annotated[str | None, told("Hosts it sends to; none: DNS", "msExchSmtpSmartHost")]
    source_servers: Annotated[
        list[str],
        told("Servers that send through it; a deleted one is named so", "msExchSourceBridgeheadServersDN"),
    ]
    enabled: Annotated[bool | None, told("It is in use", "msExchSmtpSendEnabled")]
    flags: Annotated[int | None, told("Settings as bits", "msExchSmtpSendFlags")]
    security: Annotated[
        int | None, told("0: no authentication towards the other side", "msExchSmtpOutboundSecurityFlag")
    ]
    fqdn: Annotated[str | None, told("Name it gives itself", "msExchSMTPSendConnectorFQDN")]
    tls_domain: Annotated[
        str | None, told("Name the other side's certificate must carry", "msExchSmtpSendTlsDomain")
    ]
    certificate: Annotated[
        str | None, told("Certificate it uses, as <I>issuer<S>subject", "msExchSmtpTLSCertificate")
    ]
    message_limit: Annotated[int | None, told("Largest message, KB", "delivContLength")]


class ReceiveConnector(Record, frozen=True, kw_only=True):
    """A connector of a server that takes mail in (2007 and later)."""

    name: Annotated[str, told("Name", "msExchSmtpReceiveConnector cn")]
    server: Annotated[str | None, told("Server it belongs to", "place of the connector")]
    bindings: Annotated[list[str], told("Addresses and ports", "msExchSmtpReceiveBindings")]
    remote_ranges: Annotated[list[str], told("From whom it takes mail", "msExchSmtpReceiveRemoteIPRanges")]
    enabled: Annotated[bool | None, told("It is in use", "msExchSmtpReceiveEnabled")]
    security: Annotated[
        int | None, told("Ways to authenticate, as bits", "msExchSmtpReceiveInboundSecurityFlag")
    ]
    options: Annotated[
        int | None, told("Options of the protocol as bits", "msExchSmtpReceiveProtocolOptions")
    ]
    fqdn: Annotated[str | None, told("Name it gives itself", "msExchSmtpReceiveConnectorFQDN")]
    certificate: Annotated[
        str | None,
        told("Certificate it uses, as <I>issuer<S>subject", "msExchSmtpReceiveTlsCertificateName"),
    ]
    message_limit: Annotated[int | None, told("Largest message, bytes", "msExchSmtpReceiveMaxMessageSize")]


class TransportSettings(Record, frozen=True, kw_only=True):
    """Settings of the whole organisation for mail flow."""

    flags: Annotated[int | None, told("Settings as bits", "msExchTransportSettingsFlags")]
    internal_servers: Annotated[list[str], told("Internal SMTP servers", "msExchInternalSMTPServers")]
    receive_limit: Annotated[int | None, told("Largest message received, KB", "delivContLength")]
    send_limit: Annotated[int | None, told("Largest message sent, KB", "submissionContLength")]
    recipient_limit: Annotated[int | None, told("Most recipients of a message", "msExchRecipLimit")]


class TransportRule(Record, frozen=True, kw_only=True):
    """A rule for mail in transit, or for journaling; its text is not kept, since it names people."""

    name: Annotated[str, told("Name", "msExchTransportRule cn")]
    collection: Annotated[
        str,
        told(
            "Collection it stands in, such as TransportVersioned or JournalingVersioned", "place of the rule"
        ),
    ]
    priority: Annotated[int | None, told("0 is applied first", "msExchTransportRulePriority")]
    changed: Annotated[datetime | None, told("When it was last changed", "whenChanged")]


class MailProtocol(Record, frozen=True, kw_only=True):
    """POP3, IMAP4 or the SMTP service of 2000 and 2003 on one server."""

    server: Annotated[str | None, told("Server", "place of the object")]
    protocol: Annotated[Literal["pop3", "imap4", "smtp"], told("Protocol", "objectClass")]
    name: Annotated[str, told("Name", "cn")]
    certificate: Annotated[str | None, told("Name in its certificate", "msExchPopImapX509CertificateName")]
    external_settings: Annotated[
        list[str] | None, told("What clients outside are told", "msExchPopImapExternalConnectionSettings")
    ]
    smart_host: Annotated[str | None, told("Host the SMTP service sends to", "msExchSmtpSmartHost")]
