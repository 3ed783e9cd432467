"""The saved inventory: what was read of an Exchange environment, raw, with every absence typed.

Raw numbers are kept (`functional_level: 2`, `build: "8.3.83.6"`); their names are made by `scanner.inventory.names`.
Sizes are in bytes, times in UTC or with an offset. The tags of each field say where it comes from.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Struct

from scanner.inventory.absence import Section, told

SCHEMA = 1

HOLDS = (
    "What exready read of an Exchange environment: names, versions, sizes and settings of servers and directory "
    "objects. No message content, no password, no key."
)


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything in an inventory."""


class Forest(Record, frozen=True, kw_only=True):
    """The Active Directory forest."""

    name: Annotated[str, told("DNS name of the root domain", "rootDSE rootDomainNamingContext")]
    functional_level: Annotated[
        int | None, told("Forest functional level", "CN=Partitions msDS-Behavior-Version")
    ]
    schema_version: Annotated[
        int | None, told("Version of the directory schema", "schema head objectVersion")
    ]
    exchange_schema: Annotated[
        int | None,
        told(
            "Version of the Exchange schema; none: never extended", "CN=ms-Exch-Schema-Version-Pt rangeUpper"
        ),
    ]
    schema_master: Annotated[
        str | None, told("Domain controller that is schema master", "schema head fSMORoleOwner")
    ]
    naming_master: Annotated[
        str | None, told("Domain controller that is domain naming master", "CN=Partitions fSMORoleOwner")
    ]
    upn_suffixes: Annotated[list[str], told("Additional sign-in suffixes", "CN=Partitions uPNSuffixes")]


class DomainHead(Record, frozen=True, kw_only=True):
    """What only a domain controller of the domain itself can say about it."""

    functional_level: Annotated[
        int | None, told("Domain functional level", "domain head msDS-Behavior-Version")
    ]
    mixed_mode: Annotated[
        bool | None, told("Mixed mode, of meaning at level 0 only", "domain head nTMixedDomain")
    ]
    preparation_versions: Annotated[
        list[int | None],
        told(
            "Preparation level of each Microsoft Exchange System Objects container found",
            "MESO objectVersion",
        ),
    ]


class Domain(Record, frozen=True, kw_only=True):
    """A domain of the forest."""

    name: Annotated[str, told("DNS name", "CN=Partitions crossRef dnsRoot")]
    netbios_name: Annotated[str | None, told("NetBIOS name", "CN=Partitions crossRef nETBIOSName")]
    parent: Annotated[str | None, told("DNS name of the parent domain", "CN=Partitions crossRef trustParent")]
    head: Section[DomainHead]


class Computer(Record, frozen=True, kw_only=True):
    """The computer account of a server, as the directory holds it."""

    operating_system: Annotated[str | None, told("Name of the operating system", "computer operatingSystem")]
    version: Annotated[str | None, told("Version such as 10.0 (17763)", "computer operatingSystemVersion")]
    service_pack: Annotated[str | None, told("Service pack", "computer operatingSystemServicePack")]
    enabled: Annotated[bool | None, told("The account is not disabled", "computer userAccountControl")]


class DomainController(Record, frozen=True, kw_only=True):
    """A domain controller."""

    name: Annotated[str, told("DNS host name", "CN=Sites server dNSHostName")]
    domain: Annotated[str | None, told("DNS name of its domain", "nTDSDSA msDS-HasDomainNCs")]
    site: Annotated[str, told("Active Directory site", "CN=Sites, place of the server object")]
    global_catalog: Annotated[bool, told("Is a global catalogue", "nTDSDSA options, bit 1")]
    read_only: Annotated[bool, told("Is a read-only domain controller", "nTDSDSA objectCategory")]
    computer: Section[Computer]


class Site(Record, frozen=True, kw_only=True):
    """An Active Directory site."""

    name: Annotated[str, told("Name", "CN=Sites site cn")]
    subnets: Annotated[list[str], told("Subnets assigned to it", "CN=Subnets siteObject")]


class Organization(Record, frozen=True, kw_only=True):
    """The Exchange organisation."""

    name: Annotated[str, told("Name", "msExchOrganizationContainer cn")]
    object_version: Annotated[
        int | None, told("Preparation level", "msExchOrganizationContainer objectVersion")
    ]
    product_id: Annotated[
        str | None,
        told("Build that last prepared the directory", "msExchOrganizationContainer msExchProductID"),
    ]
    mixed_mode: Annotated[
        bool | None, told("Mixed mode with Exchange 5.5", "msExchOrganizationContainer msExchMixedMode")
    ]
    administrative_groups: Annotated[list[str], told("Administrative groups", "msExchAdminGroup cn")]


