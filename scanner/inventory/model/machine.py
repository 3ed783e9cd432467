"""One machine, by whatever way it was read. Sizes are in bytes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from scanner.inventory.absence import Section, told
from scanner.inventory.model.certificate import Certificate
from scanner.inventory.model.client_access import WebAccess
from scanner.inventory.model.record import Record


class Processor(Record, frozen=True, kw_only=True):
    """The processors of a machine."""

    architecture: Annotated[
        str | None, told("As the machine names it: AMD64, x86_64, ARM64, x86", "platform")
    ]
    name: Annotated[str | None, told("Model name", "registry, /proc/cpuinfo or WMI")]
    sockets: Annotated[int | None, told("Processor sockets", "WMI or /proc/cpuinfo")]
    physical_cores: Annotated[int | None, told("Physical cores", "psutil or WMI")]
    logical_processors: Annotated[int | None, told("Logical processors", "psutil or WMI")]
    maximum_mhz: Annotated[int | None, told("Highest clock, MHz", "WMI MaxClockSpeed")]
    current_mhz: Annotated[int | None, told("Clock when it was read, MHz", "WMI CurrentClockSpeed")]


class Memory(Record, frozen=True, kw_only=True):
    """The memory of a machine, in bytes."""

    installed: Annotated[int | None, told("Installed memory", "GetPhysicallyInstalledSystemMemory or WMI")]
    usable: Annotated[int | None, told("Memory the system can use", "psutil or WMI")]
    dynamic: Annotated[
        bool | None,
        told(
            "A hypervisor may take memory away; none: it cannot be told from inside",
            "counters of Hyper-V (maximum above what there is) or VMware (reservation)",
        ),
    ]


class OperatingSystem(Record, frozen=True, kw_only=True):
    """The operating system of a machine."""

    family: Annotated[Literal["windows", "linux", "macos", "other"], told("Family", "platform")]
    name: Annotated[str | None, told("Name as the system gives it", "registry ProductName or os-release")]
    version: Annotated[str | None, told("Version, such as 10.0.17763", "platform or WMI")]
    revision: Annotated[int | None, told("Update revision of the build", "registry UBR")]
    edition: Annotated[str | None, told("EditionID, such as ServerStandard", "registry EditionID")]
    service_pack: Annotated[str | None, told("Service pack", "registry CSDVersion")]
    server: Annotated[bool | None, told("A server edition, not a workstation", "Windows product type")]
    installation: Annotated[str | None, told("Server or Server Core", "registry InstallationType")]
    language: Annotated[int | None, told("Language as a Windows number", "WMI OSLanguage")]


class Volume(Record, frozen=True, kw_only=True):
    """A mounted file system; sizes in bytes."""

    mount: Annotated[str, told("Mount point", "psutil or Win32_Volume")]
    file_system: Annotated[str | None, told("File system", "psutil or Win32_Volume")]
    size: Annotated[int | None, told("Size", "psutil or Win32_Volume")]
    free: Annotated[int | None, told("Free space", "psutil or Win32_Volume")]
    block: Annotated[int | None, told("Size of an allocation unit", "Win32_Volume BlockSize")]
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


class Platform(Record, frozen=True, kw_only=True):
    """What the machine is: metal or virtual, member or domain controller."""

    manufacturer: Annotated[str | None, told("Manufacturer", "Win32_ComputerSystem Manufacturer")]
    model: Annotated[str | None, told("Model", "Win32_ComputerSystem Model")]
    domain: Annotated[str | None, told("Domain or workgroup", "Win32_ComputerSystem Domain")]
    domain_role: Annotated[
        int | None,
        told("2 stand-alone server, 3 member, 4 and 5 domain controller", "Win32_ComputerSystem DomainRole"),
    ]
    power_plan: Annotated[str | None, told("GUID of the active power plan", "Win32_PowerPlan")]
    started: Annotated[
        datetime | None, told("When it was last started", "Win32_OperatingSystem LastBootUpTime")
    ]


class Adapter(Record, frozen=True, kw_only=True):
    """A network adapter."""

    name: Annotated[str, told("Description", "Win32_NetworkAdapterConfiguration")]
    addresses: Annotated[list[str], told("IP addresses", "Win32_NetworkAdapterConfiguration IPAddress")]
    dhcp: Annotated[bool | None, told("Addresses come from DHCP", "DHCPEnabled")]
    dns_servers: Annotated[list[str], told("DNS servers", "DNSServerSearchOrder")]
    registers_in_dns: Annotated[bool | None, told("Registers itself in DNS", "FullDNSRegistrationEnabled")]


class Network(Record, frozen=True, kw_only=True):
    """The network of a machine."""

    adapters: Annotated[list[Adapter], told("Adapters with an address", "Win32_NetworkAdapterConfiguration")]
    disabled_ipv6: Annotated[
        int | None, told("Parts of IPv6 that are disabled, as bits", "registry DisabledComponents")
    ]
    web_proxy: Annotated[str | None, told("Proxy of the system", "registry WinHttpSettings")]


class Product(Record, frozen=True, kw_only=True):
    """An installed program."""

    name: Annotated[str, told("Name", "registry Uninstall DisplayName")]
    version: Annotated[str | None, told("Version", "registry Uninstall DisplayVersion")]


class Software(Record, frozen=True, kw_only=True):
    """What is installed on a Windows machine; a list of None was not read."""

    net_release: Annotated[
        int | None, told(".NET Framework 4 as a number, such as 528040", "registry Release")
    ]
    net_older: Annotated[list[str] | None, told("Older .NET Frameworks, such as v3.5 SP1", "registry NDP")]
    powershell: Annotated[str | None, told("Version of Windows PowerShell", "registry PowerShellEngine")]
    enforced_execution_policy: Annotated[
        str | None,
        told(
            "Execution policy that group policy sets; none: it sets none", "registry Policies ExecutionPolicy"
        ),
    ]
    products: Annotated[
        list[Product] | None, told("Prerequisites among the installed programs", "registry Uninstall")
    ]
    features: Annotated[
        list[str] | None,
        told(
            "Installed Windows features by the names Setup asks for; 2008: number and name; 2003: components",
            "Get-WindowsFeature, Win32_ServerFeature or the registry",
        ),
    ]
    updates: Annotated[list[str] | None, told("Installed updates", "Win32_QuickFixEngineering")]
    pending_restart: Annotated[
        list[str] | None, told("Why a restart is pending; empty: none is", "registry, five places")
    ]


class Protocol(Record, frozen=True, kw_only=True):
    """One version of TLS or SSL on one side, as the registry sets it; None: the default of Windows."""

    name: Annotated[str, told("Such as TLS 1.2", "registry SCHANNEL Protocols")]
    side: Annotated[Literal["client", "server"], told("Side", "registry SCHANNEL Protocols")]
    enabled: Annotated[int | None, told("Enabled as stored", "registry Enabled")]
    disabled_by_default: Annotated[
        int | None, told("DisabledByDefault as stored", "registry DisabledByDefault")
    ]


class StrongCryptography(Record, frozen=True, kw_only=True):
    """Whether one .NET Framework follows the system's TLS; None: not set."""

    framework: Annotated[str, told("Such as v4.0.30319", "registry .NETFramework")]
    wow: Annotated[bool, told("Of 32-bit programs", "registry Wow6432Node")]
    system_default: Annotated[int | None, told("SystemDefaultTlsVersions", "registry")]
    strong: Annotated[int | None, told("SchUseStrongCrypto", "registry")]


