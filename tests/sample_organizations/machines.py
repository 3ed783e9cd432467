"""Machines: what a script printed on them, what psutil read, what a person says; whole or in part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

from msgspec.structs import replace

from scanner.inventory.absence import Collected, Declared, Failed, Section, Skipped, Source, Value
from scanner.inventory.model import (
    Adapter,
    BoundCertificate,
    Host,
    InstalledExchange,
    InstalledRole,
    Memory,
    Network,
    OperatingSystem,
    PageFile,
    PageFileSetting,
    Platform,
    Processor,
    Product,
    Protocol,
    SecuritySettings,
    Service,
    Software,
    StrongCryptography,
    Volume,
    WebAccess,
)
from tests.sample_organizations.reading import MACHINE, SCRIPT, Given, Reading
from tests.sample_organizations.servers import GIB, MIB

HIGH_PERFORMANCE = "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c"
BALANCED = "381b4222-f694-41f0-9685-ff5bb260df2e"
MEMBER, CONTROLLER, ALONE = 3, 5, 2
_SECONDS_A_MACHINE = 0.856


@dataclass(frozen=True, kw_only=True)
class Machine:
    """What is known of a machine; a section that is not given was not asked."""

    platform: Given[Platform] | None = None
    processor: Given[Processor] | None = None
    memory: Given[Memory] | None = None
    operating_system: Given[OperatingSystem] | None = None
    volumes: Given[list[Volume]] | None = None
    page_file: Given[PageFile] | None = None
    network: Given[Network] | None = None
    software: Given[Software] | None = None
    security: Given[SecuritySettings] | None = None
    services: Given[list[Service]] | None = None
    certificates: Given[list[BoundCertificate]] | None = None
    exchange: Given[InstalledExchange] | None = None
    web_access: Section[WebAccess] | None = None


def host(
    reading: Reading,
    name: str,
    place: int,
    machine: Machine,
    *,
    collector: str = SCRIPT,
    seconds: float | None = None,
) -> Host:
    """A machine, the one in this place of those that were read."""
    begin = reading.servers_at + place * _SECONDS_A_MACHINE if seconds is None else seconds
    sections: dict[str, Any] = {}
    for each in fields(machine):
        given = getattr(machine, each.name)
        after, query = MACHINE[collector].get(each.name, (0.0, ""))
        if given is None:
            given = reading.skipped("not-asked", "web-access" if each.name == "web_access" else SCRIPT)
        elif not isinstance(given, Collected | Declared | Failed | Skipped):
            source = Source(collector=collector, host=name, query=query)
            given = Collected(data=given, source=source, at=reading.at(begin + after))
        sections[each.name] = given
    return Host(name=name, **sections)


def silent(reading: Reading, name: str, seconds: float, code: str, /, *names: str, **values: Value) -> Host:
    """A machine that told nothing of these sections, or of any, and why."""
    asked = names or tuple(each.name for each in fields(Machine) if each.name != "web_access")
    failed = reading.failed(code, SCRIPT, seconds, **values)
    return host(reading, name, 0, Machine(**dict.fromkeys(asked, failed)))


def platform(
    domain: str, *, maker: str = "VMware, Inc.", model: str = "VMware7,1", role: int = MEMBER,
    plan: str | None = HIGH_PERFORMANCE, started: str = "2026-10-18T02:11:40+00:00",
) -> Platform:  # fmt: skip
    """What the machine is: a virtual one unless a maker is named."""
    return Platform(
        manufacturer=maker,
        model=model,
        domain=domain,
        domain_role=role,
        power_plan=plan,
        started=datetime.fromisoformat(started),
    )


def processor(
    name: str, sockets: int, cores: int | None, logical: int, *, mhz: int | None = None
) -> Processor:
    """Processors with their physical cores and logical processors together."""
    return Processor(
        architecture="AMD64",
        name=name,
        sockets=sockets,
        physical_cores=cores,
        logical_processors=logical,
        maximum_mhz=mhz,
        current_mhz=mhz,
    )


def memory(installed_gb: int, *, missing: int = 1 << 20, dynamic: bool | None = None) -> Memory:
    """Memory; `missing` are the bytes that the firmware keeps."""
    return Memory(installed=installed_gb * GIB, usable=installed_gb * GIB - missing, dynamic=dynamic)


_BUILDS = {
    "2012 R2": ("Windows Server 2012 R2 Standard", "6.3.9600", 20366),
    "2016": ("Windows Server 2016 Standard", "10.0.14393", 8524),
    "2019": ("Windows Server 2019 Standard", "10.0.17763", 8027),
    "2022": ("Windows Server 2022 Standard", "10.0.20348", 4405),
    "2025": ("Windows Server 2025 Standard", "10.0.26100", 7171),
    "2008 R2": ("Windows Server 2008 R2 Standard", "6.1.7601", None),
    "2008": ("Windows Server (R) 2008 Standard", "6.0.6002", None),
    "2003": ("Microsoft Windows Server 2003", "5.2.3790", None),
}
_SERVICE_PACKS = {"2008 R2": "Service Pack 1", "2008": "Service Pack 2", "2003": "Service Pack 2"}


def windows(
    release: str, *, core: bool = False, edition: str | None = "ServerStandard", name: str | None = None,
    revision: int | None = None, language: int | None = 1033,
) -> OperatingSystem:  # fmt: skip
    """A release of Windows Server; `core` is one without a desktop, which releases before 2012 do not state."""
    usual, version, update = _BUILDS[release]
    old = release in _SERVICE_PACKS
    return OperatingSystem(
        family="windows",
        name=name or usual,
        version=version,
        revision=revision or update,
        edition=edition,
        service_pack=_SERVICE_PACKS.get(release),
        server=True,
        installation=None if old else "Server Core" if core else "Server",
        language=language,
    )


def volume(
    mount: str, size_gb: float, free_gb: float, *, file_system: str = "NTFS", block_kb: int | None = 64
) -> Volume:
    """A volume; C: is the one with Windows, and has units of 4 KB."""
    return exactly(
        mount, round(size_gb * GIB) - MIB, round(free_gb * GIB), file_system=file_system, block_kb=block_kb
    )


def exactly(
    mount: str, size: int, free: int, *, file_system: str = "NTFS", block_kb: int | None = 64
) -> Volume:
    """A volume by its bytes."""
    system = mount == "C:\\"
    unit = 4 if system and block_kb is not None else block_kb
    return Volume(
        mount=mount,
        file_system=file_system,
        size=size,
        free=free,
        block=None if unit is None else unit * 1024,
        system=system,
    )


def page_file(size_mb: int, *, largest_mb: int | None = None, managed: bool = False) -> PageFile:
    """One page file on C: of a fixed size, unless Windows chooses."""
    size = size_mb * MIB
    setting = PageFileSetting(
        path="C:\\pagefile.sys",
        initial=0 if managed else size,
        maximum=0 if managed else (largest_mb or size_mb) * MIB,
    )
    return PageFile(managed_by_system=managed, settings=[setting], allocated=size)


def network(
    *addresses: str, dns: Sequence[str], dhcp: bool = False, registers: bool = True,
    name: str = "vmxnet3 Ethernet Adapter", disabled_ipv6: int | None = None, proxy: str | None = None,
) -> Network:  # fmt: skip
    """One adapter with its addresses."""
    adapter = Adapter(
        name=name, addresses=list(addresses), dhcp=dhcp, dns_servers=list(dns), registers_in_dns=registers
    )
    return Network(adapters=[adapter], disabled_ipv6=disabled_ipv6, web_proxy=proxy)


MAILBOX_FEATURES = (
    "NET-Framework-45-ASPNET", "NET-Framework-45-Core", "NET-WCF-HTTP-Activation45", "NET-WCF-Pipe-Activation45",
    "NET-WCF-TCP-Activation45", "NET-WCF-TCP-PortSharing45", "RPC-over-HTTP-proxy", "RSAT-ADDS", "RSAT-Clustering",
    "RSAT-Clustering-CmdInterface", "RSAT-Clustering-Mgmt", "RSAT-Clustering-PowerShell", "Server-Media-Foundation",
    "WAS-Process-Model", "Web-Asp-Net45", "Web-Basic-Auth", "Web-Client-Auth", "Web-Digest-Auth", "Web-Dir-Browsing",
    "Web-Dyn-Compression", "Web-Http-Errors", "Web-Http-Logging", "Web-Http-Redirect", "Web-Http-Tracing",
    "Web-ISAPI-Ext", "Web-ISAPI-Filter", "Web-Metabase", "Web-Mgmt-Console", "Web-Mgmt-Service", "Web-Net-Ext45",
    "Web-Request-Monitor", "Web-Server", "Web-Stat-Compression", "Web-Static-Content", "Web-Windows-Auth", "Web-WMI",
    "Windows-Identity-Foundation",
)  # fmt: skip
PROGRAMS = {
    "Microsoft Visual C++ 2012 Redistributable (x64) - 11.0.61030": "11.0.61030.0",
    "Microsoft Visual C++ 2013 Redistributable (x64) - 12.0.40664": "12.0.40664.0",
    "Microsoft Unified Communications Managed API 4.0, Runtime": "5.0.8308.0",
    "IIS URL Rewrite Module 2": "7.2.1993",
}
NET_45, NET_461, NET_471, NET_472, NET_48, NET_481 = 378389, 394271, 461310, 461814, 528049, 533320


def software(
    net: int | None,
    *,
    programs: Mapping[str, str] = PROGRAMS,
    features: Sequence[str] | None = MAILBOX_FEATURES,
    updates: Sequence[str] | None = (),
    pending: Sequence[str] | None = (),
    powershell: str = "5.1.17763.8027",
    older: Sequence[str] = (),
    policy: str | None = None,
) -> Software:
    """What is installed; usually everything that Exchange needs."""
    return Software(
        net_release=net,
        net_older=list(older),
        powershell=powershell,
        enforced_execution_policy=policy,
        products=[Product(name=name, version=version) for name, version in programs.items()],
        features=None if features is None else list(features),
        updates=None if updates is None else list(updates),
        pending_restart=None if pending is None else list(pending),
    )


_SIDES: Sequence[Literal["client", "server"]] = ("client", "server")
_PROTOCOLS = {"SSL 3.0": 0, "TLS 1.0": 0, "TLS 1.1": 0, "TLS 1.2": 1}
FRAMEWORKS = ("v2.0.50727", "v4.0.30319")


def security(
    protocols: Mapping[str, int] = _PROTOCOLS,
    *,
    strong: bool = True,
    lm: int | None = None,
    smb1: int | None = None,
    guard: int | None = None,
    signing: int | None = None,
    binding: int | None = None,
) -> SecuritySettings:
    """Settings of the registry: protocols that are on (1) or off (0) on both sides; the others are not set."""
    return SecuritySettings(
        protocols=[
            Protocol(name=name, side=side, enabled=on, disabled_by_default=1 - on)
            for name, on in protocols.items()
            for side in _SIDES
        ],
        strong_cryptography=[
            StrongCryptography(framework=name, wow=wow, system_default=1, strong=1)
            for name in FRAMEWORKS
            for wow in (False, True)
        ]
        if strong
        else [],
        lm_compatibility=lm,
        smb1=smb1,
        credential_guard=guard,
        ldap_signing=signing,
        ldap_channel_binding=binding,
    )


_OF_WINDOWS = {
    "MpsSvc": ("Auto", "Running"), "msiserver": ("Manual", "Stopped"), "RemoteRegistry": ("Auto", "Running"),
    "W3SVC": ("Auto", "Running"), "WinRM": ("Auto", "Running"), "Winmgmt": ("Auto", "Running"),
}  # fmt: skip
_MAIL = ("MSExchangeImap4", "MSExchangePop3")
_OF_EXCHANGE = {
    "": (),
    "2007": ("MSExchangeADTopology", "MSExchangeIS", "MSExchangeMailSubmission", "MSExchangeMailboxAssistants",
             "MSExchangeRepl", "MSExchangeSA", "MSExchangeServiceHost", *_MAIL),
    "2010": ("MSExchangeADTopology", "MSExchangeAB", "MSExchangeFDS", "MSExchangeIS", "MSExchangeMailboxReplication",
             "MSExchangeMailSubmission", "MSExchangeMailboxAssistants", "MSExchangeRepl", "MSExchangeRPC",
             "MSExchangeSA", "MSExchangeServiceHost", "MSExchangeThrottling", "MSExchangeTransport", *_MAIL),
    "2013": ("HostControllerService", "MSExchangeADTopology", "MSExchangeDelivery", "MSExchangeDiagnostics",
             "MSExchangeFastSearch", "MSExchangeFrontEndTransport", "MSExchangeHM", "MSExchangeIS",
             "MSExchangeMailboxAssistants", "MSExchangeMailboxReplication", "MSExchangeRepl", "MSExchangeRPC",
             "MSExchangeServiceHost", "MSExchangeSubmission", "MSExchangeThrottling", "MSExchangeTransport", *_MAIL),
}  # fmt: skip


def services(
    version: str = "", *, stopped: Sequence[str] = (), disabled: Sequence[str] = (), more: Sequence[str] = ()
) -> list[Service]:
    """The services of Windows and of an Exchange version; 2013 stands for all that came later."""
    found = dict(_OF_WINDOWS)
    for name in _OF_EXCHANGE[version]:
        found[name] = ("Manual", "Stopped") if name in _MAIL else ("Auto", "Running")
    found |= dict.fromkeys(more, ("Auto", "Running"))
    found |= dict.fromkeys(stopped, ("Auto", "Stopped"))
    found |= dict.fromkeys(disabled, ("Disabled", "Stopped"))
    return [
        Service(
            name=name, state=state, start=start, account="LocalSystem" if name.startswith("MSEx") else "LocalService"
        )
        for name, (start, state) in sorted(found.items(), key=lambda each: each[0].casefold())
    ]  # fmt: skip


def installed(
    build: str | None, *roles: str, path: str | None = None, missing: Sequence[str] | None = (),
    watermark: Mapping[str, str] | None = None,
) -> InstalledExchange:  # fmt: skip
    """Exchange as it is installed, or nothing; `watermark` says in which roles a Setup was left unfinished."""
    if build is None:
        return InstalledExchange(build=None, install_path=None, roles=[], missing_installers=[])
    return InstalledExchange(
        build=build,
        install_path=path or "C:\\Program Files\\Microsoft\\Exchange Server\\V15\\",
        roles=[
            InstalledRole(name=role, configured=build, unpacked=build, watermark=(watermark or {}).get(role))
            for role in roles
        ],
        missing_installers=None if missing is None else list(missing),
    )


def completed(local: Host, script: Host) -> Host:
    """A machine that read itself, with what only a script tells."""
    missing = {
        each.name: getattr(script, each.name)
        for each in fields(Machine)
        if isinstance(getattr(local, each.name), Skipped)
    }
    return replace(local, **missing)


def ordinary(
    domain: str,
    release: str,
    build: str | None,
    address: str,
    *,
    dns: Sequence[str],
    gb: int,
    cores: int,
    net: int,
    page_mb: int | None = None,
    data: Sequence[Volume] = (),
    certificates: Sequence[BoundCertificate] = (),
    powershell: str = "5.1.20348.4294",
    version: str = "2013",
    roles: Sequence[str] = ("MailboxRole", "ClientAccessRole", "AdminTools"),
    core: bool = False,
) -> Machine:
    """A virtual machine of which everything was read and nothing is wrong; a page file of a quarter of its memory."""
    return Machine(
        platform=platform(domain),
        processor=processor("Intel(R) Xeon(R) Gold 6326 CPU @ 2.90GHz", 2, cores, cores, mhz=2900),
        memory=memory(gb, dynamic=False),
        operating_system=windows(release, core=core),
        volumes=[volume("C:\\", 200, 118), *data],
        page_file=page_file(page_mb or gb * 256),
        network=network(address, "fe80::250:56ff:fe8a:1c2d", dns=dns),
        software=software(net, powershell=powershell),
        security=security(lm=5, smb1=0, guard=0),
        services=services(version if build else ""),
        certificates=list(certificates),
        exchange=installed(build, *roles) if build else installed(None),
    )