class AcceptedDomain(Record, frozen=True, kw_only=True):
    """A mail domain the organisation accepts."""

    name: Annotated[str, told("Domain name", "msExchAcceptedDomainName")]
    flags: Annotated[int | None, told("Kind and default flag", "msExchAcceptedDomainFlags")]


class ExchangeServer(Record, frozen=True, kw_only=True):
    """An Exchange server as the directory holds it. The directory knows service packs and cumulative updates only;
    the exact build is that of `Host.exchange`."""

    name: Annotated[str, told("Name", "msExchExchangeServer cn")]
    fqdn: Annotated[str | None, told("DNS host name", "networkAddress ncacn_ip_tcp")]
    administrative_group: Annotated[str | None, told("Administrative group", "place of the server object")]
    site: Annotated[str | None, told("Active Directory site", "msExchServerSite")]
    serial_number: Annotated[str | None, told("Version as stamped", "serialNumber")]
    build: Annotated[str | None, told("Build decoded from it", "serialNumber")]
    roles: Annotated[
        int | None, told("Installed roles, as bits (2007 and later)", "msExchCurrentServerRoles")
    ]
    dag: Annotated[str | None, told("Database availability group", "msExchMDBAvailabilityGroupLink")]
    created: Annotated[datetime | None, told("When the object was created", "whenCreated")]
    computer: Section[Computer]


class Database(Record, frozen=True, kw_only=True):
    """A mailbox or public folder database."""

    name: Annotated[str, told("Name", "msExchMDB cn")]
    kind: Annotated[Literal["mailbox", "public-folder"], told("What it holds", "objectClass")]
    server: Annotated[str | None, told("Server that owns it", "msExchOwningServer")]
    storage_group: Annotated[str | None, told("Storage group (2000 to 2007)", "place of the database object")]
    copies: Annotated[list[str], told("Servers that hold a copy (2010 and later)", "msExchMDBCopy cn")]
    path: Annotated[str | None, told("Database file", "msExchEDBFile")]


class Dag(Record, frozen=True, kw_only=True):
    """A database availability group."""

    name: Annotated[str, told("Name", "msExchMDBAvailabilityGroup cn")]
    witness: Annotated[str | None, told("File share witness", "msExchFileShareWitness")]


class RecipientCount(Record, frozen=True, kw_only=True):
    """How many recipients of one type lie in one database."""

    type_details: Annotated[int | None, told("Recipient type as a bit", "msExchRecipientTypeDetails")]
    database: Annotated[str | None, told("Mailbox database", "homeMDB")]
    server: Annotated[str | None, told("Server the database lies on (2000 to 2007)", "place in homeMDB")]
    count: Annotated[int, told("Recipients", "counted")]


class ClientSeen(Record, frozen=True, kw_only=True):
    """Users seen with one version of one mail program."""

    program: Annotated[str, told("Program, such as Outlook", "client access logs or exready.toml")]
    version: Annotated[
        str | None, told("Full version, such as 12.0.6665.5000", "client access logs or exready.toml")
    ]
    users: Annotated[int, told("Distinct users", "counted")]


class Clients(Record, frozen=True, kw_only=True):
    """The mail programs in use."""

    days: Annotated[int | None, told("How many days were looked at", "the collector")]
    seen: list[ClientSeen]


class Processor(Record, frozen=True, kw_only=True):
    """The processors of a machine."""

    architecture: Annotated[
        str | None, told("As the machine names it: AMD64, x86_64, ARM64, x86", "platform")
    ]
    name: Annotated[str | None, told("Model name", "registry, /proc/cpuinfo or WMI")]
    sockets: Annotated[int | None, told("Processor sockets", "WMI or /proc/cpuinfo")]
    physical_cores: Annotated[int | None, told("Physical cores", "psutil or WMI")]
    logical_processors: Annotated[int | None, told("Logical processors", "psutil or WMI")]


class Memory(Record, frozen=True, kw_only=True):
    """The memory of a machine, in bytes."""

    installed: Annotated[int | None, told("Installed memory", "GetPhysicallyInstalledSystemMemory or WMI")]
    usable: Annotated[int | None, told("Memory the system can use", "psutil or WMI")]


