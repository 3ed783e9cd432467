r"""This machine, read with psutil and the standard library: what `exready collect` and `exready scan --local` save.

Read-only. The `ask_*` functions do the input and output; the `read_*` functions are pure. Every section of the host
fails alone.

Where the meaning is not in the value itself:

* `exchange` with no build says "looked, and there is none". Only Windows is looked at; elsewhere Exchange cannot be.
  The build is the file version of ExSetup.exe, exact to the security update; when that file cannot be read it is the
  one Setup left in the registry, exact to the cumulative update only, and the source then names the registry alone.
* `page_file.settings` is empty both when Windows manages every page file (`managed_by_system`) and when there is none.
* `memory.installed` on Linux is the memory the kernel was given in blocks; a machine without such blocks states none.

The Windows half was never run on Windows, for want of one: what `scanner.connections.this_windows` would hand over is
tested with answers in the form Microsoft documents. Linux is tested on the real machine.
"""

from __future__ import annotations

import os
import platform
import re
import socket
import struct
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from scanner.connections.this_windows import (
    PROCESSOR_PACKAGE,
    Registry,
    ask_file_system,
    ask_file_version,
    ask_installed_kilobytes,
    ask_processor_packages,
    ask_product_type,
    ask_registry,
    on_windows,
)
from scanner.inventory.absence import Collected, Failed, Section, Skipped, Source, Value
from scanner.inventory.model import (
    Host,
    InstalledExchange,
    Memory,
    OperatingSystem,
    PageFile,
    PageFileSetting,
    Processor,
    Volume,
)
from scanner.inventory.text import clean_text

COLLECTOR = "local-machine"

WINDOWS_KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
PROCESSOR_KEY = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
PAGE_FILE_KEY = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management"
EXCHANGE_KEY = r"SOFTWARE\Microsoft\ExchangeServer\v15\Setup"
NAME_KEY = r"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters"
CPUINFO = Path("/proc/cpuinfo")
MEMORY_BLOCKS = Path("/sys/devices/system/memory")

MIB = 1 << 20
WORKSTATION, DOMAIN_CONTROLLER, SERVER = 1, 2, 3
# Windows 11 goes on calling itself "Windows 10" in ProductName; its builds begin here.
FIRST_WINDOWS_11_BUILD = 22000
FIXED_FILE_INFO_SIGNATURE = 0xFEEF04BD


class Usage(NamedTuple):
    """Size and free space of a file system, None when it does not say."""

    size: int | None
    free: int | None


T = TypeVar("T")


def read_machine(name: str | None = None) -> Host:
    """Read this machine; `name` stands in for the name it gives itself."""
    host = clean_text(name) if name else ask_name()

    def section(what: str, work: Callable[[], tuple[T, str]]) -> Section[T]:
        at = datetime.now(UTC)
        try:
            data, query = work()
        except Exception as error:  # noqa: BLE001 - one part failing never costs the others
            return failure(host, what, error, at)
        return Collected(data=data, source=Source(collector=COLLECTOR, host=host, query=query), at=at)

    skipped = Skipped(code="no-collector", values={}, collector=COLLECTOR, at=datetime.now(UTC))
    return Host(
        name=host,
        processor=section("the processors", processor),
        memory=section("the memory", memory),
        operating_system=section("the operating system", operating_system),
        volumes=section("the volumes", volumes),
        page_file=section("the page file", page_file),
        **dict.fromkeys(("platform", "network", "software", "security", "services", "certificates"), skipped),
        exchange=section("the Exchange setup", exchange),
        web_access=Skipped(code="not-asked", values={}, collector="web-access", at=datetime.now(UTC)),
    )


def failure(host: str, what: str, error: Exception, at: datetime) -> Failed:
    """Why a section is absent, from the exception that ended it."""
    code: str
    values: dict[str, Value]
    if isinstance(error, ImportError):
        code, values = "library-missing", {"library": "psutil", "extra": ""}
    elif isinstance(error, PermissionError):
        code, values = "access-denied", {"host": host, "what": what}
    else:
        detail = clean_text(f"{what}: {type(error).__name__}: {error}")
        code, values = "not-understood", {"host": host, "detail": detail}
    return Failed(code=code, values=values, collector=COLLECTOR, at=at)