class SecuritySettings(Record, frozen=True, kw_only=True):
    """Settings of a Windows machine that Exchange depends on; None: not set."""

    protocols: Annotated[
        list[Protocol], told("What the registry sets for TLS", "registry SCHANNEL Protocols")
    ]
    strong_cryptography: Annotated[
        list[StrongCryptography], told("What the registry sets for .NET", "registry .NETFramework")
    ]
    lm_compatibility: Annotated[int | None, told("LmCompatibilityLevel", "registry Lsa")]
    smb1: Annotated[int | None, told("SMB1 of the server service", "registry LanmanServer")]
    credential_guard: Annotated[int | None, told("LsaCfgFlags", "registry Lsa")]
    ldap_signing: Annotated[
        int | None, told("LDAPServerIntegrity of a domain controller", "registry NTDS Parameters")
    ]
    ldap_channel_binding: Annotated[
        int | None, told("LdapEnforceChannelBinding of a domain controller", "registry NTDS Parameters")
    ]


class Service(Record, frozen=True, kw_only=True):
    """A Windows service."""

    name: Annotated[str, told("Name", "Win32_Service Name")]
    state: Annotated[str | None, told("Running, Stopped, …", "Win32_Service State")]
    start: Annotated[str | None, told("Auto, Manual, Disabled", "Win32_Service StartMode")]
    account: Annotated[str | None, told("Account it runs as", "Win32_Service StartName")]


class InstalledRole(Record, frozen=True, kw_only=True):
    """A role of Exchange in the registry."""

    name: Annotated[str, told("Such as MailboxRole", "registry ExchangeServer")]
    configured: Annotated[str | None, told("Version that was set up", "registry ConfiguredVersion")]
    unpacked: Annotated[str | None, told("Version that was copied", "registry UnpackedVersion")]
    watermark: Annotated[str | None, told("Where an unfinished Setup stopped", "registry Watermark")]


class InstalledExchange(Record, frozen=True, kw_only=True):
    """Exchange as installed on a machine."""

    build: Annotated[str | None, told("Exact build", "file version of ExSetup.exe")]
    install_path: Annotated[str | None, told("Folder of the program", "registry MsiInstallPath")]
    roles: Annotated[list[InstalledRole] | None, told("Roles", "registry ExchangeServer")]
    missing_installers: Annotated[
        list[str] | None,
        told(
            "Products and patches whose package is missing", "registry UserData LocalPackage, and the files"
        ),
    ]


class BoundCertificate(Record, frozen=True, kw_only=True):
    """A certificate in the store of a machine, and what Exchange uses it for."""

    certificate: Certificate
    services: Annotated[
        list[str] | None, told("Services it is assigned to, such as IIS, SMTP", "Get-ExchangeCertificate")
    ]
    has_private_key: Annotated[bool | None, told("The machine holds its key", "certificate store")]


class Host(Record, frozen=True, kw_only=True):
    """What was read of one machine, by whatever way."""

    name: Annotated[str, told("Host name, fully qualified where it is known", "the machine")]
    platform: Section[Platform]
    processor: Section[Processor]
    memory: Section[Memory]
    operating_system: Section[OperatingSystem]
    volumes: Section[list[Volume]]
    page_file: Section[PageFile]
    network: Section[Network]
    software: Section[Software]
    security: Section[SecuritySettings]
    services: Section[list[Service]]
    certificates: Section[list[BoundCertificate]]
    exchange: Section[InstalledExchange]
    web_access: Section[WebAccess]


Role = Literal["mailbox", "client-access", "edge"]


class Candidate(Record, frozen=True, kw_only=True):
    """A machine meant to run a target."""

    host: Annotated[str, told("Name of the machine in `hosts`", "--local or exready.toml")]
    role: Annotated[Role, told("Role it is meant for", "--role or exready.toml")]
    targets: Annotated[list[str], told("Targets it is meant for; empty: all", "--for or exready.toml")]
