"""When a section was read, from whom and by which question: the same for every sample, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, TypeAlias, TypeVar

from scanner.inventory.absence import Collected, Declared, Failed, Section, Skipped, Source, Value

T = TypeVar("T")
# What an organisation says of a section: its data, or the section itself when there is something to say about it.
Given: TypeAlias = Collected[T] | Declared[T] | Failed | Skipped | T

_ROOT = "CN=Microsoft Exchange,CN=Services,{configuration}"


class Asked(NamedTuple):
    """Which collector asked, how many seconds after the scan began it had its answer, and the question."""

    collector: str
    seconds: float
    query: str


DIRECTORY: Mapping[str, Asked] = {
    "forest": Asked("ldap-forest", 0.640, "CN=Partitions,{configuration}"),
    "domains": Asked(
        "ldap-domains", 0.698,
        "children of CN=Partitions,{configuration}: "
        "(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=3))",
    ),
    "sites": Asked("ldap-sites", 0.731, "children of CN=Sites,{configuration}: (objectClass=site)"),
    "site_links": Asked(
        "ldap-site-links", 0.748, "below CN=Inter-Site Transports,CN=Sites,{configuration}: (objectClass=siteLink)"
    ),
    "domain_controllers": Asked(
        "ldap-domain-controllers", 0.802, "below CN=Sites,{configuration}: (objectClass=nTDSDSA)"
    ),
    "administrator_groups": Asked("ldap-administrators", 0.821, "{domain}"),
    "organization": Asked(
        "ldap-organization", 0.844, f"children of {_ROOT}: (objectClass=msExchOrganizationContainer)"
    ),
    "accepted_domains": Asked("ldap-accepted-domains", 0.873, f"below {_ROOT}: (objectClass=msExchAcceptedDomain)"),
    "servers": Asked("ldap-servers", 0.939, f"below {_ROOT}: (objectCategory=msExchExchangeServer)"),
    "storage_groups": Asked("ldap-storage-groups", 0.962, f"below {_ROOT}: (objectClass=msExchStorageGroup)"),
    "databases": Asked(
        "ldap-databases", 0.986, f"below {_ROOT}: (|(objectClass=msExchPrivateMDB)(objectClass=msExchPublicMDB))"
    ),
    "dags": Asked("ldap-dags", 1.010, f"below {_ROOT}: (objectClass=msExchMDBAvailabilityGroup)"),
    "public_folder_trees": Asked("ldap-public-folder-trees", 1.031, f"below {_ROOT}: (objectClass=msExchPFTree)"),
    "routing_groups": Asked("ldap-routing-groups", 1.049, f"below {_ROOT}: (objectClass=msExchRoutingGroup)"),
    "legacy_objects": Asked(
        "ldap-legacy-objects", 1.071,
        f"below {_ROOT}: (|(objectClass=msExchActiveDirectoryConnector)(objectClass=msExchAddressListService)…)",
    ),
    "conflict_objects": Asked("ldap-conflict-objects", 1.088, f"below {_ROOT}: (cn=*\\0ACNF:*)"),
    "remote_domains": Asked("ldap-remote-domains", 1.107, f"below {_ROOT}: (objectClass=msExchDomainContentConfig)"),
    "transport_settings": Asked(
        "ldap-transport-settings", 1.121, f"below {_ROOT}: (objectClass=msExchTransportSettings)"
    ),
    "transport_rules": Asked("ldap-transport-rules", 1.140, f"below {_ROOT}: (objectClass=msExchTransportRule)"),
    "send_connectors": Asked(
        "ldap-send-connectors", 1.163, f"below {_ROOT}: (objectClass=msExchRoutingSMTPConnector)"
    ),
    "receive_connectors": Asked(
        "ldap-receive-connectors", 1.189, f"below {_ROOT}: (objectClass=msExchSmtpReceiveConnector)"
    ),
    "mail_protocols": Asked(
        "ldap-mail-protocols", 1.204, f"below {_ROOT}: (|(objectClass=protocolCfgPOPServer)…)"
    ),
    "rpc_services": Asked(
        "ldap-rpc-services", 1.221, f"below {_ROOT}: (objectClass=msExchProtocolCfgExchangeRpcService)"
    ),
    "virtual_directories": Asked(
        "ldap-virtual-directories", 1.266, f"below {_ROOT}: (objectClass=msExchVirtualDirectory)"
    ),
    "autodiscover_points": Asked(
        "ldap-autodiscover", 1.283, "below CN=Services,{configuration}: (objectClass=serviceConnectionPoint)"
    ),
    "client_access_arrays": Asked(
        "ldap-client-access-arrays", 1.297, f"below {_ROOT}: (objectClass=msExchClientAccessArray)"
    ),
    "recipient_policies": Asked(
        "ldap-recipient-policies", 1.318, f"below {_ROOT}: (objectClass=msExchRecipientPolicy)"
    ),
    "policies": Asked("ldap-policies", 1.347, f"below {_ROOT}: (|(objectClass=msExchELCFolder)…)"),
    "address_lists": Asked("ldap-address-lists", 1.370, f"below {_ROOT}: (objectClass=addressBookContainer)"),
    "offline_address_books": Asked("ldap-offline-address-books", 1.389, f"below {_ROOT}: (objectClass=msExchOAB)"),
    "unified_messaging": Asked(
        "ldap-unified-messaging", 1.404, f"below {_ROOT}: (|(objectClass=msExchUMDialPlan)…)"
    ),
    "federation_trusts": Asked("ldap-federation-trusts", 1.421, f"below {_ROOT}: (objectClass=msExchFedTrust)"),
    "organization_relationships": Asked(
        "ldap-organization-relationships", 1.437, f"below {_ROOT}: (objectClass=msExchFedSharingRelationship)"
    ),
    "hybrid": Asked("ldap-hybrid", 1.451, f"below {_ROOT}: (objectClass=msExchCoexistenceRelationship)"),
    "auth_configuration": Asked(
        "ldap-auth-configuration", 1.466, f"below {_ROOT}: (objectClass=msExchAuthAuthConfig)"
    ),
    "auth_servers": Asked("ldap-auth-servers", 1.480, f"below {_ROOT}: (objectClass=msExchAuthAuthServer)"),
    "partner_applications": Asked(
        "ldap-partner-applications", 1.495, f"below {_ROOT}: (objectClass=msExchAuthPartnerApplication)"
    ),
    "cloud_traces": Asked("ldap-cloud", 1.520, "below {domain}: (sAMAccountName=MSOL_*)"),
    "recipients": Asked("ldap-recipients", 1.910, "below the root: (mailNickname=*)"),
    "recipient_list": Asked("ldap-recipients", 1.910, "below the root: (mailNickname=*)"),
    "devices": Asked("ldap-devices", 2.040, "below {domain}: (objectClass=msExchActiveSyncDevice)"),
    "computers": Asked("ldap-computers", 2.310, "below {domain}: (objectCategory=computer)"),
}  # fmt: skip

# What the servers told, in the seconds after the first of them answered.
STATISTICS: Mapping[str, Asked] = {
    "clients": Asked("client-programs", 9.100, "clients.ps1"),
    "database_statistics": Asked(
        "exchange-statistics", 9.400, "Get-MailboxDatabase -Status, Get-PublicFolderDatabase -Status"
    ),
    "copy_status": Asked("exchange-statistics", 9.400, "Get-MailboxDatabaseCopyStatus"),
    "mailbox_sizes": Asked("exchange-statistics", 9.400, "Get-MailboxStatistics"),
    "public_folder_statistics": Asked(
        "exchange-statistics", 9.400, "Get-PublicFolderStatistics, Get-PublicFolder"
    ),
    "organization_settings": Asked("exchange-statistics", 9.400, "Get-OrganizationConfig"),
    "outlook_anywhere": Asked("exchange-statistics", 9.400, "Get-OutlookAnywhere"),
    "extended_protection": Asked("exchange-statistics", 9.400, "Get-…VirtualDirectory"),
    "mailbox_contents": Asked("ews-mailboxes", 31.700, "FindFolder and FindItem of each mailbox"),
    "web_access": Asked("web-access", 0.210, "https://{host}/EWS/Exchange.asmx"),
}

SCRIPT = "windows-host"
LOCAL = "local-machine"
_WINDOWS = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
# By the collector that reads a machine: when each section came after the first one, and what was asked.
MACHINE: Mapping[str, Mapping[str, tuple[float, str]]] = {
    SCRIPT: {
        "platform": (0.046, "host.ps1: machine"),
        "processor": (0.0, "host.ps1: processors"),
        "memory": (0.088, "host.ps1: memory"),
        "operating_system": (0.149, "host.ps1: windows"),
        "volumes": (0.291, "host.ps1: volumes"),
        "page_file": (0.348, "host.ps1: page-files"),
        "network": (0.363, "host.ps1: network"),
        "software": (0.392, "host.ps1: dotnet, software, powershell"),
        "security": (0.407, "host.ps1: tls, settings"),
        "services": (0.424, "host.ps1: services"),
        "certificates": (0.439, "host.ps1: certificates"),
        "exchange": (0.444, "host.ps1: exchange"),
    },
    LOCAL: {
        "processor": (
            0.0,
            "psutil, HKLM\\HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\0, GetLogicalProcessorInformationEx",
        ),
        "memory": (0.002, "psutil, GetPhysicallyInstalledSystemMemory"),
        "operating_system": (0.005, _WINDOWS),
        "volumes": (0.013, "psutil"),
        "page_file": (
            0.017, "psutil, HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management PagingFiles"
        ),
        "exchange": (0.018, "HKLM\\SOFTWARE\\Microsoft\\ExchangeServer\\v15\\Setup"),
    },
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One scan: when it began, and which controller answered for each domain, that of the root first.

    `lost` are the seconds it waited, once the forest was read, for a controller that gave no answer; `servers_at`
    the seconds after which the first server answered.
    """

    taken_at: datetime
    controllers: Mapping[str, str]
    account: str
    protection: str
    lost: float = 0.0
    servers_at: float = 6.422
    exceptions: Sequence[str] = ()

    @property
    def domain(self) -> str:
        """The domain that was asked for."""
        return next(iter(self.controllers))

    @property
    def controller(self) -> str:
        """The controller that was asked first."""
        return self.controllers[self.domain]

    def at(self, seconds: float) -> datetime:
        """A moment after the scan began."""
        return (self.taken_at + timedelta(seconds=seconds)).astimezone(UTC)

    def ago(self, days: float) -> datetime:
        """A moment before it, to the second."""
        return (self.taken_at - timedelta(days=days)).astimezone(UTC).replace(microsecond=0)

    def asked(self, section: str) -> Asked:
        """How a section of the directory was asked for."""
        asked = DIRECTORY[section]
        naming = named(self.domain)
        query = asked.query.replace("{configuration}", f"CN=Configuration,{naming}").replace(
            "{domain}", naming
        )
        waited = 0.0 if section == "forest" else self.lost
        return Asked(asked.collector, asked.seconds + waited, query)

    def directory(self, section: str, data: T) -> Collected[T]:
        """A section that the directory gave."""
        asked = self.asked(section)
        return self.collected(data, asked.collector, self.controller, asked.query, asked.seconds)

    def servers(self, section: str, data: T, *hosts: str) -> Collected[T]:
        """A section that the servers of these full names gave."""
        asked = STATISTICS[section]
        names = ", ".join(sorted(hosts))
        query = asked.query.replace("{host}", names)
        return self.collected(data, asked.collector, names, query, self.servers_at + asked.seconds)

    def collected(self, data: T, collector: str, host: str, query: str, seconds: float) -> Collected[T]:
        """Any section."""
        return Collected(
            data=data, source=Source(collector=collector, host=host, query=query), at=self.at(seconds)
        )

    def failed(self, code: str, collector: str, seconds: float, /, **values: Value) -> Failed:
        """A section that was asked for in vain."""
        return Failed(code=code, values=values, collector=collector, at=self.at(seconds))

    def unanswered(self, section: str, code: str, **values: Value) -> Failed:
        """A section of the directory that was asked for in vain."""
        asked = self.asked(section)
        return self.failed(code, asked.collector, asked.seconds, **values)

    def declared(self, data: T, by: str) -> Declared[T]:
        """A section that a person said, two days before the scan."""
        return Declared(data=data, by=by, at=self.ago(2))

    def skipped(self, code: str, collector: str, **values: Value) -> Skipped:
        """A section that was not asked for."""
        return Skipped(code=code, values=values, collector=collector, at=self.taken_at)


def section(given: Given[T], read: Collected[T]) -> Section[T]:
    """What was given when it is a section, else the one it was read as."""
    return given if isinstance(given, Collected | Declared | Failed | Skipped) else read


def named(domain: str) -> str:
    """`DC=corp,DC=example` for `corp.example`."""
    return ",".join(f"DC={label}" for label in domain.split("."))