# The sections, each with what was asked for it.


def processor() -> tuple[Processor, str]:
    """The processors."""
    import psutil

    if on_windows():
        asked = ask_registry(PROCESSOR_KEY) or {}
        name = stated(asked.get("ProcessorNameString"))
        sockets = _or_none(lambda: read_packages(ask_processor_packages()))
        query = f"psutil, HKLM\\{PROCESSOR_KEY}, GetLogicalProcessorInformationEx"
    else:
        name, sockets = read_cpuinfo(_or_none(CPUINFO.read_bytes) or b"")
        query = f"psutil, {CPUINFO}"
    found = Processor(
        architecture=stated(platform.machine()),
        name=name,
        sockets=sockets,
        physical_cores=psutil.cpu_count(logical=False),
        logical_processors=psutil.cpu_count(logical=True),
        maximum_mhz=None,
        current_mhz=None,
    )
    return found, query


def memory() -> tuple[Memory, str]:
    """The memory."""
    import psutil

    query = "GetPhysicallyInstalledSystemMemory" if on_windows() else MEMORY_BLOCKS
    found = Memory(
        installed=_or_none(ask_installed_memory), usable=psutil.virtual_memory().total, dynamic=None
    )
    return found, f"psutil, {query}"


def operating_system() -> tuple[OperatingSystem, str]:
    """The operating system."""
    if on_windows():
        values = ask_registry(WINDOWS_KEY)
        if values is None:
            raise LookupError(f"there is no key HKLM\\{WINDOWS_KEY}")
        return read_windows(values, _or_none(ask_product_type)), f"HKLM\\{WINDOWS_KEY}"
    if platform.system() == "Linux":
        return read_os_release(ask_os_release()), "os-release"
    return read_other_system(platform.system(), platform.release(), platform.mac_ver()[0]), "platform"


def volumes() -> tuple[list[Volume], str]:
    """The file systems on disks of this machine."""
    asked = ask_partitions()
    if not on_windows():
        found = [(p.mountpoint, p.fstype) for p in separate_partitions(asked)]
        return [read_volume(mount, kind, ask_usage(mount), "/") for mount, kind in found], "psutil"
    system = os.environ["SYSTEMDRIVE"]
    found = [(p.mountpoint, windows_file_system(p.mountpoint, p.fstype)) for p in fixed_partitions(asked)]
    return [read_volume(mount, kind, ask_usage(mount), system) for mount, kind in found], "psutil"


def page_file() -> tuple[PageFile, str]:
    """The page files or swap."""
    import psutil

    managed, settings, query = None, None, "psutil"
    if on_windows():
        managed, settings = read_page_files((ask_registry(PAGE_FILE_KEY) or {}).get("PagingFiles"))
        query = f"psutil, HKLM\\{PAGE_FILE_KEY} PagingFiles"
    return PageFile(managed_by_system=managed, settings=settings, allocated=psutil.swap_memory().total), query


def exchange() -> tuple[InstalledExchange, str]:
    """Exchange 2013 or later; no build when none is installed."""
    if not on_windows():
        return _installed(None), "platform"
    query = f"HKLM\\{EXCHANGE_KEY}"
    values = ask_registry(EXCHANGE_KEY) or {}
    folder = stated(values.get("MsiInstallPath"))
    if folder is None:
        return _installed(None), query
    program = folder.rstrip("\\") + r"\Bin\ExSetup.exe"
    return _installed(read_file_version(ask_file_version(program)), folder), f"{query}, {program}"


def _installed(build: str | None, folder: str | None = None) -> InstalledExchange:
    return InstalledExchange(build=build, install_path=folder, roles=None, missing_installers=None)


# Pure readers.


def stated(value: object) -> str | None:
    """A text as it was given, cleaned; None when there is none."""
    if not isinstance(value, str | bytes):
        return None
    return clean_text(value).strip("\0 \t\r\n") or None


