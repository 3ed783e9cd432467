"""How clients find and reach their mailbox."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from scanner.inventory.absence import told
from scanner.inventory.model.certificate import Certificate
from scanner.inventory.model.record import Record

DirectoryKind = Literal[
    "owa", "ecp", "ews", "activesync", "oab", "autodiscover", "powershell", "um", "mapi", "outlook-anywhere",
    "legacy", "other",
]  # fmt: skip


class VirtualDirectory(Record, frozen=True, kw_only=True):
    """A virtual directory of a server, which is what an address of a protocol is called here."""

    server: Annotated[str | None, told("Server it belongs to", "place of the object")]
    name: Annotated[str, told("Name such as owa (Default Web Site)", "msExchVirtualDirectory cn")]
    kind: Annotated[DirectoryKind, told("Protocol", "objectClass")]
    back_end: Annotated[
        bool, told("Belongs to the back end of 2013 and later, which no client sees", "name of the web site")
    ]
    internal_url: Annotated[
        str | None, told("Address inside; of Outlook Anywhere the host name", "msExchInternalHostName")
    ]
    external_url: Annotated[
        str | None, told("Address outside; of Outlook Anywhere the host name", "msExchExternalHostName")
    ]
    internal_authentication: Annotated[
        int | None, told("Ways to sign in inside, as bits", "msExchInternalAuthenticationMethods")
    ]
    external_authentication: Annotated[
        int | None, told("Ways to sign in outside, as bits", "msExchExternalAuthenticationMethods")
    ]
    bypass_url: Annotated[
        str | None, told("Address past the load balancer (EWS)", "msExchInternalNLBBypassHostName")
    ]
    legacy_url: Annotated[str | None, told("Address of the old servers it sends users to", "msExch2003Url")]
    owa_version: Annotated[int | None, told("Generation of Outlook Web App", "msExchOWAVersion")]
    rpc_flags: Annotated[int | None, told("Settings of Outlook Anywhere as bits", "msExchRpcHttpFlags")]
    mailbox_replication_flags: Annotated[
        int | None, told("Settings of the mailbox replication proxy as bits (EWS)", "msExchMRSProxyFlags")
    ]


class AutodiscoverPoint(Record, frozen=True, kw_only=True):
    """What the directory tells Outlook: where to ask for its settings."""

    name: Annotated[str, told("Name", "serviceConnectionPoint cn")]
    kind: Annotated[Literal["url", "pointer"], told("An address, or a pointer to another forest", "keywords")]
    addresses: Annotated[list[str], told("Addresses", "serviceBindingInformation")]
    sites: Annotated[list[str], told("Sites whose clients prefer it", "keywords Site=")]
    domains: Annotated[list[str], told("Mail domains of the other forest", "keywords Domain=")]
    server: Annotated[str | None, told("Server it belongs to", "place of the object")]
    created: Annotated[datetime | None, told("When it was made: Outlook takes the oldest", "whenCreated")]
    changed: Annotated[datetime | None, told("When it was last changed", "whenChanged")]


class ClientAccessArray(Record, frozen=True, kw_only=True):
    """A client access array (2010)."""

    name: Annotated[str, told("Name", "msExchClientAccessArray cn")]
    fqdn: Annotated[str | None, told("Name clients connect to", "networkAddress ncacn_ip_tcp")]
    site: Annotated[str | None, told("Active Directory site", "msExchServerSite")]


class RpcService(Record, frozen=True, kw_only=True):
    """The RPC client access service of a server (2010 and later)."""

    server: Annotated[str | None, told("Server it belongs to", "place of the object")]
    encryption_required: Annotated[bool | None, told("Outlook must encrypt", "msExchEncryptionRequired")]
    blocked_versions: Annotated[
        str | None, told("Versions of Outlook that are turned away", "msExchBlockedClientVersions")
    ]


class DeviceCount(Record, frozen=True, kw_only=True):
    """How many mobile devices of one kind are known in a domain."""

    domain: Annotated[
        str | None,
        told("DNS name of the domain; none: Exchange told, of the only one", "the domain that was asked"),
    ]
    type: Annotated[str | None, told("Type as the device names it", "msExchDeviceType")]
    model: Annotated[str | None, told("Model", "msExchDeviceModel")]
    system: Annotated[str | None, told("Operating system", "msExchDeviceOS")]
    protocol: Annotated[str | None, told("Version of the protocol", "msExchDeviceEASVersion")]
    access: Annotated[
        int | None, told("1 allowed, 2 blocked, 3 quarantined, 4 discovery", "msExchDeviceAccessState")
    ]
    changed: Annotated[
        str | None, told("Month of the last change, a weak hint of use, such as 2026-10", "whenChanged")
    ]
    count: Annotated[int, told("Devices", "counted")]


class WebAccess(Record, frozen=True, kw_only=True):
    """What a server shows to mail programs over HTTPS."""

    url: Annotated[str, told("Address that was asked", "name of the server")]
    build: Annotated[str | None, told("Exact build of who answered", "EWS ServerVersionInfo")]
    answered_by: Annotated[
        str | None, told("Server that answered; none: it does not say", "EWS X-DiagInfo or X-BEServer")
    ]
    authentication: Annotated[
        list[str] | None, told("Ways to sign in that it offers", "EWS WWW-Authenticate")
    ]
    tls: Annotated[str | None, told("Version of TLS that was agreed on, such as TLSv1.2", "TLS handshake")]
    certificate: Annotated[Certificate | None, told("Certificate it shows", "TLS handshake")]
    certificate_problem: Annotated[
        str | None, told("Why this machine does not accept it; none: it does", "TLS handshake")
    ]
    certificate_trusted: Annotated[
        bool | None,
        told("In date and of an authority this machine trusts, whatever its names", "TLS handshake"),
    ]
    problem: Annotated[str | None, told("Why it did not tell its build", "the connection")]


class AutodiscoverAnswer(Record, frozen=True, kw_only=True):
    """What one way to look for settings leads to, for one mail domain. Nobody signs in for it."""

    domain: Annotated[str | None, told("Mail domain; none: of all, by the directory", "accepted domains")]
    way: Annotated[
        Literal["directory", "https-domain", "https-autodiscover", "http-redirect", "dns-srv"],
        told("How Outlook finds the address", "order of Outlook's attempts"),
    ]
    address: Annotated[str, told("Address or name that was asked", "the way")]
    status: Annotated[int | None, told("HTTP status; 401 is what a living service says", "the answer")]
    leads_to: Annotated[str | None, told("Where it sends the program", "Location header or SRV record")]
    tls: Annotated[str | None, told("Version of TLS that was agreed on", "TLS handshake")]
    certificate: Annotated[Certificate | None, told("Certificate it shows", "TLS handshake")]
    certificate_problem: Annotated[
        str | None, told("Why this machine does not accept it; none: it does", "TLS handshake")
    ]
    certificate_trusted: Annotated[
        bool | None,
        told("In date and of an authority this machine trusts, whatever its names", "TLS handshake"),
    ]
    problem: Annotated[str | None, told("Why there was no answer", "the connection")]


class ClientSeen(Record, frozen=True, kw_only=True):
    """Users seen with one version of one mail program."""

    program: Annotated[str, told("Program, such as Outlook", "client access logs or exready.toml")]
    version: Annotated[
        str | None, told("Full version, such as 12.0.6665.5000", "client access logs or exready.toml")
    ]
    mode: Annotated[str | None, told("Cached, online or protocol, as logged", "client access logs")]
    users: Annotated[int, told("Distinct users", "counted")]


class Clients(Record, frozen=True, kw_only=True):
    """The mail programs in use."""

    days: Annotated[int | None, told("How many days were looked at", "the collector")]
    seen: Annotated[list[ClientSeen], told("Programs and versions", "client access logs or exready.toml")]
    servers: Annotated[
        list[str] | None, told("Servers whose logs were read; none: said by a person", "clients.ps1")
    ]
    limits: Annotated[
        list[str] | None, told("Why clients may be missing, with the server", "clients.ps1, rows log")
    ]
