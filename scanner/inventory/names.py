"""Names of the raw numbers kept in an inventory.

Every function answers for every value: one it does not know is `unknown (11)`, or, where the table is ordered and the
value lies beyond its end, `newer than this exready knows`. Sources: [MS-ADTS] 6.1.4.4 for functional levels, Microsoft
"Exchange Server build numbers and release dates" (2025-10-14) for products, Windows release information for versions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

FUNCTIONAL_LEVELS: Mapping[int, str] = {
    0: "Windows 2000",
    1: "Windows Server 2003 interim",
    2: "Windows Server 2003",
    3: "Windows Server 2008",
    4: "Windows Server 2008 R2",
    5: "Windows Server 2012",
    6: "Windows Server 2012 R2",
    7: "Windows Server 2016",
    10: "Windows Server 2025",
}

# (major, minor) of the build, the first build of the product within it, the product's short name.
PRODUCTS: tuple[tuple[tuple[int, int, int], str], ...] = (
    ((5, 5, 0), "5.5"),
    ((6, 0, 0), "2000"),
    ((6, 5, 0), "2003"),
    ((8, 0, 0), "2007"),
    ((14, 0, 0), "2010"),
    ((15, 0, 0), "2013"),
    ((15, 1, 0), "2016"),
    ((15, 2, 0), "2019"),
    ((15, 2, 2562), "SE"),
)
NEWEST_MAJOR_MINOR = (15, 2)

# Windows version as (major, minor, build), server names. From 10.0 on only the build tells them apart.
WINDOWS_SERVERS: tuple[tuple[tuple[int, int, int], str], ...] = (
    ((5, 0, 0), "Windows 2000 Server"),
    ((5, 2, 0), "Windows Server 2003"),
    ((6, 0, 0), "Windows Server 2008"),
    ((6, 1, 0), "Windows Server 2008 R2"),
    ((6, 2, 0), "Windows Server 2012"),
    ((6, 3, 0), "Windows Server 2012 R2"),
    ((10, 0, 14393), "Windows Server 2016"),
    ((10, 0, 17763), "Windows Server 2019"),
    ((10, 0, 20348), "Windows Server 2022"),
    ((10, 0, 26100), "Windows Server 2025"),
)

OUTLOOK_VERSIONS: Mapping[int, str] = {
    9: "Outlook 2000",
    10: "Outlook 2002",
    11: "Outlook 2003",
    12: "Outlook 2007",
    14: "Outlook 2010",
    15: "Outlook 2013",
}

SERVER_ROLES: Mapping[int, str] = {
    2: "Mailbox",
    1: "Client Access",
    4: "Client Access",
    32: "Hub Transport",
    16384: "Front End Transport",
    16: "Unified Messaging",
    64: "Edge Transport",
}
EDGE_ROLE = 64

# The two lowest bits of msExchAcceptedDomainFlags, by the names Exchange gives them.
ACCEPTED_DOMAIN_KINDS: Mapping[int, str] = {0: "Authoritative", 1: "ExternalRelay", 2: "InternalRelay"}
_ACCEPTED_DOMAIN_BITS = 3

PROCESSOR_ARCHITECTURES: Mapping[str, str] = {
    "x64": "x64",
    "amd64": "x64",
    "x86_64": "x64",
    "x86-64": "x64",
    "x86": "x86",
    "i386": "x86",
    "i686": "x86",
    "ia64": "Itanium",
    "itanium": "Itanium",
    "arm64": "ARM64",
    "aarch64": "ARM64",
}

# InstallationType of the registry.
WINDOWS_INSTALLATIONS = frozenset({"Server", "Server Core", "Nano Server", "Client"})

# EditionID of the registry; source: Microsoft "Edition IDs" of GetProductInfo.
WINDOWS_EDITIONS: Mapping[str, str] = {
    "ServerStandard": "Standard",
    "ServerDatacenter": "Datacenter",
    "ServerEnterprise": "Enterprise",
    "ServerStandardEval": "Standard Evaluation",
    "ServerDatacenterEval": "Datacenter Evaluation",
    "ServerTurbine": "Datacenter: Azure Edition",
    "ServerSolution": "Essentials",
    "ServerWeb": "Web",
}

# Windows releases whose build tells the service pack; the others carry it in a text of its own.
_SERVICE_PACK_BUILDS: Mapping[tuple[int, ...], int] = {
    (6, 0, 6001): 1,
    (6, 0, 6002): 2,
    (6, 0, 6003): 2,
    (6, 1, 7600): 0,
    (6, 1, 7601): 1,
}

# .NET Framework 4: the smallest Release of each version; source: Microsoft "Determine which .NET Framework versions are
# installed" (2025-10-20), whose largest number is the last one.
DOTNET_RELEASES: tuple[tuple[int, str], ...] = (
    (378389, "4.5"),
    (378675, "4.5.1"),
    (379893, "4.5.2"),
    (393295, "4.6"),
    (394254, "4.6.1"),
    (394802, "4.6.2"),
    (460798, "4.7"),
    (461308, "4.7.1"),
    (461808, "4.7.2"),
    (528040, "4.8"),
    (533320, "4.8.1"),
)
NEWEST_DOTNET_RELEASE = 533509

# DomainRole of Win32_ComputerSystem.
DOMAIN_ROLES: Mapping[int, str] = {
    0: "stand-alone workstation",
    1: "member workstation",
    2: "stand-alone server",
    3: "member server",
    4: "backup domain controller",
    5: "primary domain controller",
}
DOMAIN_CONTROLLER_ROLES = frozenset({4, 5})

# What the firmware of a virtual machine calls itself, in Manufacturer or Model of Win32_ComputerSystem.
VIRTUAL_MACHINES = (
    "vmware", "virtual machine", "virtualbox", "xen", "kvm", "qemu", "amazon ec2", "google compute engine",
    "openstack", "nutanix", "bhyve", "parallels",
)  # fmt: skip

# Their directory stamp moves with service packs only; update rollups leave it alone.
PRODUCTS_WITH_ROLLUPS = frozenset({"2007", "2010"})

# What stands behind the name of an object that a pointer outlived.
_DELETED = " (deleted)"

_SERIAL = re.compile(r"Version (\d+)\.(\d+) \(Build (\d+)(?:\.(\d+))?")
# Exchange 2007 and later stamp the build plus this number.
_BUILD_OFFSET = 30000
_FIRST_WITH_OFFSET = 8


def functional_level_name(level: int) -> str:
    """Name of a forest, domain or domain controller functional level."""
    if level > max(FUNCTIONAL_LEVELS):
        return f"newer than this exready knows ({level})"
    return FUNCTIONAL_LEVELS.get(level, f"unknown ({level})")


@lru_cache(maxsize=4096)  # the same few versions, asked for every server against every domain controller
def version_tuple(text: str) -> tuple[int, ...] | None:
    """`15.1.2507.6` or `10.0 (17763)` as numbers; None when the text is not made of numbers."""
    parts = re.fullmatch(r"(\d{1,9}(?:\.\d{1,9}){0,3})(?: \((\d{1,9})\))?", text.strip())
    if parts is None:
        return None
    return tuple(
        int(part) for part in parts.group(1).split(".") + ([parts.group(2)] if parts.group(2) else [])
    )


def decode_serial_number(serial_number: str) -> str | None:
    """`Version 15.1 (Build 32507.6)` as `15.1.2507.6`; None when it is not such a text.

    Source: observed values beside "Exchange Server build numbers and release dates"; 2000 and 2003 carry no offset.
    """
    found = _SERIAL.match(serial_number)
    if found is None:
        return None
    major, minor, build, revision = (int(part) if part else 0 for part in found.groups())
    if major >= _FIRST_WITH_OFFSET and build >= _BUILD_OFFSET:
        build -= _BUILD_OFFSET
    return f"{major}.{minor}.{build}.{revision}"


@lru_cache(maxsize=1024)  # servers are many, their builds few
def product_of(build: str) -> str | None:
    """Short name of the Exchange version a build belongs to, such as `2016` or `SE`; None if unknown or newer."""
    version = version_tuple(build)
    if version is None or version[:2] > NEWEST_MAJOR_MINOR:
        return None
    if version[0] in (8, 14):  # every service pack has a minor number of its own
        return {8: "2007", 14: "2010"}[version[0]]
    names = [
        name for first, name in PRODUCTS if first[:2] == version[:2] and first <= (*version, 0, 0, 0)[:3]
    ]
    return names[-1] if names else None


@lru_cache(maxsize=64)
def product_rank(product: str) -> int:
    """Place of an Exchange version in time; raises ValueError for a name the table lacks."""
    return _place_of(product, PRODUCTS)


def same_service_pack(build: str, other: str) -> bool:
    """Whether two builds of Exchange 2007 or 2010 carry the same service pack: their minor number is its number."""
    first, second = version_tuple(build), version_tuple(other)
    return first is not None and second is not None and first[:2] == second[:2]


def product_name(product: str) -> str:
    """Full name of an Exchange version from its short name."""
    return "Exchange Server Subscription Edition" if product == "SE" else f"Exchange Server {product}"


@lru_cache(maxsize=1024)
def windows_server_name(version: str) -> str | None:
    """Windows Server release of a version such as `10.0.17763` or `10.0 (17763)`; None if the table lacks it."""
    numbers = version_tuple(version)
    if numbers is None or len(numbers) < 2:
        return None
    for first, name in WINDOWS_SERVERS:
        exact = len(numbers) > 2 and first == numbers[:3]
        if exact or (first[:2] == numbers[:2] and first[2] == 0):
            return name
    return None


def newer_than_known_windows(version: str) -> bool:
    """Whether a Windows version lies beyond the end of the table of server releases."""
    numbers = version_tuple(version)
    return numbers is not None and numbers[:3] > WINDOWS_SERVERS[-1][0]


def windows_server_rank(name: str) -> int:
    """Place of a Windows Server release in time; raises ValueError for a name the table lacks."""
    return _place_of(name, WINDOWS_SERVERS)


def _place_of(name: str, table: Sequence[tuple[tuple[int, int, int], str]]) -> int:
    """The ValueError of `index` itself does not always name what it looked for."""
    names = [each for _, each in table]
    if name not in names:
        raise ValueError(f"'{name}' is not in the table")
    return names.index(name)


def service_pack_number(version: str, service_pack: str | None) -> int | None:
    """Number of the service pack, from the build where it tells, else from a text such as `Service Pack 2`.

    Windows Server 2012 and later have none: 0. None when neither tells.
    """
    numbers = version_tuple(version)
    if numbers is None:
        return None
    if numbers[:3] in _SERVICE_PACK_BUILDS:
        return _SERVICE_PACK_BUILDS[numbers[:3]]
    if numbers[:2] >= (6, 2):
        return 0
    found = re.search(r"\d+", service_pack or "")
    return int(found.group()) if found else None


def architecture_name(machine: str) -> str:
    """`x64` for what Windows calls AMD64 and Linux x86_64; an unknown name as it is."""
    return PROCESSOR_ARCHITECTURES.get(machine.casefold(), machine)


def dotnet_version(release: int) -> str | None:
    """Version of .NET Framework 4 of a Release number; None for one before the table or beyond its end."""
    if release > NEWEST_DOTNET_RELEASE:
        return None
    return next((name for first, name in reversed(DOTNET_RELEASES) if release >= first), None)


def is_virtual(manufacturer: str | None, model: str | None) -> bool | None:
    """Whether a machine says of itself that it is virtual; None when it says nothing."""
    if manufacturer is None and model is None:
        return None
    said = f"{manufacturer or ''} {model or ''}".casefold()
    return any(word in said for word in VIRTUAL_MACHINES)


def outlook_name(version: str) -> str:
    """Name of the Outlook for Windows release of a full version such as `12.0.6665.5000`.

    Version 16 is shared by Outlook 2016, 2019, 2021, 2024 and Microsoft 365 Apps, which a version cannot tell apart.
    """
    numbers = version_tuple(version)
    if numbers is None:
        return f"Outlook, version {version}"
    if numbers[0] == 16:
        return "Outlook 2016 or later"
    return OUTLOOK_VERSIONS.get(numbers[0], f"Outlook {numbers[0]} (unknown)")


def is_edge(roles: int | None) -> bool:
    """Whether msExchCurrentServerRoles means an Edge server, which belongs to no domain."""
    return roles is not None and bool(roles & EDGE_ROLE)


def role_names(roles: int) -> list[str]:
    """Names of the server roles set in msExchCurrentServerRoles; bits without a name for people are left out."""
    return list(dict.fromkeys(name for bit, name in SERVER_ROLES.items() if roles & bit))


# Recipient types of public folders, and of the mailboxes and plans of Exchange itself.
OF_EXCHANGE = frozenset({4096, 8192, 16384, 4194304, 8388608, 16777216, 536870912, 68719476736, 549755813888})


def accepted_domain_kind(flags: int | None) -> str | None:
    """Kind of an accepted domain from its flags, of which the other bits say other things; None if not stated."""
    return None if flags is None else ACCEPTED_DOMAIN_KINDS.get(flags & _ACCEPTED_DOMAIN_BITS)


def name_of_deleted(name: str) -> str:
    """How the inventory writes the name of a deleted object that something still points to.

    A live object may be called the same, which nobody does by accident; servers cannot be.
    """
    return name + _DELETED


def points_to_deleted(name: str | None) -> bool:
    """Whether a name that a field holds is that of a deleted object, or of one whose container was deleted."""
    return name is not None and name.endswith(_DELETED)
