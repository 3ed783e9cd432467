"""An Exchange organisation as entries of the configuration partition, parents before children."""

from collections.abc import Iterator

from tests.lab.entries import Change, Entry, Value, child
from tests.lab.items import dead_object_dn, item_entries, resolved
from tests.lab.model import (
    BASE_DN,
    AcceptedDomain,
    ClientAccessArray,
    Dag,
    Database,
    DomainKind,
    LegacyAdminGroup,
    Organization,
    SendConnector,
    WellKnownGroup,
)
from tests.lab.names import (
    CONFIGURATION_DN,
    EXCHANGE_DN,
    ROUTING_GROUP,
    SECURITY_GROUPS_DN,
    OrganizationNames,
    site_dn,
)
from tests.lab.server_entries import AUTODISCOVER_URL_KEYWORD, server_entries

_DOMAIN_FLAGS: dict[DomainKind, int] = {"authoritative": 0, "external relay": 1, "internal relay": 2}
_DEFAULT_DOMAIN_FLAG = 4
_AUTODISCOVER_POINTER_KEYWORD = "67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68"


def organization_entries(organization: Organization) -> Iterator[Entry]:
    """Everything below ``CN=Services``."""
    names = OrganizationNames(organization)
    yield from _organization_and_groups(names)
    yield from item_entries(organization)
    yield from _accepted_domains(names)
    for dag in organization.dags:
        yield _dag(names, dag)
    for array in organization.client_access_arrays:
        yield _client_access_array(names, array)
    for server in organization.servers:
        yield from server_entries(organization, server)
    yield from _replication_services(names)
    yield from _storage_groups(names)
    for database in organization.databases:
        yield from _database(names, database)
    for connector in organization.send_connectors:
        yield _send_connector(names, connector)
    yield from _autodiscover_points(names)
    yield from _device_registration(organization)
    for conflict in organization.conflicts:
        renamed = f"{conflict.name}\nCNF:{conflict.guid}"
        yield Entry(child(renamed, child("Recipient Policies", names.organization)), "msExchRecipientPolicy")


def well_known_changes(organization: Organization) -> Iterator[Change]:
    """The numbers by which Exchange knows its groups, once these exist."""
    for dn, of_organization in ((EXCHANGE_DN, False), (OrganizationNames(organization).organization, True)):
        pointers = [
            f"B:32:{group.identifier}:{_group_dn(group)}"
            for group in organization.well_known_groups
            if group.of_organization == of_organization
        ]
        if pointers:
            yield Change(dn, {"otherWellKnownObjects": pointers})


def _group_dn(group: WellKnownGroup) -> str:
    return dead_object_dn(group.name, BASE_DN) if group.deleted else child(group.name, SECURITY_GROUPS_DN)


def _organization_and_groups(names: OrganizationNames) -> Iterator[Entry]:
    organization = names.contents
    yield Entry(EXCHANGE_DN, "msExchConfigurationContainer")
    yield Entry(
        names.organization,
        "msExchOrganizationContainer",
        {
            "objectVersion": organization.levels.organization,
            "msExchProductID": organization.product_id,
            "msExchMixedMode": "FALSE",
            "legacyExchangeDN": f"/o={organization.name}",
            **resolved(organization, organization.settings),
        },
    )
    yield Entry(names.admin_groups, "msExchAdminGroupContainer")
    legacy = organization.legacy_admin_group
    if legacy:
        yield from _legacy_group(names, legacy)
    yield Entry(names.admin_group, "msExchAdminGroup", {"legacyExchangeDN": names.legacy_admin_group})
    yield Entry(names.servers, "msExchServersContainer")
    yield Entry(names.databases, "msExchMDBContainer")
    yield Entry(names.dags, "msExchMDBAvailabilityGroupContainer")
    yield Entry(child("Arrays", names.admin_group), "msExchContainer")
    if not (legacy and legacy.holds_folder_tree):
        yield from _folder_tree(names, names.admin_group)
    yield from _routing_group(names.admin_group, ROUTING_GROUP)


