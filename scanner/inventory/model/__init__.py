"""The saved inventory: what was read of an Exchange environment, raw, with every absence typed.

Raw numbers are kept (`functional_level: 2`, `build: "8.3.83.6"`); their names are made by `scanner.inventory.names`.
Sizes are in bytes, times in UTC or with an offset. The tags of each field say where it comes from.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from scanner.inventory.absence import Section, told
from scanner.inventory.model.certificate import (
    Certificate as Certificate,
)
from scanner.inventory.model.client_access import (
    AutodiscoverAnswer as AutodiscoverAnswer,
)
from scanner.inventory.model.client_access import (
    AutodiscoverPoint as AutodiscoverPoint,
)
from scanner.inventory.model.client_access import (
    ClientAccessArray as ClientAccessArray,
)
from scanner.inventory.model.client_access import (
    Clients as Clients,
)
from scanner.inventory.model.client_access import (
    ClientSeen as ClientSeen,
)
from scanner.inventory.model.client_access import (
    DeviceCount as DeviceCount,
)
from scanner.inventory.model.client_access import (
    DirectoryKind as DirectoryKind,
)
from scanner.inventory.model.client_access import (
    RpcService as RpcService,
)
from scanner.inventory.model.client_access import (
    VirtualDirectory as VirtualDirectory,
)
from scanner.inventory.model.client_access import (
    WebAccess as WebAccess,
)
from scanner.inventory.model.directory import (
    AdministratorGroup as AdministratorGroup,
)
from scanner.inventory.model.directory import (
    Computer as Computer,
)
from scanner.inventory.model.directory import (
    ComputerCount as ComputerCount,
)
from scanner.inventory.model.directory import (
    Domain as Domain,
)
from scanner.inventory.model.directory import (
    DomainController as DomainController,
)
from scanner.inventory.model.directory import (
    DomainHead as DomainHead,
)
from scanner.inventory.model.directory import (
    Forest as Forest,
)
from scanner.inventory.model.directory import (
    Site as Site,
)
from scanner.inventory.model.directory import (
    SiteLink as SiteLink,
)
from scanner.inventory.model.directory import (
    Trust as Trust,
)
from scanner.inventory.model.hybrid import (
    AuthConfiguration as AuthConfiguration,
)
from scanner.inventory.model.hybrid import (
    AuthServer as AuthServer,
)
from scanner.inventory.model.hybrid import (
    CloudTraces as CloudTraces,
)
from scanner.inventory.model.hybrid import (
    FederationTrust as FederationTrust,
)
from scanner.inventory.model.hybrid import (
    HybridConfiguration as HybridConfiguration,
)
from scanner.inventory.model.hybrid import (
    OrganizationRelationship as OrganizationRelationship,
)
from scanner.inventory.model.hybrid import (
    PartnerApplication as PartnerApplication,
)
from scanner.inventory.model.machine import (
    Adapter as Adapter,
)
from scanner.inventory.model.machine import (
    BoundCertificate as BoundCertificate,
)
from scanner.inventory.model.machine import (
    Candidate as Candidate,
)
from scanner.inventory.model.machine import (
    Host as Host,
)
from scanner.inventory.model.machine import (
    InstalledExchange as InstalledExchange,
)
from scanner.inventory.model.machine import (
    InstalledRole as InstalledRole,
)
from scanner.inventory.model.machine import (
    Memory as Memory,
)
from scanner.inventory.model.machine import (
    Network as Network,
)
from scanner.inventory.model.machine import (
    OperatingSystem as OperatingSystem,
)
from scanner.inventory.model.machine import (
    PageFile as PageFile,
)
from scanner.inventory.model.machine import (
    PageFileSetting as PageFileSetting,
)
from scanner.inventory.model.machine import (
    Platform as Platform,
)
from scanner.inventory.model.machine import (
    Processor as Processor,
)
from scanner.inventory.model.machine import (
    Product as Product,
)
from scanner.inventory.model.machine import (
    Protocol as Protocol,
)
from scanner.inventory.model.machine import (
    Role as Role,
)
from scanner.inventory.model.machine import (
    SecuritySettings as SecuritySettings,
)
from scanner.inventory.model.machine import (
    Service as Service,
)
from scanner.inventory.model.machine import (
    Software as Software,
)
from scanner.inventory.model.machine import (
    StrongCryptography as StrongCryptography,
)
from scanner.inventory.model.machine import (
    Volume as Volume,
)
from scanner.inventory.model.organization import (
    ConflictObject as ConflictObject,
)
from scanner.inventory.model.organization import (
    Dag as Dag,
)
from scanner.inventory.model.organization import (
    Database as Database,
)
from scanner.inventory.model.organization import (
    DatabaseCopy as DatabaseCopy,
)
from scanner.inventory.model.organization import (
    ExchangeServer as ExchangeServer,
)
from scanner.inventory.model.organization import (
    LegacyKind as LegacyKind,
)
from scanner.inventory.model.organization import (
    LegacyObject as LegacyObject,
)
from scanner.inventory.model.organization import (
    Organization as Organization,
)
from scanner.inventory.model.organization import (
    PublicFolderTree as PublicFolderTree,
)
from scanner.inventory.model.organization import (
    RoutingGroup as RoutingGroup,
)
from scanner.inventory.model.organization import (
    StorageGroup as StorageGroup,
)
from scanner.inventory.model.organization import (
    WellKnownGroup as WellKnownGroup,
)
from scanner.inventory.model.policies import (
    AddressList as AddressList,
)
from scanner.inventory.model.policies import (
    OfflineAddressBook as OfflineAddressBook,
)
from scanner.inventory.model.policies import (
    Policy as Policy,
)
from scanner.inventory.model.policies import (
    PolicyKind as PolicyKind,
)
from scanner.inventory.model.policies import (
    RecipientPolicy as RecipientPolicy,
)
from scanner.inventory.model.policies import (
    UnifiedMessaging as UnifiedMessaging,
)
from scanner.inventory.model.recipients import (
    MailboxPlace as MailboxPlace,
)
from scanner.inventory.model.recipients import (
    Recipient as Recipient,
)
from scanner.inventory.model.recipients import (
    RecipientCount as RecipientCount,
)
from scanner.inventory.model.recipients import (
    RecipientList as RecipientList,
)
from scanner.inventory.model.record import (
    Record as Record,
)
from scanner.inventory.model.statistics import (
    CopyStatus as CopyStatus,
)
from scanner.inventory.model.statistics import (
    DatabaseStatistics as DatabaseStatistics,
)
from scanner.inventory.model.statistics import (
    ExtendedProtection as ExtendedProtection,
)
from scanner.inventory.model.statistics import (
    LargeMailbox as LargeMailbox,
)
from scanner.inventory.model.statistics import (
    MailboxContent as MailboxContent,
)
from scanner.inventory.model.statistics import (
    MailboxContents as MailboxContents,
)
from scanner.inventory.model.statistics import (
    MailboxSizes as MailboxSizes,
)
from scanner.inventory.model.statistics import (
    OrganizationSettings as OrganizationSettings,
)
from scanner.inventory.model.statistics import (
    OutlookAnywhere as OutlookAnywhere,
)
from scanner.inventory.model.statistics import (
    PublicFolderStatistics as PublicFolderStatistics,
)
from scanner.inventory.model.statistics import (
    SizeClass as SizeClass,
)
from scanner.inventory.model.tenant import (
    Tenant as Tenant,
)
from scanner.inventory.model.transport import (
    AcceptedDomain as AcceptedDomain,
)
from scanner.inventory.model.transport import (
    MailProtocol as MailProtocol,
)
from scanner.inventory.model.transport import (
    ReceiveConnector as ReceiveConnector,
)
from scanner.inventory.model.transport import (
    RemoteDomain as RemoteDomain,
)
from scanner.inventory.model.transport import (
    SendConnector as SendConnector,
)
from scanner.inventory.model.transport import (
    TransportRule as TransportRule,
)
from scanner.inventory.model.transport import (
    TransportSettings as TransportSettings,
)

SCHEMA = 2

HOLDS = (
    "What exready read of an Exchange environment: names, versions, sizes and settings of servers, directory "
    "objects and recipients. No message content, no password, no key."
)


class Scan(Record, frozen=True, kw_only=True):
    """How the directory was read."""

    domain: Annotated[str | None, told("Domain that was asked for", "--domain")]
    server: Annotated[str | None, told("Domain controller that was asked", "--dc or DNS")]
    account: Annotated[
        str | None, told("Account used, never with its password", "--user or the Kerberos ticket")
    ]
    protection: Annotated[str | None, told("How the connection was protected", "the connection")]
    exceptions: Annotated[
        list[str] | None,
        told(
            "Hosts that were trusted without proof, spoken to by old TLS or handed the password",
            "--insecure, --old-tls and --winrm-auth",
        ),
    ]


class Inventory(Record, frozen=True, kw_only=True):
    """One saved scan."""

    holds: Annotated[str, told("What this file holds", "exready")]
    schema: Annotated[int, told("Version of this format", "exready")]
    tool: Annotated[str, told("Version of exready that wrote it", "exready")]
    taken_at: Annotated[datetime, told("When the scan began", "clock of the workstation")]
    scan: Scan
    # Active Directory
    forest: Section[Forest]
    domains: Section[list[Domain]]
    domain_controllers: Section[list[DomainController]]
    sites: Section[list[Site]]
    site_links: Section[list[SiteLink]]
    computers: Section[list[ComputerCount]]
    administrator_groups: Section[list[AdministratorGroup]]
    # The Exchange organisation
    organization: Section[Organization | None]
    servers: Section[list[ExchangeServer]]
    storage_groups: Section[list[StorageGroup]]
    databases: Section[list[Database]]
    dags: Section[list[Dag]]
    public_folder_trees: Section[list[PublicFolderTree]]
    routing_groups: Section[list[RoutingGroup]]
    legacy_objects: Section[list[LegacyObject]]
    conflict_objects: Section[list[ConflictObject]]
    # Mail flow
    accepted_domains: Section[list[AcceptedDomain]]
    remote_domains: Section[list[RemoteDomain]]
    send_connectors: Section[list[SendConnector]]
    receive_connectors: Section[list[ReceiveConnector]]
    transport_settings: Section[TransportSettings | None]
    transport_rules: Section[list[TransportRule]]
    mail_protocols: Section[list[MailProtocol]]
    # Client access
    virtual_directories: Section[list[VirtualDirectory]]
    autodiscover_points: Section[list[AutodiscoverPoint]]
    autodiscover_answers: Section[list[AutodiscoverAnswer]]
    client_access_arrays: Section[list[ClientAccessArray]]
    rpc_services: Section[list[RpcService]]
    devices: Section[list[DeviceCount]]
    clients: Section[Clients]
    # Policies
    recipient_policies: Section[list[RecipientPolicy]]
    address_lists: Section[list[AddressList]]
    offline_address_books: Section[list[OfflineAddressBook]]
    policies: Section[list[Policy]]
    unified_messaging: Section[list[UnifiedMessaging]]
    # Microsoft 365
    federation_trusts: Section[list[FederationTrust]]
    organization_relationships: Section[list[OrganizationRelationship]]
    hybrid: Section[HybridConfiguration | None]
    auth_configuration: Section[AuthConfiguration | None]
    auth_servers: Section[list[AuthServer]]
    partner_applications: Section[list[PartnerApplication]]
    cloud_traces: Section[CloudTraces]
    tenant: Section[Tenant]
    # Recipients
    recipients: Section[list[RecipientCount]]
    recipient_list: Section[RecipientList]
    # What only servers can tell
    database_statistics: Section[list[DatabaseStatistics]]
    copy_status: Section[list[CopyStatus]]
    mailbox_sizes: Section[MailboxSizes]
    mailbox_contents: Section[MailboxContents]
    public_folder_statistics: Section[PublicFolderStatistics]
    organization_settings: Section[OrganizationSettings]
    outlook_anywhere: Section[list[OutlookAnywhere]]
    extended_protection: Section[list[ExtendedProtection]]
    hosts: list[Host]
    candidates: list[Candidate]
