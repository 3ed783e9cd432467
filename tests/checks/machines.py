"""What servers tell, by what matters to a test, and a machine that has all a target asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from checks.knowledge import windows_features
from scanner.inventory.model import (
    Adapter,
    AuthConfiguration,
    AutodiscoverAnswer,
    BoundCertificate,
    Certificate,
    ComputerCount,
    CopyStatus,
    Database,
    DatabaseCopy,
    DatabaseStatistics,
    DeviceCount,
    InstalledExchange,
    InstalledRole,
    Network,
    OperatingSystem,
    OutlookAnywhere,
    Platform,
    Product,
    Protocol,
    SecuritySettings,
    Service,
    Software,
    StrongCryptography,
    VirtualDirectory,
    WebAccess,
)
from scanner.inventory.names import windows_server_name
from tests.made import made

HIGH_PERFORMANCE = "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c"
NET = {"4.5": 378389, "4.5.2": 379893, "4.6.1": 394254, "4.6.2": 394802, "4.7.1": 461308, "4.7.2": 461808,
       "4.8": 528040, "4.8.1": 533320}  # fmt: skip
PROGRAMS = (
    ("Microsoft Visual C++ 2012 Redistributable (x64) - 11.0.61030", "11.0.61030.0"),
    ("Microsoft Visual C++ 2013 Redistributable (x64) - 12.0.40664", "12.0.40664.0"),
    ("Microsoft Unified Communications Managed API 4.0, Runtime", "5.0.8308.0"),
    ("IIS URL Rewrite Module 2", "7.2.1993"),
)


def platform(
    role: int | None = 3,
    model: str | None = "ProLiant DL380",
    manufacturer: str | None = "HPE",
    plan: str | None = HIGH_PERFORMANCE,
) -> Platform:
    return made(
        Platform,
        manufacturer=manufacturer,
        model=model,
        domain="corp.example",
        domain_role=role,
        power_plan=plan,
    )


def adapter(
    *addresses: str,
    dhcp: bool | None = False,
    dns: Sequence[str] = ("10.0.0.1",),
    registers: bool | None = True,
) -> Adapter:
    return Adapter(
        name="Ethernet",
        addresses=list(addresses or ("10.0.0.5", "fe80::1")),
        dhcp=dhcp,
        dns_servers=list(dns),
        registers_in_dns=registers,
    )


def network(*adapters: Adapter, disabled_ipv6: int | None = None, proxy: str | None = None) -> Network:
    return Network(adapters=list(adapters), disabled_ipv6=disabled_ipv6, web_proxy=proxy)


def products(*named: tuple[str, str | None]) -> list[Product]:
    return [Product(name=name, version=version) for name, version in named]


def software(**said: Any) -> Software:
    """Everything read and nothing found, but for what is said."""
    none: dict[str, Any] = {
        "net_older": [], "products": [], "features": [], "updates": [], "pending_restart": [],
    }  # fmt: skip
    return made(Software, **{**none, **said})


def service(name: str, start: str | None = "Auto", state: str | None = "Running") -> Service:
    return Service(name=name, state=state, start=start, account=None)


def protocol(name: str, side: str, enabled: int | None = 1, off_by_default: int | None = 0) -> Protocol:
    return made(Protocol, name=name, side=side, enabled=enabled, disabled_by_default=off_by_default)


def both_sides(name: str, enabled: int | None = 1, off_by_default: int | None = 0) -> list[Protocol]:
    return [protocol(name, side, enabled, off_by_default) for side in ("client", "server")]


def strong(system_default: int | None = 1, strong: int | None = 1) -> list[StrongCryptography]:
    return [
        StrongCryptography(framework="v4.0.30319", wow=wow, system_default=system_default, strong=strong)
        for wow in (False, True)
    ]


def security(**said: Any) -> SecuritySettings:
    good: dict[str, Any] = {
        "protocols": both_sides("TLS 1.2"), "strong_cryptography": strong(), "lm_compatibility": 5, "smb1": 0,
        "credential_guard": 0, "ldap_signing": 2,
    }  # fmt: skip
    return made(SecuritySettings, **{**good, **said})


def installed(
    build: str | None = None,
    roles: Mapping[str, str | None] | None = None,
    missing: Sequence[str] | None = (),
) -> InstalledExchange:
    """An Exchange; roles with the mark that Setup left, where it did."""
    return made(
        InstalledExchange,
        build=build,
        roles=[made(InstalledRole, name=name, watermark=mark) for name, mark in (roles or {}).items()],
        missing_installers=None if missing is None else list(missing),
    )


def day(text: str) -> datetime:
    """Noon of a day."""
    return datetime.fromisoformat(text).replace(hour=12, tzinfo=UTC)


def bound_certificate(
    thumbprint: str = "AA" * 20,
    *,
    ends: str | None = "2027-11-22",
    names: Sequence[str] | None = ("mail.corp.example", "autodiscover.corp.example"),
    key: tuple[str | None, int | None] = ("RSA", 2048),
    hashed: str | None = "sha256",
    services: Sequence[str] | None = ("IIS", "SMTP"),
    private_key: bool | None = True,
) -> BoundCertificate:
    found = made(
        Certificate,
        thumbprint=thumbprint,
        subject="CN=mail.corp.example",
        not_after=None if ends is None else day(ends),
        names=None if names is None else list(names),
        key_type=key[0],
        key_bits=key[1],
        signature_hash=hashed,
    )
    return BoundCertificate(
        certificate=found,
        services=None if services is None else list(services),
        has_private_key=private_key,
    )


def auth_configuration(*thumbprints: str) -> AuthConfiguration:
    return made(AuthConfiguration, certificates=list(thumbprints or ("AA" * 20,)))


def web_access(build: str | None, **more: Any) -> WebAccess:
    """What a server of this build shows to mail programs, with nothing wrong about it."""
    given = {
        "url": "https://ex1.corp.example/EWS/Exchange.asmx", "build": build, "answered_by": "EX1",
        "authentication": ["Negotiate", "NTLM"], "tls": "TLSv1.2", "certificate": bound_certificate().certificate,
        "certificate_trusted": True, **more,
    }  # fmt: skip
    return made(WebAccess, **given)


def autodiscover_answer(**more: Any) -> AutodiscoverAnswer:
    """What an address of the directory answers when all is well."""
    given = {
        "way": "directory", "address": "https://mail.corp.example/autodiscover/autodiscover.xml", "status": 401,
        "certificate": bound_certificate().certificate, "certificate_trusted": True, **more,
    }  # fmt: skip
    return made(AutodiscoverAnswer, **given)


def virtual_directory(
    internal: str | None = "https://mail.corp.example/ews/exchange.asmx",
    external: str | None = None,
    *,
    kind: Any = "ews",
    server: str | None = "EX1",
    back_end: bool = False,
) -> VirtualDirectory:
    return made(
        VirtualDirectory,
        server=server,
        name="EWS",
        kind=kind,
        back_end=back_end,
        internal_url=internal,
        external_url=external,
    )


def outlook_anywhere(offloading: bool | None = False, server: str = "EX1") -> OutlookAnywhere:
    return made(OutlookAnywhere, server=server, ssl_offloading=offloading)


def database(
    name: str = "DB1",
    *,
    server: str | None = "EX1",
    copies: Sequence[str] = ("EX1",),
    recovery: bool | None = False,
    path: str | None = "E:\\DB1\\DB1.edb",
    logs: str | None = "E:\\DB1",
) -> Database:
    return made(
        Database,
        name=name,
        kind="mailbox",
        server=server,
        item_retention=1209600,
        quota_receive=2411520,
        circular_logging=False,
        copies=[
            DatabaseCopy(server=each, preference=1, replay_lag=None, truncation_lag=None) for each in copies
        ],
        recovery=recovery,
        path=path,
        log_path=logs,
    )


def statistics(
    name: str = "DB1",
    *,
    mounted: bool | None = True,
    size: int | None = 1 << 30,
    backup: str | None = "2026-11-22",
) -> DatabaseStatistics:
    return made(
        DatabaseStatistics,
        database=name,
        server="EX1",
        mounted=mounted,
        size=size,
        last_full_backup=None if backup is None else day(backup),
    )


def copy_status(
    status: str | None = "Healthy", copy: int | None = 0, replay: int | None = 0, database: str = "DB1"
) -> CopyStatus:
    return CopyStatus(
        database=database,
        server="EX1",
        status=status,
        copy_queue=copy,
        replay_queue=replay,
        content_index=None,
    )


def device(system: str | None, count: int = 1) -> DeviceCount:
    return made(DeviceCount, domain="corp.example", system=system, count=count)


def computers(
    name: str | None, version: str | None, count: int = 1, enabled: bool | None = True
) -> ComputerCount:
    return made(
        ComputerCount,
        domain="corp.example",
        operating_system=name,
        version=version,
        enabled=enabled,
        count=count,
    )


def fitting_organization() -> dict[str, Any]:
    """Sections of the organisation that only its servers tell, well in every way."""
    return {
        "auth_configuration": auth_configuration(),
        "autodiscover_answers": [autodiscover_answer()],
        "virtual_directories": [virtual_directory()],
        "outlook_anywhere": [outlook_anywhere()],
        "databases": [database()],
        "database_statistics": [statistics()],
        "copy_status": [copy_status()],
        "devices": [device("iOS 17.1")],
        "computers": [computers("Windows 11 Enterprise", "10.0 (22631)")],
    }


# By target: short name of its Exchange, and the .NET Framework 4 that goes with it.
_OF_TARGET = {
    "exchange-2010": ("2010", "4.5.2"),
    "exchange-2013": ("2013", "4.8"),
    "exchange-2016": ("2016", "4.8"),
    "exchange-2019": ("2019", "4.8.1"),
    "exchange-se": ("SE", "4.8.1"),
}


def fitting(target: str, system: OperatingSystem) -> dict[str, Any]:
    """Sections of a machine that has what a target asks for, but for those that depend on the role of the machine."""
    product, framework = _OF_TARGET[target]
    return {
        "platform": platform(),
        "operating_system": system,
        "network": network(adapter()),
        "software": software(
            net_release=NET[framework],
            net_older=["v3.5 SP1"],
            products=products(*PROGRAMS),
            features=features(product, system),
            updates=["KB3206632", "KB2999226", "KB974405", "KB2619234", "KB2533623"],
        ),
        "security": security(),
        "services": [service("RemoteRegistry"), service("MSExchangeIS")],
    }


def features(product: str, system: OperatingSystem, role: Any = "mailbox") -> list[str]:
    release = windows_server_name(system.version or "") or ""
    return [row.feature for row in windows_features.needed(product, release, role)]
