"""What host.ps1 printed → one `Host`; pure.

A section is there when every block it cannot do without came to its end and none of its rows was lost to a bad value:
a list that lacks one certificate would say that none has expired. Blocks that only some Windows have (features, the
power plan) leave their fields None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeVar

from scanner.collectors import certificates as der
from scanner.collectors.local_machine import read_page_files, read_windows, stated
from scanner.inventory.absence import Collected, Failed, Section, Skipped, Source, Value
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
    Platform,
    Processor,
    Product,
    Protocol,
    SecuritySettings,
    Service,
    Software,
    StrongCryptography,
    Volume,
)
from scanner.inventory.refusal import readable
from scanner.scripts.reading import Broken, Reading, Row
from scanner.scripts.rows import kinds

COLLECTOR = "windows-host"

MIB = 1 << 20
ARCHITECTURES = {0: "x86", 9: "AMD64", 12: "ARM64"}
# Exceptions of Windows and PowerShell that say "you may not".
DENIED = ("UnauthorizedAccess", "SecurityException", "AccessDenied")
# To Exchange, a command that none of the account's roles holds does not exist.
NO_COMMAND = ".CommandNotFoundException"
# And those that say "the directory does not know me": their names are the same in every language.
OF_DIRECTORY = ("Microsoft.Exchange.Data.Directory.", "System.DirectoryServices.")
SIDES: dict[str, Literal["client", "server"]] = {"Client": "client", "Server": "server"}

T = TypeVar("T")


class NotThere(Exception):
    """Rows that a section needs are missing though their block came to its end."""


def read_host(reading: Reading) -> Host:
    """The machine a reading of host.ps1 is of."""
    return Host(
        name=reading.host,
        platform=section(reading, ("machine",), platform),
        processor=section(reading, ("processors",), processor),
        memory=section(reading, ("memory",), memory),
        operating_system=section(reading, ("windows",), operating_system),
        volumes=section(reading, ("volumes",), volumes),
        page_file=section(reading, ("page-files",), page_file),
        network=section(reading, ("network",), network),
        software=section(reading, ("dotnet", "software", "powershell"), software),
        security=section(reading, ("tls", "settings"), security),
        services=section(reading, ("services",), services),
        certificates=section(reading, ("certificates",), certificates),
        exchange=section(reading, ("exchange",), exchange),
        web_access=Skipped(code="not-asked", values={}, collector="web-access", at=reading.at),
    )


def section(
    reading: Reading, blocks: Sequence[str], read: Callable[[Reading], T], collector: str = COLLECTOR
) -> Section[T]:
    """What one reader makes of the rows of these blocks, or why nothing."""
    absent = why_not(reading, blocks, collector)
    if absent is not None:
        return absent
    query = f"{reading.script}.ps1: {', '.join(blocks)}"
    try:
        data = read(reading)
    except (NotThere, ValueError) as error:
        return not_understood(reading, f"{query}: {error}", collector)
    return Collected(
        data=data, source=Source(collector=collector, host=reading.host, query=query), at=reading.at
    )


def why_not(reading: Reading, blocks: Iterable[str], collector: str = COLLECTOR) -> Failed | None:
    """The reason why what these blocks printed is not all there is; None when it is."""
    wanted = set(blocks)
    values: dict[str, Value]
    if reading.counted not in (None, reading.printed):
        # Which ones are missing cannot be told, so it may be any block's.
        values = {"host": reading.host, "rows": reading.printed, "counted": reading.counted or 0}
        return Failed(code="rows-lost", values=values, collector=collector, at=reading.at)
    for block in sorted(wanted):
        if block in reading.broken:
            return _broken(reading, block, reading.broken[block], collector)
        if block not in reading.done:
            return _cut(reading, block, collector)
    lost = [kind.name for kind in kinds().values() if kind.name in reading.bad and wanted & set(kind.blocks)]
    return not_understood(reading, f"rows {', '.join(lost)}", collector) if lost else None


def not_understood(reading: Reading, detail: str, collector: str) -> Failed:
    """Rows that make no sense."""
    values: dict[str, Value] = {"host": reading.host, "detail": readable(detail, 300)}
    return Failed(code="not-understood", values=values, collector=collector, at=reading.at)


def _cut(reading: Reading, block: str, collector: str) -> Failed:
    values: dict[str, Value]
    if reading.cut is not None:
        values = {"host": reading.host, **reading.cut.values}
        return Failed(code=reading.cut.code, values=values, collector=collector, at=reading.at)
    values = {"host": reading.host, "block": block}
    return Failed(code="cut-short", values=values, collector=collector, at=reading.at)


def _broken(reading: Reading, block: str, broken: Broken, collector: str) -> Failed:
    values: dict[str, Value]
    error = broken.error or ""
    detail = readable(f"{block}: {broken.message or error}", 300)
    if any(word in error for word in DENIED) or (reading.script == "exchange" and error.endswith(NO_COMMAND)):
        code, values = "access-denied", {"host": reading.host, "what": block}
    elif reading.remote and error.startswith(OF_DIRECTORY):
        code, values = "double-hop", {"host": reading.host, "detail": detail}
    else:
        code, values = "server-refused", {"host": reading.host, "detail": detail}
    return Failed(code=code, values=values, collector=collector, at=reading.at)


def has_no_exchange(reading: Reading) -> bool:
    """A script that looked for Exchange and says that there is none."""
    return any(row["generation"] is None for row in reading.of("exchange-version"))


def one(reading: Reading, kind: str) -> Row:
    """The row there is one of. Raises NotThere."""
    rows = reading.of(kind)
    if not rows:
        raise NotThere(f"no row {kind}")
    return rows[0]


def all_or_none(reading: Reading, block: str, kind: str) -> list[Row] | None:
    """The rows of a block that is not there on every Windows."""
    return reading.of(kind) if why_not(reading, (block,)) is None else None


# The sections.


def platform(reading: Reading) -> Platform:
    """What the machine is."""
    row = one(reading, "machine")
    plans = all_or_none(reading, "power-plan", "power-plan") or []
    windows = all_or_none(reading, "windows", "windows") or []
    # WMI writes Microsoft:PowerPlan\{381b…}; the registry knows the GUID alone, and from 2008 on.
    plan = plans[0]["id"].rpartition("\\")[2].strip("{}") if plans else setting(reading, "power-scheme")
    return Platform(
        manufacturer=stated(row["manufacturer"]),
        model=stated(row["model"]),
        domain=stated(row["domain"]),
        domain_role=row["domain_role"],
        power_plan=stated(plan),
        started=windows[0]["started"] if windows else None,
    )


def processor(reading: Reading) -> Processor:
    """The processors. Windows Server 2003 without KB932370 lists logical ones and does not know of cores."""
    rows = reading.of("processor")
    if not rows:
        raise NotThere("no row processor")
    knows_cores = all(row["cores"] for row in rows)
    sockets = len(rows) if knows_cores else len({row["socket"] for row in rows if row["socket"]})
    logical = total(row["logical_processors"] for row in rows) if knows_cores else len(rows)
    clocks = [row["current_mhz"] for row in rows if row["current_mhz"]]
    return Processor(
        architecture=ARCHITECTURES.get(rows[0]["architecture"]),
        name=stated(rows[0]["name"]),
        sockets=sockets or None,
        physical_cores=total(row["cores"] for row in rows) if knows_cores else None,
        logical_processors=logical,
        maximum_mhz=rows[0]["maximum_mhz"],
        current_mhz=min(clocks) if clocks else None,
    )


def memory(reading: Reading) -> Memory:
    """The memory; what a machine without modules has installed is not known."""
    installed = total(row["capacity"] for row in reading.of("memory-module")) or None
    return Memory(
        installed=installed, usable=one(reading, "memory")["usable"], dynamic=_dynamic(reading, installed)
    )


def _dynamic(reading: Reading, installed: int | None) -> bool | None:
    """Whether a hypervisor may take memory away.

    Under Hyper-V more than there is now may only be given where memory comes and goes. As much as there is proves
    nothing: a guest keeps its highest mark until it is restarted. Under VMware the reservation decides.
    """
    if installed is None:
        return None
    for row in all_or_none(reading, "vmware-memory", "vmware-memory") or []:
        if row["reserved_mb"] is not None:
            return bool(row["reserved_mb"] * MIB < installed)
    for row in all_or_none(reading, "hyper-v-memory", "hyper-v-memory") or []:
        if row["maximum_mb"] is not None and row["maximum_mb"] * MIB > installed:
            return True
    return None


def operating_system(reading: Reading) -> OperatingSystem:
    """Windows. On 2003 and 2008 the registry has no InstallationType; the edition number tells Server Core of 2008."""
    registry, wmi = one(reading, "windows-registry"), one(reading, "windows")
    found = read_windows(
        {
            "ProductName": registry["product_name"],
            "CurrentVersion": registry["current_version"],
            "CurrentMajorVersionNumber": registry["current_major"],
            "CurrentMinorVersionNumber": registry["current_minor"],
            "CurrentBuildNumber": registry["current_build"],
            "UBR": registry["ubr"],
            "EditionID": registry["edition"],
            "CSDVersion": registry["service_pack"],
            "InstallationType": registry["installation"],
        },
        wmi["product_type"],
    )
    return OperatingSystem(
        family="windows",
        name=found.name,
        version=found.version or stated(wmi["version"]),
        revision=found.revision,
        edition=found.edition,
        service_pack=found.service_pack,
        server=found.server,
        installation=found.installation,
        language=wmi["language"],
    )


def volumes(reading: Reading) -> list[Volume]:
    """The volumes that are mounted somewhere."""
    return [
        Volume(
            mount=row["mount"],
            file_system=stated(row["file_system"]),
            size=row["size"],
            free=row["free"],
            block=row["block_size"],
            system=bool(row["system"]),
        )
        for row in reading.of("volume")
        if not row["mount"].startswith("\\\\?\\")
    ]


def page_file(reading: Reading) -> PageFile:
    """The page files."""
    managed, settings = read_page_files(one(reading, "page-file-setting")["paging_files"])
    in_use = [row["allocated_mb"] for row in reading.of("page-file")]
    allocated = total(in_use)
    return PageFile(
        managed_by_system=managed,
        settings=settings,
        allocated=allocated * MIB if allocated is not None else None,
    )


def network(reading: Reading) -> Network:
    """The network adapters with addresses."""
    adapters = [
        Adapter(
            name=stated(row["description"]) or "",
            addresses=row["addresses"] or [],
            dhcp=row["dhcp"],
            dns_servers=row["dns_servers"] or [],
            registers_in_dns=row["dns_registration"],
        )
        for row in reading.of("network-adapter")
    ]
    proxies = all_or_none(reading, "web-proxy", "web-proxy") or []
    return Network(
        adapters=adapters,
        disabled_ipv6=number(reading, "ipv6-disabled-components"),
        web_proxy=stated(proxies[0]["proxy"]) if proxies else None,
    )


def software(reading: Reading) -> Software:
    """What is installed."""
    row = one(reading, "powershell")
    frameworks = reading.of("dotnet")
    full = [each["release"] for each in frameworks if each["key"] == "v4\\Full"]
    older = [each for each in frameworks if not each["key"].startswith("v4\\") and each["installed"] == 1]
    features = all_or_none(reading, "features", "feature")
    updates = all_or_none(reading, "hotfixes", "hotfix")
    rollups = [
        each
        for each in all_or_none(reading, "exchange-updates", "exchange-update") or []
        if each["state"] == 1
    ]
    pending = all_or_none(reading, "pending-reboot", "pending-reboot")
    return Software(
        net_release=full[0] if full else None,
        net_older=[
            each["key"] + (f" SP{each['service_pack']}" if each["service_pack"] else "") for each in older
        ],
        powershell=stated(row["engine_3"]) or stated(row["engine_1"]),
        enforced_execution_policy=stated(row["policy"]),
        products=[
            Product(name=each["name"], version=stated(each["version"])) for each in reading.of("software")
        ],
        features=[_feature(each) for each in features] if features is not None else None,
        # 2003 lists parts of service packs as "File 1".
        updates=[
            *(each["id"] for each in updates if each["id"] != "File 1"),
            *(each["name"] for each in rollups if each["name"]),
        ]
        if updates is not None
        else None,
        pending_restart=[each["reason"] for each in pending] if pending is not None else None,
    )


def _feature(row: Row) -> str:
    """By its name; that of 2008 is of some language, so its number stands before it."""
    return row["name"] if row["id"] is None else f"{row['id']} {row['name']}"


def security(reading: Reading) -> SecuritySettings:
    """Settings of the registry."""
    return SecuritySettings(
        protocols=[
            Protocol(
                name=row["protocol"],
                side=SIDES[row["side"]],
                enabled=row["enabled"],
                disabled_by_default=row["disabled_by_default"],
            )
            for row in reading.of("schannel")
            if row["side"] in SIDES
        ],
        strong_cryptography=[
            StrongCryptography(
                framework=row["version"],
                wow=bool(row["is_32_bit"]),
                system_default=row["system_default"],
                strong=row["strong_crypto"],
            )
            for row in reading.of("dotnet-tls")
        ],
        lm_compatibility=number(reading, "lm-compatibility-level"),
        smb1=number(reading, "smb1"),
        credential_guard=number(reading, "credential-guard"),
        ldap_signing=number(reading, "ldap-signing"),
        ldap_channel_binding=number(reading, "ldap-channel-binding"),
    )


def services(reading: Reading) -> list[Service]:
    """The services."""
    return [
        Service(
            name=row["name"],
            state=stated(row["state"]),
            start=stated(row["start_mode"]),
            account=stated(row["account"]),
        )
        for row in reading.of("service")
    ]


def certificates(reading: Reading) -> list[BoundCertificate]:
    """The certificates of the machine."""
    return [
        BoundCertificate(
            certificate=der.read(row["body"]), services=None, has_private_key=row["has_private_key"]
        )
        for row in reading.of("certificate")
    ]


def exchange(reading: Reading) -> InstalledExchange:
    """The Exchange that is installed; no build when there is none. The newest where Setup left more than one key."""
    setups = reading.of("exchange-setup")
    missing = all_or_none(reading, "installers", "installer")
    if not setups:
        return InstalledExchange(build=None, install_path=None, roles=None, missing_installers=None)
    newest = setups[-1]
    build = stated(newest["build"])
    if build is None:
        # No build would say that there is no Exchange.
        raise NotThere(f"{newest['program']} is missing")
    return InstalledExchange(
        build=build,
        install_path=stated(newest["folder"]),
        roles=[
            InstalledRole(
                name=row["name"],
                configured=stated(row["configured"]),
                unpacked=stated(row["unpacked"]),
                watermark=stated(row["watermark"]),
            )
            for row in reading.of("exchange-role")
        ],
        missing_installers=[stated(row["name"]) or row["package"] for row in missing if not row["present"]]
        if missing is not None
        else None,
    )


def setting(reading: Reading, name: str) -> str | None:
    """A value of the registry as text; None when it is not set."""
    return next((row["value"] for row in reading.of("setting") if row["name"] == name), None)


def number(reading: Reading, name: str) -> int | None:
    """The same as a number. Raises ValueError."""
    value = setting(reading, name)
    return int(value[:20]) if value is not None else None


def total(numbers: Iterable[int | None]) -> int | None:
    """The sum; None when one of them is not known, or there is none."""
    listed = list(numbers)
    known = [each for each in listed if each is not None]
    return sum(known) if known and len(known) == len(listed) else None
