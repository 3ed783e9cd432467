"""One Exchange server as entries: itself, and what it offers to clients and to other servers."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.lab.entries import Attributes, Entry, Value, child
from tests.lab.items import resolved
from tests.lab.model import Edition, Organization, ReceiveConnector, Server
from tests.lab.names import OrganizationNames, site_dn

_EDITIONS: dict[Edition, int] = {"Standard": 0, "Enterprise": 1}
_BASIC_AND_WINDOWS = 1 | 2 | 16
_MAILBOX, _FRONT_END_TRANSPORT = 2, 16384
_EVERYWHERE = ("0.0.0.0-255.255.255.255", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
AUTODISCOVER_URL_KEYWORD = "77378F46-2C66-4aa9-A6A6-3E7A48B19596"


class VirtualDirectory(NamedTuple):
    """A virtual directory, and which generations (major versions) have it."""

    name: str
    object_class: str
    path: str
    first: int = 8
    last: int = 15


VIRTUAL_DIRECTORIES = (
    VirtualDirectory("EWS", "msExchWebServicesVirtualDirectory", "EWS/Exchange.asmx"),
    VirtualDirectory("owa", "msExchOWAVirtualDirectory", "owa"),
    VirtualDirectory("Exchange", "msExchOWAVirtualDirectory", "exchange", 8, 8),
    VirtualDirectory("Public", "msExchOWAVirtualDirectory", "public", 8, 8),
    VirtualDirectory("Exchweb", "msExchOWAVirtualDirectory", "exchweb", 8, 8),
    VirtualDirectory("ecp", "msExchECPVirtualDirectory", "ecp", 14),
    VirtualDirectory("OAB", "msExchOABVirtualDirectory", "OAB"),
    VirtualDirectory(
        "Microsoft-Server-ActiveSync", "msExchMobileVirtualDirectory", "Microsoft-Server-ActiveSync"
    ),
    VirtualDirectory("Autodiscover", "msExchAutoDiscoverVirtualDirectory", "Autodiscover/Autodiscover.xml"),
    VirtualDirectory("PowerShell", "msExchPowerShellVirtualDirectory", "PowerShell", 14),
    VirtualDirectory("UnifiedMessaging", "msExchUMVirtualDirectory", "UnifiedMessaging/Service.asmx", 8, 8),
    VirtualDirectory("mapi", "msExchMapiVirtualDirectory", "mapi", 15),
)


def server_entries(organization: Organization, server: Server) -> Iterator[Entry]:
    """The server and everything below it, databases of Exchange 2007 excepted."""
    names = OrganizationNames(organization)
    dn = names.server(server.name)
    yield Entry(dn, "msExchExchangeServer", _attributes(organization, server))
    if server.has_transport_children:
        yield from _transport_children(dn, server)
    if server.is_edge:
        return
    yield Entry(child("InformationStore", dn), "msExchInformationStore")
    protocols = child("Protocols", dn)
    yield Entry(protocols, "msExchContainer")
    yield from _mail_protocols(protocols, server)
    if server.build.major < 8:
        yield from _web_protocols_of_2003(child("HTTP", protocols))
        return
    yield from _web_protocols(child("HTTP", protocols), server)
    yield from _autodiscover(child("Autodiscover", protocols), server)
    yield from _receive_connectors(organization, child("SMTP Receive Connectors", protocols), server)
    if server.build.major == 14:
        yield Entry(
            child("RpcClientAccess", protocols),
            "msExchProtocolCfgExchangeRpcService",
            {"msExchEncryptionRequired": "TRUE", "msExchBlockedClientVersions": "-5.9.9;7.0.0-11.99.99"},
        )


def _attributes(organization: Organization, server: Server) -> Attributes:
    names = OrganizationNames(organization)
    attributes: dict[str, Value | tuple[str, ...]] = {
        "serialNumber": server.build.serial_number,
        "versionNumber": server.build.version_number,
        "networkAddress": (f"ncacn_ip_tcp:{server.fqdn}", f"netbios:{server.name}"),
        "legacyExchangeDN": names.legacy_server(server.name),
    }
    if server.build.major >= 8:
        attributes |= {
            "msExchCurrentServerRoles": server.roles,
            "msExchServerSite": site_dn(server.site),
            "msExchVersion": server.build.object_version,
            "msExchInstallPath": rf"C:\Program Files\Microsoft\Exchange Server\V{server.build.major}",
            "type": scrambled_edition(server.edition),
        }
    if server.dag:
        attributes["msExchMDBAvailabilityGroupLink"] = child(server.dag, names.dags)
    return {**attributes, **resolved(organization, server.settings)}


def scrambled_edition(edition: Edition) -> str:
    """The edition as a server object states it: each byte mixed with the one before it."""
    plain = f"{_EDITIONS[edition]:X};0;0".encode("utf-16-le")
    scrambled = bytearray([plain[0] ^ (0x49 | 0x43)])
    for byte in plain[1:]:
        scrambled.append(byte ^ scrambled[-1] ^ 0x49)
    return scrambled.decode("utf-16-le")


def _transport_children(dn: str, server: Server) -> Iterator[Entry]:
    """Objects that a search for the server's class also finds, with a build and an address of their own."""
    container = child("Transport Configuration", dn)
    yield Entry(container, "msExchContainer")
    for name, roles in (("Frontend", _FRONT_END_TRANSPORT), ("Mailbox", _MAILBOX)):
        yield Entry(
            child(name, container),
            "msExchExchangeTransportServer",
            {
                "serialNumber": server.build.serial_number,
                "versionNumber": server.build.version_number,
                "networkAddress": f"ncacn_ip_tcp:{server.fqdn}",
                "msExchCurrentServerRoles": roles,
            },
        )


