"""The grammar of the rows: which kinds there are, in which block of which script, with which columns of which type.

`docs/rows.md` is made from this, and so are the rows the tests and the test server print.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from scanner.scripts.exchange_commands import COMMANDS, Type

FORMAT = 1

Script = Literal["every", "host", "exchange", "clients"]

TYPES: dict[Type, str] = {
    "text": "text",
    "integer": "a whole number of at most 18 digits, with a minus before a negative one",
    "boolean": "`True` or `False`",
    "time": "`2026-11-25T08:30:00Z`, or as WMI gives it: `20261125093000.000000+060`",
    "size": "a number of bytes, or as Exchange shows it: `1.5 GB (1,610,612,736 bytes)`, `1572864KB`, `Unlimited`",
    "list": "texts",
    "certificate": "a certificate (X.509, DER) in Base64, without its private key",
}


@dataclass(frozen=True)
class Column:
    """One column. What is `stated` is never absent: a row without it says nothing."""

    name: str
    type: Type
    about: str
    stated: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of row."""

    name: str
    script: Script
    blocks: tuple[str, ...]
    about: str
    columns: tuple[Column, ...]


def text(name: str, about: str) -> Column:
    """A text that may be absent."""
    return Column(name, "text", about)


def named(name: str, about: str) -> Column:
    """A text without which the row says nothing."""
    return Column(name, "text", about, stated=True)


def integer(name: str, about: str) -> Column:
    """A number that may be absent."""
    return Column(name, "integer", about)


def boolean(name: str, about: str) -> Column:
    """True or false, or absent."""
    return Column(name, "boolean", about)


def listed(name: str, about: str) -> Column:
    """Texts; absent is not the same as none."""
    return Column(name, "list", about)


def _frame(name: str, about: str, *columns: Column) -> Kind:
    return Kind(name, "every", (), about, columns)


def _host(block: str, name: str, about: str, *columns: Column) -> Kind:
    return Kind(name, "host", (block,), about, columns)


FRAME = (
    _frame(
        "exready", "The first row of a script.",
        Column("format", "integer", "Version of this grammar", stated=True),
        named("script", "Which script printed it: `host`, `exchange` or `clients`"),
        named("host", "Host name, with its domain where the machine has one"),
        Column("at", "time", "When it began", stated=True),
        text("powershell", "Version of PowerShell"),
        boolean("redirected", "It is a 32-bit PowerShell on 64-bit Windows, which cannot see the registry"),
    ),
    _frame("done", "A block came to its end.", named("block", "Name of the block")),
    _frame(
        "failed", "A block broke off. What it printed before is not all there is.",
        named("block", "Name of the block"),
        text("error", "Type of the exception"),
        text("message", "What it says, in the language of that Windows"),
    ),
    _frame(
        "end", "The last row: without it, or with another number, the output is not whole.",
        Column("rows", "integer", "How many rows the script printed before this one", stated=True),
    ),
)  # fmt: skip