def read_cpuinfo(text: bytes) -> tuple[str | None, int | None]:
    """Model name and number of sockets in /proc/cpuinfo; on ARM it has neither."""
    name = re.search(rb"^model name[ \t]*:(.*)$", text, re.MULTILINE)
    sockets = set(re.findall(rb"^physical id[ \t]*:[ \t]*(\d+)", text, re.MULTILINE))
    return stated(name[1]) if name else None, len(sockets) or None


def read_packages(records: bytes) -> int | None:
    """Sockets in the answer of GetLogicalProcessorInformationEx: records that begin with their kind and size."""
    found = at = 0
    while at + 8 <= len(records):
        kind, size = struct.unpack_from("<II", records, at)
        if size < 8:
            raise ValueError("a processor record without a length")
        found += kind == PROCESSOR_PACKAGE
        at += size
    return found or None


def read_memory_blocks(block_size: bytes, blocks: int) -> int | None:
    """Installed memory from the size of a block, in hexadecimal, and the number of blocks."""
    return int(block_size, 16) * blocks or None


def read_windows(values: Registry, product_type: int | None) -> OperatingSystem:
    """Windows from the values of its CurrentVersion key and the product type of the running system."""
    version = read_windows_version(values)
    name = stated(values.get("ProductName"))
    if (
        name
        and version
        and product_type == WORKSTATION
        and int(version.split(".")[2]) >= FIRST_WINDOWS_11_BUILD
    ):
        name = name.replace("Windows 10", "Windows 11", 1)
    return OperatingSystem(
        family="windows",
        name=name,
        version=version,
        revision=revision if isinstance(revision := values.get("UBR"), int) else None,
        edition=stated(values.get("EditionID")),
        service_pack=stated(values.get("CSDVersion")),
        server=None if product_type is None else product_type in (DOMAIN_CONTROLLER, SERVER),
        installation=stated(values.get("InstallationType")),
        language=None,
    )


def read_windows_version(values: Registry) -> str | None:
    """`10.0.17763`: from Windows 10 on in two numbers, before that in the text CurrentVersion, which stayed at 6.3."""
    major, minor = values.get("CurrentMajorVersionNumber"), values.get("CurrentMinorVersionNumber")
    both = isinstance(major, int) and isinstance(minor, int)
    first = f"{major}.{minor}" if both else stated(values.get("CurrentVersion"))
    build = stated(values.get("CurrentBuildNumber")) or stated(values.get("CurrentBuild"))
    version = f"{first}.{build}"
    return version if re.fullmatch(r"\d{1,9}\.\d{1,9}\.\d{1,9}", version, re.ASCII) else None


def read_os_release(values: Mapping[str, str]) -> OperatingSystem:
    """A Linux distribution from its os-release file."""
    return _plain_system("linux", values.get("PRETTY_NAME") or values.get("NAME"), values.get("VERSION_ID"))


def read_other_system(system: str, release: str, mac: str) -> OperatingSystem:
    """Neither Windows nor Linux."""
    if system == "Darwin":
        return _plain_system("macos", "macOS", mac)
    return _plain_system("other", system, release)


def _plain_system(
    family: Literal["linux", "macos", "other"], name: str | None, version: str | None
) -> OperatingSystem:
    return OperatingSystem(
        family=family,
        name=stated(name),
        version=stated(version),
        edition=None,
        service_pack=None,
        server=None,
        installation=None,
        revision=None,
        language=None,
    )


def fixed_partitions(partitions: Iterable[Any]) -> list[Any]:
    """The volumes of Windows on fixed drives; psutil states the kind of the drive, not of folders mounted in it."""
    listed = list(partitions)
    fixed = {p.device for p in listed if "fixed" in p.opts.split(",")}
    return sorted((p for p in listed if p.device in fixed), key=lambda p: p.mountpoint)


def separate_partitions(partitions: Iterable[Any]) -> list[Any]:
    """One mount of each device, the one nearest the root: binds and subvolumes share the same space."""
    nearest: dict[str, Any] = {}
    for partition in sorted(partitions, key=lambda p: (len(p.mountpoint), p.mountpoint)):
        nearest.setdefault(partition.device, partition)
    return sorted(nearest.values(), key=lambda p: p.mountpoint)