def _mail_protocols(protocols: str, server: Server) -> Iterator[Entry]:
    """SMTP virtual servers are real on 2003 only; 2007 and later keep the object without a meaning."""
    for name, object_class, port in (
        ("SMTP", "protocolCfgSMTPServer", 25),
        ("POP3", "protocolCfgPOPServer", 110),
        ("IMAP4", "protocolCfgIMAPServer", 143),
    ):
        container = child(name, protocols)
        attributes: dict[str, Value | list[str]] = {"msExchServerBindings": f"0.0.0.0:{port}"}
        if server.build.major >= 8 and name != "SMTP":
            attributes["msExchPopImapX509CertificateName"] = server.fqdn
            attributes["msExchPopImapInternalConnectionSettings"] = [f"{server.fqdn}:{port}:TLS"]
        yield Entry(container, "msExchContainer")
        yield Entry(child("1", container), object_class, attributes)


def _receive_connectors(organization: Organization, container: str, server: Server) -> Iterator[Entry]:
    everywhere = ("0.0.0.0:25", "[::]:25")
    standard = (
        ReceiveConnector(
            server=server.name,
            name=f"Default {server.name}",
            bindings=everywhere,
            remote_ranges=_EVERYWHERE,
        ),
        ReceiveConnector(
            server=server.name,
            name=f"Relay {server.name}",
            bindings=everywhere,
            remote_ranges=("10.1.20.5", "10.1.20.10-10.1.20.19"),
        ),
    )
    yield Entry(container, "msExchContainer")
    for connector in (*standard, *organization.receive_connectors):
        if connector.server == server.name:
            yield Entry(
                child(connector.name, container),
                "msExchSmtpReceiveConnector",
                {
                    "msExchSmtpReceiveBindings": connector.bindings,
                    "msExchSmtpReceiveRemoteIPRanges": connector.remote_ranges,
                    "msExchSmtpReceiveEnabled": "TRUE",
                    "msExchSmtpReceiveConnectorFQDN": server.fqdn,
                    "msExchSmtpReceiveInboundSecurityFlag": 1,
                    **resolved(organization, connector.settings),
                },
            )


def _web_protocols_of_2003(http: str) -> Iterator[Entry]:
    """Virtual directories with a class of their own, below an HTTP server."""
    server = child("1", http)
    yield Entry(http, "msExchContainer")
    yield Entry(server, "protocolCfgHTTPServer")
    for name in ("Exchange", "Public"):
        yield Entry(
            child(name, server), "msExchProtocolCfgHTTPVirtualDirectory", {"msExchAuthenticationFlags": 5}
        )


def _web_protocols(http: str, server: Server) -> Iterator[Entry]:
    """Since 2013 each directory exists twice, and only the one of the front end has addresses for clients."""
    yield Entry(http, "msExchContainer")
    sites = {"Default Web Site": server.fqdn}
    if server.build.major >= 15:
        sites["Exchange Back End"] = f"{server.fqdn}:444"
    for site, host in sites.items():
        external_host = server.external_host if site == "Default Web Site" else None
        for directory in VIRTUAL_DIRECTORIES:
            if directory.first <= server.build.major <= directory.last:
                yield _virtual_directory(http, server, site, host, external_host, directory)
        yield Entry(
            child(f"Rpc ({site})", http),
            "msExchRpcHttpVirtualDirectory",
            {
                "msExchInternalHostName": server.fqdn,
                "msExchRpcHttpFlags": 6,
                **({"msExchExternalHostName": external_host} if external_host else {}),
            },
        )


def _virtual_directory(
    http: str,
    server: Server,
    site: str,
    host: str,
    external_host: str | None,
    directory: VirtualDirectory,
) -> Entry:
    attributes: dict[str, Value] = {
        "msExchInternalHostName": f"https://{host}/{directory.path}",
        "msExchInternalAuthenticationMethods": _BASIC_AND_WINDOWS,
        "msExchMetabasePath": f"IIS://{server.fqdn}/W3SVC/1/ROOT/{directory.name}",
        "msExchVersion": server.build.object_version,
    }
    if external_host:
        attributes["msExchExternalHostName"] = f"https://{external_host}/{directory.path}"
    if directory.object_class == "msExchOWAVirtualDirectory" and server.build.major == 8:
        attributes["msExchOWAVersion"] = 1 if directory.name == "owa" else 0
    return Entry(child(f"{directory.name} ({site})", http), directory.object_class, attributes)


def _autodiscover(container: str, server: Server) -> Iterator[Entry]:
    yield Entry(container, "msExchContainer")
    yield Entry(
        child(server.name, container),
        "serviceConnectionPoint",
        {
            "serviceClassName": "ms-Exchange-AutoDiscover-Service",
            "serviceDNSName": server.name,
            "serviceBindingInformation": f"https://{server.fqdn}/Autodiscover/Autodiscover.xml",
            "keywords": (AUTODISCOVER_URL_KEYWORD, f"Site={server.site}"),
        },
    )