HOST = (
    _host(
        "machine", "machine", "The machine itself, real or virtual.",
        text("manufacturer", "Win32_ComputerSystem Manufacturer"),
        text("model", "Win32_ComputerSystem Model"),
        text("domain", "Domain or workgroup"),
        integer("domain_role", "0, 1 workstation; 2 server in a workgroup; 3 in a domain; 4, 5 domain controller"),
    ),
    _host(
        "processors", "processor",
        "A processor; Windows Server 2003 without KB932370 gives one row for each logical processor.",
        text("socket", "Socket"),
        text("name", "Model name"),
        integer("architecture", "0 x86, 9 x64, 12 ARM64"),
        integer("cores", "Cores; absent on such a 2003"),
        integer("logical_processors", "Logical processors; absent on such a 2003"),
        integer("maximum_mhz", "Highest clock, MHz"),
        integer("current_mhz", "Clock when it was asked, MHz"),
    ),
    _host("memory", "memory", "The memory Windows can use.", integer("usable", "Bytes")),
    _host(
        "memory", "memory-module", "A memory module; some virtual machines have none.",
        integer("capacity", "Bytes"),
    ),
    _host(
        "hyper-v-memory", "hyper-v-memory", "The memory that Hyper-V may give to this machine.",
        integer("maximum_mb", "At most, MB"),
    ),
    _host(
        "vmware-memory", "vmware-memory", "The memory that VMware keeps for this machine alone; by VMware Tools.",
        integer("reserved_mb", "Reservation, MB"),
    ),
    _host(
        "volumes", "volume", "A volume on a fixed disk.",
        named("mount", "Mount point; `\\\\?\\Volume{…}\\` when it has none"),
        text("label", "Label"),
        text("file_system", "File system"),
        integer("block_size", "Size of an allocation unit, bytes"),
        integer("size", "Size, bytes"),
        integer("free", "Free space, bytes"),
        boolean("system", "Windows is on it"),
    ),
    _host(
        "page-files", "page-file-setting", "How the page files are set.",
        listed("paging_files", "Registry value PagingFiles"),
    ),
    _host(
        "page-files", "page-file", "A page file in use.",
        text("path", "File"),
        integer("allocated_mb", "Size now, MB"),
        integer("peak_mb", "Most ever used since Windows began, MB"),
    ),
    _host(
        "windows", "windows", "Windows as WMI describes it.",
        text("caption", "Name, in its language"),
        text("version", "Version, such as 6.1.7601"),
        integer("sku", "OperatingSystemSKU; 2008 and later"),
        integer("service_pack", "Service pack"),
        integer("product_type", "1 workstation, 2 domain controller, 3 server"),
        text("architecture", "Architecture; 2008 and later"),
        integer("language", "Language as a number"),
        Column("installed", "time", "When it was installed"),
        Column("started", "time", "When it was last started"),
    ),
    _host(
        "windows", "windows-registry", "Windows as its registry describes it.",
        text("system_drive", "Drive Windows is on"),
        text("product_name", "ProductName"),
        text("current_version", "CurrentVersion"),
        integer("current_major", "CurrentMajorVersionNumber; 2016 and later"),
        integer("current_minor", "CurrentMinorVersionNumber; 2016 and later"),
        text("current_build", "CurrentBuildNumber"),
        integer("ubr", "UBR: the update within the build"),
        text("edition", "EditionID"),
        text("service_pack", "CSDVersion"),
        text("installation", "InstallationType: `Server` or `Server Core`; 2008 R2 and later"),
        text("display_version", "DisplayVersion"),
        text("release", "ReleaseId"),
    ),
    _host(
        "dotnet", "dotnet", "A .NET Framework.",
        named("key", "Its key below NDP"),
        integer("installed", "Install: 1"),
        integer("service_pack", "SP"),
        text("version", "Version"),
        integer("release", "Release: which 4.x it is"),
    ),
    _host(
        "software", "software", "Something installed that Exchange needs: Visual C++, UCMA, URL Rewrite.",
        named("name", "DisplayName"),
        text("version", "DisplayVersion"),
        integer("version_number", "Version as a number"),
        boolean("is_32_bit", "It stands among the 32-bit programs"),
    ),
    _host(
        "features", "feature", "An installed role or feature of Windows.",
        named(
            "name",
            "Name, such as Web-Server; 2008: in the language of that Windows; 2003: the component, such as iis_www",
        ),
        integer("id", "2008: its number, such as 2 for the web server"),
    ),
    _host(
        "pending-reboot", "pending-reboot", "A reason why Windows waits for a restart.",
        named("reason", "`file-rename`, `servicing`, `windows-update`, `update-exe` or `computer-name`"),
    ),
    _host(
        "tls", "schannel", "A setting of a protocol; what has none is at the default of that Windows.",
        named("protocol", "`SSL 2.0` … `TLS 1.3`"),
        named("side", "`Server` or `Client`"),
        integer("enabled", "Enabled"),
        integer("disabled_by_default", "DisabledByDefault"),
    ),
    _host(
        "tls", "dotnet-tls", "Which TLS versions .NET programs use.",
        named("version", "`v2.0.50727` or `v4.0.30319`"),
        boolean("is_32_bit", "For 32-bit programs"),
        integer("system_default", "SystemDefaultTlsVersions"),
        integer("strong_crypto", "SchUseStrongCrypto"),
    ),
    _host(
        "settings", "setting", "One value of the registry.",
        named(
            "name",
            "`lm-compatibility-level`, `credential-guard`, `suppress-extended-protection`, `smb1`, "
            "`ipv6-disabled-components`, `tcp-keep-alive-ms`, `rpc-minimum-timeout-s`, `power-scheme`, `ldap-signing` "
            "or `ldap-channel-binding`",
        ),
        text("value", "The value; absent: at the default of that Windows"),
    ),
    _host(
        "hotfixes", "hotfix", "An installed update of Windows; those of Exchange are not all among them.",
        named("id", "Number, such as KB5034439"),
        text("description", "Kind of update"),
        text("installed_on", "When, as that Windows writes it"),
    ),
    _host(
        "services", "service", "A service.",
        named("name", "Name"),
        text("display_name", "Name in the language of that Windows"),
        text("state", "`Running`, `Stopped`, …"),
        text("start_mode", "`Auto`, `Manual` or `Disabled`"),
        text("account", "Account it runs under"),
    ),
    _host(
        "network", "network-adapter", "A network adapter with addresses.",
        text("description", "Name of the adapter"),
        listed("addresses", "Addresses"),
        listed("masks", "Mask or prefix length of each"),
        listed("gateways", "Gateways"),
        boolean("dhcp", "Its addresses come from DHCP"),
        listed("dns_servers", "DNS servers in their order"),
        boolean("dns_registration", "It registers itself in DNS"),
        text("dns_domain", "DNS suffix of its own"),
    ),
    _host("web-proxy", "web-proxy", "The proxy of the system (WinHTTP).", text("proxy", "Proxy; absent: none")),
    _host(
        "power-plan", "power-plan", "The power plan that is on; 2008 R2 and later.",
        named("id", "Identity with a GUID"),
        text("name", "Name, in the language of that Windows"),
    ),
    _host(
        "powershell", "powershell", "PowerShell as it is installed.",
        text("engine_1", "Version of the engine 1.0 or 2.0"),
        text("engine_3", "Version of the engine 3.0 or later"),
        text("policy", "Execution policy that group policy sets"),
        text("machine_policy", "Execution policy set for the machine"),
    ),
    _host(
        "exchange", "exchange-setup", "An Exchange that Setup installed.",
        named("key", "Its key below Microsoft"),
        text("folder", "Where it is"),
        text("program", "File the build was read of"),
        text("build", "Exact build; absent when that file is not there"),
        integer("product_major", "MsiProductMajor"),
        integer("product_minor", "MsiProductMinor"),
        integer("build_major", "MsiBuildMajor"),
        integer("build_minor", "MsiBuildMinor"),
    ),
    _host(
        "exchange", "exchange-role", "A role of it, 2007 and later.",
        named("name", "Key of the role, such as MailboxRole"),
        text("configured", "ConfiguredVersion"),
        text("unpacked", "UnpackedVersion"),
        text("action", "Action: what Setup has begun and not ended"),
        text("watermark", "Watermark: where Setup broke off"),
    ),
    _host(
        "exchange-updates", "exchange-update", "An update of Exchange that Windows Installer knows; 2007 and 2010.",
        text("name", "DisplayName"),
        text("installed", "Day, as 20260108"),
        integer("state", "1 applied, 2 superseded, 4 obsolete"),
    ),
    _host(
        "installers", "installer", "A package that updating Exchange needs.",
        text("name", "Product or update"),
        named("package", "File that Windows Installer kept"),
        Column("present", "boolean", "The file is there", stated=True),
    ),
    _host(
        "certificates", "certificate", "A certificate in the store of the machine.",
        named("thumbprint", "Its SHA-1"),
        boolean("has_private_key", "The machine holds its private key, which is not read"),
        text("friendly_name", "Name somebody gave it"),
        Column("body", "certificate", "The certificate", stated=True),
    ),
)  # fmt: skip