def _legacy_group(names: OrganizationNames, legacy: LegacyAdminGroup) -> Iterator[Entry]:
    dn = names.legacy_group(legacy.name)
    legacy_name = f"/o={names.contents.name}/ou={legacy.name}"
    yield Entry(dn, "msExchAdminGroup", {"legacyExchangeDN": legacy_name})
    yield Entry(child("Servers", dn), "msExchServersContainer")
    yield from _routing_group(dn, legacy.routing_group)
    connections = child("Connections", child(legacy.routing_group, child("Routing Groups", dn)))
    for connector in legacy.routing_connectors:
        yield Entry(child(connector, connections), "msExchRoutingGroupConnector", {"cost": 1})
    for connector in legacy.foreign_connectors:
        yield Entry(child(connector, connections), "mailGateway", {"routingList": "FAX:*;1"})
    if legacy.holds_folder_tree:
        yield from _folder_tree(names, dn)
    if legacy.agreements:
        connectors = child("Active Directory Connections", EXCHANGE_DN)
        yield Entry(connectors, "msExchContainer")
        yield Entry(child("ADC", connectors), "msExchActiveDirectoryConnector")
        for agreement in legacy.agreements:
            service = {"msExchHomeSyncService": dead_object_dn("ADC (VIEUX02)")}
            yield Entry(child(agreement, connectors), "msExchConnectionAgreement", service)


def _replication_services(names: OrganizationNames) -> Iterator[Entry]:
    legacy = names.contents.legacy_admin_group
    for server in legacy.replicating if legacy else ():
        yield Entry(child("Microsoft DSA", names.server(server)), "msExchSiteReplicationService")


def _folder_tree(names: OrganizationNames, admin_group: str) -> Iterator[Entry]:
    yield Entry(child("Folder Hierarchies", admin_group), "msExchPublicFolderTreeContainer")
    yield Entry(names.folder_tree, "msExchPFTree", {"msExchPFTreeType": 1})


def _routing_group(admin_group: str, name: str) -> Iterator[Entry]:
    container = child("Routing Groups", admin_group)
    yield Entry(container, "msExchRoutingGroupContainer")
    yield Entry(child(name, container), "msExchRoutingGroup")
    yield Entry(child("Connections", child(name, container)), "msExchConnectors")


def _accepted_domains(names: OrganizationNames) -> Iterator[Entry]:
    container = child("Accepted Domains", names.transport_settings)
    for domain in names.contents.accepted_domains:
        yield Entry(
            child(domain.name, container),
            "msExchAcceptedDomain",
            {
                "msExchAcceptedDomainName": domain.domain,
                "msExchAcceptedDomainFlags": accepted_domain_flags(domain),
            },
        )


def accepted_domain_flags(domain: AcceptedDomain) -> int:
    """The kind of domain and whether it is the default, in one number."""
    return _DOMAIN_FLAGS[domain.kind] | (_DEFAULT_DOMAIN_FLAG if domain.default else 0)


def _dag(names: OrganizationNames, dag: Dag) -> Entry:
    return Entry(
        child(dag.name, names.dags),
        "msExchMDBAvailabilityGroup",
        {
            "msExchMDBAvailabilityGroupName": dag.name,
            "msExchMDBAvailabilityGroupIPv4Addresses": "255.255.255.255",
            "msExchDatacenterActivationMode": 1,
            "msExchFileShareWitness": dag.witness_server,
            "msExchFileShareWitnessDirectory": dag.witness_directory,
            **resolved(names.contents, dag.settings),
        },
    )


def _client_access_array(names: OrganizationNames, array: ClientAccessArray) -> Entry:
    return Entry(
        child(array.name, child("Arrays", names.admin_group)),
        "msExchClientAccessArray",
        {
            "networkAddress": f"ncacn_ip_tcp:{array.fqdn}",
            "msExchClientAccessArrayFQDN": array.fqdn,
            "msExchServerSite": site_dn(array.site),
        },
    )