def read_volume(mount: str, file_system: str | None, usage: Usage, system_mount: str) -> Volume:
    """One volume; the system's is the one mounted where the operating system lives."""
    return Volume(
        mount=clean_text(mount),
        file_system=stated(file_system),
        size=usage.size,
        free=usage.free,
        block=None,
        system=mount.rstrip("\\").casefold() == system_mount.rstrip("\\").casefold(),
    )


def read_page_files(value: object) -> tuple[bool | None, list[PageFileSetting] | None]:
    r"""The registry value PagingFiles: whether Windows manages them all, and the files that are configured.

    One text a file: its path, then initial and maximum size in MB, `0 0` when Windows chooses on that drive;
    `?:\pagefile.sys` for "managed on all drives"; no text at all for "no page file". A running Windows always has the
    value; where it is missing nothing is known.
    """
    if value is None:
        return None, None
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f"PagingFiles is not a list of texts: {value!r}")
    lines = [line for line in map(stated, texts) if line is not None]
    configured = [line for line in lines if not line.startswith("?:")]
    return len(configured) < len(lines), [_page_file_setting(line) for line in configured]


def _page_file_setting(line: str) -> PageFileSetting:
    found = re.fullmatch(r"(.*\S)\s+(\d{1,9})\s+(\d{1,9})", line, re.ASCII)
    if found is None:
        return PageFileSetting(path=line, initial=None, maximum=None)
    return PageFileSetting(path=found[1], initial=int(found[2]) * MIB, maximum=int(found[3]) * MIB)


def read_file_version(fixed_info: bytes) -> str:
    """The file version in a VS_FIXEDFILEINFO."""
    signature, _, high, low = struct.unpack_from("<4I", fixed_info)
    if signature != FIXED_FILE_INFO_SIGNATURE:
        raise ValueError("not a VS_FIXEDFILEINFO")
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"


# Input and output.


def ask_name() -> str:
    """The name of this machine, with its domain where the machine itself knows it."""
    if on_windows():
        values = _or_none(lambda: ask_registry(NAME_KEY)) or {}
        name, domain = stated(values.get("Hostname")), stated(values.get("Domain"))
        if name:
            return f"{name}.{domain}" if domain else name
    # Not getfqdn, which asks DNS: reading a machine sends nothing.
    return stated(socket.gethostname()) or "localhost"


def ask_installed_memory() -> int | None:
    """Installed memory in bytes."""
    if on_windows():
        return ask_installed_kilobytes() * 1024 or None
    blocks = len(list(MEMORY_BLOCKS.glob("memory[0-9]*")))
    return read_memory_blocks((MEMORY_BLOCKS / "block_size_bytes").read_bytes(), blocks)


def ask_os_release() -> Mapping[str, str]:
    """The os-release file; a system without one states nothing."""
    try:
        return platform.freedesktop_os_release()
    except FileNotFoundError:
        return {}


def ask_partitions() -> list[Any]:
    """The file systems on disks; in a container `/` is on none and added, and single files that are mounts left out."""
    import psutil

    physical = list(psutil.disk_partitions(all=False))
    if on_windows() or any(p.mountpoint == "/" for p in physical):
        return physical
    root = [p for p in psutil.disk_partitions(all=True) if p.mountpoint == "/"]
    return root + [p for p in physical if not Path(p.mountpoint).is_file()]


def ask_usage(mount: str) -> Usage:
    """Size and free space of one file system; a drive that is locked or gone does not state them."""
    import psutil

    try:
        usage = psutil.disk_usage(mount)
    except OSError:
        return Usage(None, None)
    return Usage(usage.total, usage.free)


def windows_file_system(mount: str, kind: str) -> str | None:
    """Of a drive as psutil says; of a folder mount asked for anew: there psutil gives the drive's around it."""
    if re.fullmatch(r"[A-Za-z]:\\?", mount):
        return kind
    return _or_none(lambda: ask_file_system(mount))


def _or_none(ask: Callable[[], T]) -> T | None:
    """One field of a section that the machine does not state."""
    try:
        return ask()
    except (OSError, ValueError, struct.error):
        return None