CLIENTS = (
    Kind("asked", "clients", (), "What the script was asked to look at.", (
        integer("days", "Days"),
        integer("seconds", "At most so long"),
        integer("megabytes", "At most so much of the logs"),
    )),
    Kind("log", "clients", ("rpc-logs", "mapi-logs", "web-logs"), "A folder of logs.", (
        named("source", "`rpc`, `mapi` or `web`"),
        named("folder", "Folder"),
        integer("files", "Logs written to in those days"),
        integer("read", "How many of them were read to the end, the newest first"),
        integer("lines", "Lines read"),
        Column("oldest", "time", "When the oldest of those read was last written to"),
        text("limit", "What ended it before its time: `seconds`, `megabytes`, `programs` or `columns`"),
    )),
    Kind("client", "clients", ("clients",), "Users of one program in one version.", (
        named("source", "`logons`, `rpc`, `mapi` or `web`"),
        text("program", "Program or, in web logs, how it names itself"),
        text("version", "Version"),
        text("mode", "Cached or not; in web logs the service it called"),
        Column("users", "integer", "Distinct users on this server", stated=True),
    )),
)  # fmt: skip


VERSION = Kind("exchange-version", "exchange", ("exchange-shell", "setup"), "Which commands this Exchange knows.", (
    text("generation", "`2007`, `2010`, or `2013` for that and every later one; absent: there is no Exchange here"),
))  # fmt: skip


def _exchange() -> tuple[Kind, ...]:
    """The kinds of the commands; each kind once, with every block that fills it."""
    kinds = {VERSION.name: VERSION}
    for command in COMMANDS:
        blocks = kinds[command.kind].blocks if command.kind in kinds else ()
        columns = tuple(Column(each.column, each.type, each.about) for each in command.properties)
        about = ", ".join(dict.fromkeys(each.name for each in COMMANDS if each.kind == command.kind))
        kinds[command.kind] = Kind(
            command.kind, "exchange", (*blocks, command.block), f"One answer of {about}.", columns
        )
    return tuple(kinds.values())


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its name, in the order of the page."""
    every = (*FRAME, *HOST, *_exchange(), *CLIENTS)
    found = {kind.name: kind for kind in every}
    assert len(found) == len(every), "two kinds of one name"
    return found
