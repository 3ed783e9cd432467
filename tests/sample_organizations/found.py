"""An organisation as a scan found it, section by section, and the inventory that is saved of it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from scanner.inventory.absence import Absent, Collected, Declared, Failed, Section, Skipped
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import (
    HOLDS,
    SCHEMA,
    AcceptedDomain,
    AddressList,
    AdministratorGroup,
    AuthConfiguration,
    AuthServer,
    AutodiscoverAnswer,
    AutodiscoverPoint,
    Candidate,
    ClientAccessArray,
    Clients,
    CloudTraces,
    ComputerCount,
    ConflictObject,
    CopyStatus,
    Dag,
    Database,
    DatabaseStatistics,
    DeviceCount,
    Domain,
    DomainController,
    ExchangeServer,
    ExtendedProtection,
    FederationTrust,
    Forest,
    Host,
    HybridConfiguration,
    Inventory,
    LegacyObject,
    MailboxContents,
    MailboxSizes,
    MailProtocol,
    OfflineAddressBook,
    Organization,
    OrganizationRelationship,
    OrganizationSettings,
    OutlookAnywhere,
    PartnerApplication,
    Policy,
    PublicFolderStatistics,
    PublicFolderTree,
    ReceiveConnector,
    RecipientCount,
    RecipientList,
    RecipientPolicy,
    RemoteDomain,
    RoutingGroup,
    RpcService,
    Scan,
    SendConnector,
    Site,
    SiteLink,
    StorageGroup,
    Tenant,
    TransportRule,
    TransportSettings,
    UnifiedMessaging,
    VirtualDirectory,
)
from tests.sample_organizations.reading import DIRECTORY, Given, Reading

NO_CLOUD = CloudTraces(tenant_name=None, tenant_id=None, synchronization_accounts=[])


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found. A section of the directory that is not given was read and holds nothing.

    What only servers or people tell is given as a section, or was not read.
    """

    forest: Given[Forest]
    domains: Given[list[Domain]]
    domain_controllers: Given[list[DomainController]]
    sites: Given[list[Site]]
    site_links: Given[list[SiteLink]] = field(default_factory=list)
    computers: Given[list[ComputerCount]] = field(default_factory=list)
    administrator_groups: Given[list[AdministratorGroup]] = field(default_factory=list)
    organization: Given[Organization | None]
    servers: Given[list[ExchangeServer]]
    storage_groups: Given[list[StorageGroup]] = field(default_factory=list)
    databases: Given[list[Database]]
    dags: Given[list[Dag]] = field(default_factory=list)
    public_folder_trees: Given[list[PublicFolderTree]] = field(default_factory=list)
    routing_groups: Given[list[RoutingGroup]] = field(default_factory=list)
    legacy_objects: Given[list[LegacyObject]] = field(default_factory=list)
    conflict_objects: Given[list[ConflictObject]] = field(default_factory=list)
    accepted_domains: Given[list[AcceptedDomain]]
    remote_domains: Given[list[RemoteDomain]] = field(default_factory=list)
    send_connectors: Given[list[SendConnector]] = field(default_factory=list)
    receive_connectors: Given[list[ReceiveConnector]] = field(default_factory=list)
    transport_settings: Given[TransportSettings | None] = None
    transport_rules: Given[list[TransportRule]] = field(default_factory=list)
    mail_protocols: Given[list[MailProtocol]] = field(default_factory=list)
    virtual_directories: Given[list[VirtualDirectory]] = field(default_factory=list)
    autodiscover_points: Given[list[AutodiscoverPoint]] = field(default_factory=list)
    client_access_arrays: Given[list[ClientAccessArray]] = field(default_factory=list)
    rpc_services: Given[list[RpcService]] = field(default_factory=list)
    devices: Given[list[DeviceCount]] = field(default_factory=list)
    recipient_policies: Given[list[RecipientPolicy]] = field(default_factory=list)
    address_lists: Given[list[AddressList]] = field(default_factory=list)
    offline_address_books: Given[list[OfflineAddressBook]] = field(default_factory=list)
    policies: Given[list[Policy]] = field(default_factory=list)
    unified_messaging: Given[list[UnifiedMessaging]] = field(default_factory=list)
    federation_trusts: Given[list[FederationTrust]] = field(default_factory=list)
    organization_relationships: Given[list[OrganizationRelationship]] = field(default_factory=list)
    hybrid: Given[HybridConfiguration | None] = None
    auth_configuration: Given[AuthConfiguration | None] = None
    auth_servers: Given[list[AuthServer]] = field(default_factory=list)
    partner_applications: Given[list[PartnerApplication]] = field(default_factory=list)
    cloud_traces: Given[CloudTraces] = field(default_factory=lambda: NO_CLOUD)
    tenant: Section[Tenant] | None = None
    recipients: Given[list[RecipientCount]]
    recipient_list: Given[RecipientList]
    autodiscover_answers: Section[list[AutodiscoverAnswer]] | None = None
    clients: Section[Clients] | None = None
    database_statistics: Section[list[DatabaseStatistics]] | None = None
    copy_status: Section[list[CopyStatus]] | None = None
    mailbox_sizes: Section[MailboxSizes] | None = None
    mailbox_contents: Section[MailboxContents] | None = None
    public_folder_statistics: Section[PublicFolderStatistics] | None = None
    organization_settings: Section[OrganizationSettings] | None = None
    outlook_anywhere: Section[list[OutlookAnywhere]] | None = None
    extended_protection: Section[list[ExtendedProtection]] | None = None


def inventory(
    reading: Reading, found: Found, hosts: list[Host] | None = None, candidates: list[Candidate] | None = None
) -> Inventory:
    """The inventory of an organisation; a section that `Found` has no place for was not asked."""
    sections: dict[str, Any] = {name: reading.skipped("not-asked", name) for name in SINGLE_SECTIONS}
    sections |= {each.name: _section(reading, each.name, getattr(found, each.name)) for each in fields(found)}
    return Inventory(
        holds=HOLDS,
        schema=SCHEMA,
        tool="0.1.0",
        taken_at=reading.taken_at,
        scan=Scan(
            domain=reading.domain,
            server=reading.controller,
            account=reading.account,
            protection=reading.protection,
            exceptions=list(reading.exceptions),
        ),
        hosts=hosts or [],
        candidates=candidates or [],
        **sections,
    )


def _section(reading: Reading, name: str, given: Any) -> Collected[Any] | Declared[Any] | Absent:
    if isinstance(given, Collected | Declared | Failed | Skipped):
        return given
    if name in DIRECTORY:
        return reading.directory(name, given)
    if name == "tenant":
        return reading.skipped("only-people-know", "exready.toml")
    if name == "autodiscover_answers":
        return reading.skipped("not-asked", "autodiscover")
    if name == "mailbox_contents":
        return reading.skipped("mailboxes-not-opened", name)
    return reading.skipped("server-not-read", name)
