"""An Exchange organisation as entries of the configuration partition, parents before children."""

from collections.abc import Iterator

from tests.lab.entries import Entry, Value, child
from tests.lab.model import (
    AcceptedDomain,
    ClientAccessArray,
    Database,
    DomainKind,
    Edition,
    Organization,
    SendConnector,
    Server,
)
from tests.lab.names import EXCHANGE_DN, ROUTING_GROUP, OrganizationNames, site_dn

_DOMAIN_FLAGS: dict[DomainKind, int] = {"authoritative": 0, "external relay": 1, "internal relay": 2}
_DEFAULT_DOMAIN_FLAG = 4
_EDITIONS: dict[Edition, int] = {"Standard": 0, "Enterprise": 1}
_BASIC_AND_WINDOWS = 1 | 2 | 16
_EVERYWHERE = ("0.0.0.0-255.255.255.255", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
_VIRTUAL_DIRECTORIES = {
    "EWS": ("msExchWebServicesVirtualDirectory", "EWS/Exchange.asmx"),
    "owa": ("msExchOWAVirtualDirectory", "owa"),
    "ecp": ("msExchECPVirtualDirectory", "ecp"),
    "OAB": ("msExchOABVirtualDirectory", "OAB"),
    "Microsoft-Server-ActiveSync": ("msExchMobileVirtualDirectory", "Microsoft-Server-ActiveSync"),
}
_AUTODISCOVER_URL_KEYWORD = "77378F46-2C66-4aa9-A6A6-3E7A48B19596"
_MAILBOX, _FRONT_END_TRANSPORT = 2, 16384


def organization_entries(organization: Organization) -> Iterator[Entry]:
    """Everything below ``CN=Microsoft Exchange,CN=Services``."""
    names = OrganizationNames(organization)
    yield from _containers(names)
    yield from _transport_settings(names)
    for dag in organization.dags:
        yield Entry(child(dag.name, names.dags), "msExchMDBAvailabilityGroup", {
            "msExchMDBAvailabilityGroupName": dag.name,
            "msExchMDBAvailabilityGroupIPv4Addresses": "255.255.255.255",
            "msExchDatacenterActivationMode": 1,
            "msExchFileShareWitness": dag.witness_server,
            "msExchFileShareWitnessDirectory": dag.witness_directory,
        })
    for array in organization.client_access_arrays:
        yield _client_access_array(names, array)
    for server in organization.servers:
        yield from _server(names, server)
    for storage_group in sorted({names.storage_group(each) for each in organization.databases
                                 if each.storage_group}):
        yield Entry(storage_group, "msExchStorageGroup", {
            "msExchESEParamBaseName": "E00",
            "msExchESEParamLogFilePath": r"D:\Logs",
        })
    for database in organization.databases:
        yield from _database(names, database)
    for connector in organization.send_connectors:
        yield _send_connector(names, connector)
    yield from _address_lists(names)


def _containers(names: OrganizationNames) -> Iterator[Entry]:
    organization = names.contents
    yield Entry(EXCHANGE_DN, "msExchConfigurationContainer")
    yield Entry(names.organization, "msExchOrganizationContainer", {
        "objectVersion": organization.levels.organization,
        "msExchProductID": organization.product_id,
        "msExchMixedMode": "FALSE",
        "legacyExchangeDN": f"/o={organization.name}",
    })
    yield Entry(names.admin_groups, "msExchAdminGroupContainer")
    yield Entry(names.admin_group, "msExchAdminGroup", {"legacyExchangeDN": names.legacy_admin_group})
    yield Entry(names.servers, "msExchServersContainer")
    yield Entry(names.databases, "msExchMDBContainer")
    yield Entry(names.dags, "msExchMDBAvailabilityGroupContainer")
    yield Entry(child("Arrays", names.admin_group), "msExchContainer")
    yield Entry(child("Folder Hierarchies", names.admin_group), "msExchPublicFolderTreeContainer")
    yield Entry(names.folder_tree, "msExchPFTree", {"msExchPFTreeType": 1})
    routing_groups = child("Routing Groups", names.admin_group)
    routing_group = child(ROUTING_GROUP, routing_groups)
    yield Entry(routing_groups, "msExchRoutingGroupContainer")
    yield Entry(routing_group, "msExchRoutingGroup")
    yield Entry(child("Connections", routing_group), "msExchConnectors")


def _transport_settings(names: OrganizationNames) -> Iterator[Entry]:
    accepted_domains = child("Accepted Domains", names.transport_settings)
    yield Entry(names.transport_settings, "msExchTransportSettings")
    yield Entry(accepted_domains, "msExchContainer")
    for domain in names.contents.accepted_domains:
        yield Entry(child(domain.name, accepted_domains), "msExchAcceptedDomain", {
            "msExchAcceptedDomainName": domain.domain,
            "msExchAcceptedDomainFlags": _accepted_domain_flags(domain),
        })
    global_settings = child("Global Settings", names.organization)
    message_formats = child("Internet Message Formats", global_settings)
    yield Entry(global_settings, "msExchContainer")
    yield Entry(message_formats, "msExchContainer")
    yield Entry(child("Default", message_formats), "msExchDomainContentConfig", {"domainName": "*"})
    policies = child("Recipient Policies", names.organization)
    yield Entry(policies, "msExchContainer")
    yield Entry(child("Default Policy", policies), "msExchRecipientPolicy", {
        "gatewayProxy": f"SMTP:@{names.contents.mail_domain}",
        "purportedSearch": "(mailnickname=*)",
        "msExchQueryFilter": "Alias -ne $null",
        "msExchPolicyOrder": 2147483647,
    })


def _accepted_domain_flags(domain: AcceptedDomain) -> int:
    return _DOMAIN_FLAGS[domain.kind] | (_DEFAULT_DOMAIN_FLAG if domain.default else 0)


def _client_access_array(names: OrganizationNames, array: ClientAccessArray) -> Entry:
    return Entry(child(array.name, child("Arrays", names.admin_group)), "msExchClientAccessArray", {
        "networkAddress": f"ncacn_ip_tcp:{array.fqdn}",
        "msExchClientAccessArrayFQDN": array.fqdn,
        "msExchServerSite": site_dn(array.site),
    })


def _server(names: OrganizationNames, server: Server) -> Iterator[Entry]:
    dn = names.server(server.name)
    attributes: dict[str, Value | tuple[str, ...]] = {
        "serialNumber": server.build.serial_number,
        "versionNumber": server.build.version_number,
        "msExchCurrentServerRoles": server.roles,
        "networkAddress": (f"ncacn_ip_tcp:{server.fqdn}", f"netbios:{server.name}"),
        "msExchServerSite": site_dn(server.site),
        "msExchVersion": server.build.object_version,
        "msExchInstallPath": rf"C:\Program Files\Microsoft\Exchange Server\V{server.build.major}",
        "legacyExchangeDN": names.legacy_server(server.name),
        "type": scrambled_edition(server.edition),
    }
    if server.dag:
        attributes["msExchMDBAvailabilityGroupLink"] = child(server.dag, names.dags)
    yield Entry(dn, "msExchExchangeServer", attributes)
    if server.has_transport_children:
        yield from _transport_children(dn, server)
    if not server.is_edge:
        yield Entry(child("InformationStore", dn), "msExchInformationStore")
        yield from _protocols(dn, server)


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
        yield Entry(child(name, container), "msExchExchangeTransportServer", {
            "serialNumber": server.build.serial_number,
            "versionNumber": server.build.version_number,
            "networkAddress": f"ncacn_ip_tcp:{server.fqdn}",
            "msExchCurrentServerRoles": roles,
        })


def _protocols(dn: str, server: Server) -> Iterator[Entry]:
    protocols = child("Protocols", dn)
    yield Entry(protocols, "msExchContainer")
    yield from _web_protocols(child("HTTP", protocols), server)
    yield from _autodiscover(child("Autodiscover", protocols), server)
    connectors = child("SMTP Receive Connectors", protocols)
    yield Entry(connectors, "msExchContainer")
    for name, ranges in (("Default", _EVERYWHERE), ("Relay", ("10.1.20.5", "10.1.20.10-10.1.20.19"))):
        yield Entry(child(f"{name} {server.name}", connectors), "msExchSmtpReceiveConnector", {
            "msExchSmtpReceiveBindings": ("0.0.0.0:25", "[::]:25"),
            "msExchSmtpReceiveRemoteIPRanges": ranges,
            "msExchSmtpReceiveEnabled": "TRUE",
            "msExchSmtpReceiveConnectorFQDN": server.fqdn,
        })


def _web_protocols(http: str, server: Server) -> Iterator[Entry]:
    yield Entry(http, "msExchContainer")
    sites = {"Default Web Site": server.fqdn}
    if server.build.major >= 15:
        sites["Exchange Back End"] = f"{server.fqdn}:444"
    for site, host in sites.items():
        for name, (object_class, path) in _VIRTUAL_DIRECTORIES.items():
            if name == "ecp" and server.build.major < 14:
                continue
            yield Entry(child(f"{name} ({site})", http), object_class, {
                "msExchInternalHostName": f"https://{host}/{path}",
                "msExchInternalAuthenticationMethods": _BASIC_AND_WINDOWS,
                "msExchMetabasePath": f"IIS://{server.fqdn}/W3SVC/1/ROOT/{name}",
            })
    yield Entry(child("Rpc (Default Web Site)", http), "msExchRpcHttpVirtualDirectory", {
        "msExchInternalHostName": server.fqdn,
        "msExchExternalHostName": "mail.contoso.test",
    })


def _autodiscover(container: str, server: Server) -> Iterator[Entry]:
    yield Entry(container, "msExchContainer")
    yield Entry(child(server.name, container), "serviceConnectionPoint", {
        "serviceClassName": "ms-Exchange-AutoDiscover-Service",
        "serviceDNSName": server.name,
        "serviceBindingInformation": f"https://{server.fqdn}/Autodiscover/Autodiscover.xml",
        "keywords": (_AUTODISCOVER_URL_KEYWORD, f"Site={server.site}"),
    })


def _database(names: OrganizationNames, database: Database) -> Iterator[Entry]:
    dn = names.database(database)
    folder = "".join(letter for letter in database.name if letter.isalnum())
    attributes: dict[str, Value] = {
        "msExchOwningServer": names.server(database.owner),
        "msExchEDBFile": rf"D:\{folder}\{folder}.edb",
        "msExchVersion": names.contents.server(database.owner).build.object_version,
        "mDBStorageQuota": 1991680,
        "mDBOverQuotaLimit": 2097152,
        "mDBOverHardQuotaLimit": 2411520,
        "garbageCollPeriod": 1209600,
        "msExchMailboxRetentionPeriod": 2592000,
    }
    if database.kind == "public folder":
        attributes["msExchOwningPFTree"] = names.folder_tree
    if not database.storage_group:
        attributes["msExchESEParamLogFilePath"] = rf"D:\{folder}"
        attributes["msExchESEParamBaseName"] = "E00"
        attributes["msExchMasterServerOrAvailabilityGroup"] = (
            child(database.dag, names.dags) if database.dag else names.server(database.owner))
    yield Entry(dn, "msExchPrivateMDB" if database.kind == "mailbox" else "msExchPublicMDB", attributes)
    if not database.storage_group:
        for preference, server in enumerate(database.servers, 1):
            yield Entry(child(server, dn), "msExchMDBCopy", {
                "msExchHostServerLink": names.server(server),
                "msExchActivationPreference": preference,
            })


def _send_connector(names: OrganizationNames, connector: SendConnector) -> Entry:
    connections = child("Connections", child(ROUTING_GROUP, child("Routing Groups", names.admin_group)))
    attributes: dict[str, Value | tuple[str, ...]] = {
        "routingList": connector.address_spaces,
        "msExchSourceBridgeheadServersDN": tuple(map(names.server, connector.source_servers)),
        "msExchSmtpSendEnabled": "TRUE",
        "msExchSmtpSendPort": 25,
        "deliveryMechanism": 2,
    }
    if connector.smart_host:
        attributes["msExchSmtpSmartHost"] = connector.smart_host
    return Entry(child(connector.name, connections), "msExchRoutingSMTPConnector", attributes)


def _address_lists(names: OrganizationNames) -> Iterator[Entry]:
    global_lists = child("All Global Address Lists", names.address_lists)
    books = child("Offline Address Lists", names.address_lists)
    global_list = child("Default Global Address List", global_lists)
    yield Entry(names.address_lists, "msExchContainer")
    yield Entry(global_lists, "addressBookContainer", {"displayName": "All Global Address Lists"})
    yield Entry(global_list, "addressBookContainer", {
        "displayName": "Default Global Address List",
        "purportedSearch": "(mailNickname=*)",
        "msExchQueryFilter": "Alias -ne $null",
    })
    yield Entry(books, "msExchContainer")
    yield Entry(child("Default Offline Address Book", books), "msExchOAB", {
        "offLineABStyle": 1,
        "offLineABContainers": global_list,
    })