def _storage_groups(names: OrganizationNames) -> Iterator[Entry]:
    groups = {names.storage_group(each): each for each in names.contents.databases if each.storage_group}
    for number, (dn, database) in enumerate(sorted(groups.items(), key=lambda item: item[0])):
        yield Entry(
            dn,
            "msExchStorageGroup",
            {
                "msExchESEParamBaseName": f"E{number:02d}",
                "msExchESEParamLogFilePath": rf"D:\Logs\{database.storage_group}",
                "msExchESEParamSystemPath": rf"D:\Logs\{database.storage_group}",
                "msExchESEParamCircularLog": 0,
                **resolved(
                    names.contents, names.contents.storage_group_settings.get(str(database.storage_group), {})
                ),
            },
        )


def _database(names: OrganizationNames, database: Database) -> Iterator[Entry]:
    organization = names.contents
    dn = names.database(database)
    folder = "".join(letter for letter in database.name if letter.isalnum())[:64]
    attributes: dict[str, Value] = {
        "msExchOwningServer": names.server(database.owner),
        "msExchEDBFile": rf"D:\{folder}\{folder}.edb",
        "msExchVersion": organization.server(database.owner).build.object_version,
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
            child(database.dag, names.dags) if database.dag else names.server(database.owner)
        )
    yield Entry(
        dn,
        "msExchPrivateMDB" if database.kind == "mailbox" else "msExchPublicMDB",
        {**attributes, **resolved(organization, database.settings)},
    )
    if not database.storage_group:
        for preference, server in enumerate(database.servers, 1):
            yield Entry(
                child(server, dn),
                "msExchMDBCopy",
                {
                    "msExchHostServerLink": names.server(server),
                    "msExchActivationPreference": preference,
                    **({"msExchReplayLag": lag} if (lag := database.replay_lags.get(server)) else {}),
                },
            )


def _send_connector(names: OrganizationNames, connector: SendConnector) -> Entry:
    sources = [
        *map(names.server, connector.source_servers),
        *map(dead_object_dn, connector.dead_source_servers),
    ]
    attributes: dict[str, Value | list[str] | tuple[str, ...]] = {
        "routingList": connector.address_spaces,
        "msExchSourceBridgeheadServersDN": sources,
        "deliveryMechanism": 2,
    }
    if connector.object_class == "msExchRoutingSMTPConnector":
        attributes |= {"msExchSmtpSendEnabled": "TRUE", "msExchSmtpSendPort": 25}
    if connector.smart_host:
        attributes["msExchSmtpSmartHost"] = connector.smart_host
    return Entry(
        child(connector.name, names.connections),
        connector.object_class,
        {**attributes, **resolved(names.contents, connector.settings)},
    )


def _autodiscover_points(names: OrganizationNames) -> Iterator[Entry]:
    """Points of servers that are gone stay below a server that is left; pointers stand in a container."""
    points = names.contents.autodiscover_points
    services = f"CN=Services,{CONFIGURATION_DN}"
    pointers = child("Microsoft Exchange Autodiscover", services)
    if any(point.server is None for point in points):
        yield Entry(pointers, "container")
    for point in points:
        if point.server is None:
            yield Entry(
                child(point.name, pointers),
                "serviceConnectionPoint",
                {
                    "serviceBindingInformation": f"LDAP://{point.address}",
                    "keywords": (_AUTODISCOVER_POINTER_KEYWORD, f"Domain={point.address}"),
                },
            )
        else:
            container = child("Autodiscover", child("Protocols", names.server(point.server)))
            yield Entry(
                child(point.name, container),
                "serviceConnectionPoint",
                {
                    "serviceClassName": "ms-Exchange-AutoDiscover-Service",
                    "serviceDNSName": point.name,
                    "serviceBindingInformation": point.address,
                    "keywords": (AUTODISCOVER_URL_KEYWORD,),
                },
            )


def _device_registration(organization: Organization) -> Iterator[Entry]:
    """Where devices find the cloud directory that the forest is joined with."""
    if organization.tenant:
        container = f"CN=Device Registration Configuration,CN=Services,{CONFIGURATION_DN}"
        yield Entry(container, "container")
        yield Entry(
            child("62a0ff2e-97b9-4513-943f-0d221bd30080", container),
            "serviceConnectionPoint",
            {
                "keywords": (
                    f"azureADName:{organization.tenant}",
                    "azureADId:3f2c8f6e-6a5b-4d5e-9a54-0d1f6f3b1c11",
                )
            },
        )