class OperatingSystem(Record, frozen=True, kw_only=True):
    """The operating system of a machine."""

    family: Annotated[Literal["windows", "linux", "macos", "other"], told("Family", "platform")]
    name: Annotated[str | None, told("Name as the system gives it", "registry ProductName or os-release")]
    version: Annotated[str | None, told("Version, such as 10.0.17763", "platform or WMI")]
    edition: Annotated[str | None, told("EditionID, such as ServerStandard", "registry EditionID")]
    service_pack: Annotated[str | None, told("Service pack", "registry CSDVersion")]
    server: Annotated[bool | None, told("A server edition, not a workstation", "Windows product type")]
    installation: Annotated[str | None, told("Server or Server Core", "registry InstallationType")]


class Volume(Record, frozen=True, kw_only=True):
    """A mounted file system; sizes in bytes."""

    mount: Annotated[str, told("Mount point", "psutil or Win32_Volume")]
    file_system: Annotated[str | None, told("File system", "psutil or Win32_Volume")]
    size: Annotated[int | None, told("Size", "psutil or Win32_Volume")]
    free: Annotated[int | None, told("Free space", "psutil or Win32_Volume")]
    system: Annotated[bool, told("Holds the operating system", "SystemDrive or /")]


class PageFileSetting(Record, frozen=True, kw_only=True):
    """One configured page file; sizes in bytes, 0 and 0 when Windows chooses."""

    path: Annotated[str, told("File", "registry PagingFiles")]
    initial: Annotated[int | None, told("Initial size", "registry PagingFiles")]
    maximum: Annotated[int | None, told("Maximum size", "registry PagingFiles")]


class PageFile(Record, frozen=True, kw_only=True):
    """The page files or swap of a machine."""

    managed_by_system: Annotated[bool | None, told("Windows chooses all sizes", "registry PagingFiles")]
    settings: Annotated[list[PageFileSetting] | None, told("Configured page files", "registry PagingFiles")]
    allocated: Annotated[int | None, told("Page file or swap in existence, bytes", "psutil")]


class InstalledExchange(Record, frozen=True, kw_only=True):
    """Exchange as installed on a machine."""

    build: Annotated[str | None, told("Exact build", "file version of ExSetup.exe")]


class Host(Record, frozen=True, kw_only=True):
    """What was read of one machine, by whatever way."""

    name: Annotated[str, told("Host name, fully qualified where it is known", "the machine")]
    processor: Section[Processor]
    memory: Section[Memory]
    operating_system: Section[OperatingSystem]
    volumes: Section[list[Volume]]
    page_file: Section[PageFile]
    exchange: Section[InstalledExchange]


Role = Literal["mailbox", "client-access", "edge"]


class Candidate(Record, frozen=True, kw_only=True):
    """A machine meant to run a target."""

    host: Annotated[str, told("Name of the machine in `hosts`", "--local or exready.toml")]
    role: Annotated[Role, told("Role it is meant for", "--role or exready.toml")]
    targets: Annotated[list[str], told("Targets it is meant for; empty: all", "--for or exready.toml")]


class Scan(Record, frozen=True, kw_only=True):
    """How the directory was read."""

    domain: Annotated[str | None, told("Domain that was asked for", "--domain")]
    server: Annotated[str | None, told("Domain controller that was asked", "--dc or DNS")]
    account: Annotated[
        str | None, told("Account used, never with its password", "--user or the Kerberos ticket")
    ]
    protection: Annotated[str | None, told("How the connection was protected", "the connection")]


class Inventory(Record, frozen=True, kw_only=True):
    """One saved scan."""

    holds: Annotated[str, told("What this file holds", "exready")]
    schema: Annotated[int, told("Version of this format", "exready")]
    tool: Annotated[str, told("Version of exready that wrote it", "exready")]
    taken_at: Annotated[datetime, told("When the scan began", "clock of the workstation")]
    scan: Scan
    forest: Section[Forest]
    domains: Section[list[Domain]]
    domain_controllers: Section[list[DomainController]]
    sites: Section[list[Site]]
    organization: Section[Organization | None]
    accepted_domains: Section[list[AcceptedDomain]]
    servers: Section[list[ExchangeServer]]
    databases: Section[list[Database]]
    dags: Section[list[Dag]]
    recipients: Section[list[RecipientCount]]
    clients: Section[Clients]
    hosts: list[Host]
    candidates: list[Candidate]
