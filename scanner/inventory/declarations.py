"""What only people know, from `[declare]` in exready.toml: clients in use, servers still to be bought, the tenant in
Microsoft 365.

A declaration fills what was not collected and is marked as declared everywhere; it never replaces a measurement.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import msgspec
from msgspec import Struct, field

from scanner.inventory.absence import Absent, Declared, Section, Skipped
from scanner.inventory.model import (
    Candidate,
    Clients,
    ClientSeen,
    Host,
    Inventory,
    Memory,
    OperatingSystem,
    PageFile,
    PageFileSetting,
    Processor,
    Role,
    Tenant,
    Volume,
)  # fmt: skip
from scanner.inventory.names import WINDOWS_SERVERS

GIB = 1 << 30
MIB = 1 << 20


class _Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the tables: an unknown key is a mistake, never ignored."""


class DeclaredClients(_Table, frozen=True, kw_only=True):
    """Users of one version of a mail program."""

    program: str = "Outlook"
    version: str
    users: int


class DeclaredServer(_Table, frozen=True, kw_only=True):
    """A server still to be bought or built. What is left out is not known, and its checks say so."""

    name: str
    role: Role = "mailbox"
    targets: list[str] = field(default_factory=list)
    architecture: str | None = None
    sockets: int | None = None
    cores: int | None = None
    memory_gb: int | None = None
    windows: str | None = None
    edition: str | None = None
    installation: str | None = None
    system_drive_gb_free: int | None = None
    file_system: str | None = None
    page_file_mb: int | None = None

    def __post_init__(self) -> None:
        """A release that is not known would silently stay unverified."""
        releases = [name for _, name in WINDOWS_SERVERS]
        if self.windows is not None and self.windows not in releases:
            raise ValueError(f"windows must be one of: {', '.join(releases)}")


class DeclaredTenant(_Table, frozen=True, kw_only=True):
    """The tenant in Microsoft 365. What is left out is not known, and its checks say so."""

    verified_domains: list[str] | None = None
    unused_domains: list[str] | None = None
    licences: int | None = None
    directory_synchronization: bool | None = None
    entra_connect: str | None = None
    migration_account: bool | None = None
    public_certificate: bool | None = None
    outlook_anywhere_tested: bool | None = None
    imap_tested: bool | None = None
    batch_files: bool | None = None
    ews_applications: list[str] | None = None
    password_senders: list[str] | None = None


class Declarations(_Table, frozen=True, kw_only=True):
    """`[declare]`: who says it, and when."""

    by: str
    on: date
    clients: list[DeclaredClients] = field(default_factory=list)
    servers: list[DeclaredServer] = field(default_factory=list)
    tenant: DeclaredTenant | None = None


# What a machine that is not there yet cannot have, or nobody knows by heart.
_NEVER_DECLARED = (
    "platform", "network", "software", "security", "services", "certificates", "exchange", "web_access",
)  # fmt: skip


def declare(inventory: Inventory, declarations: Declarations) -> Inventory:
    """The inventory with what was declared in the places nothing was collected for. Pure."""
    changes: dict[str, Any] = {}
    if declarations.clients and isinstance(inventory.clients, Absent):
        seen = [
            ClientSeen(program=c.program, version=c.version, mode=None, users=c.users)
            for c in declarations.clients
        ]
        changes["clients"] = _declared(Clients(days=None, seen=seen, servers=None, limits=None), declarations)
    if declarations.tenant is not None and isinstance(inventory.tenant, Absent):
        changes["tenant"] = _declared(Tenant(**msgspec.structs.asdict(declarations.tenant)), declarations)
    known_hosts = {host.name.casefold() for host in inventory.hosts}
    new = [server for server in declarations.servers if server.name.casefold() not in known_hosts]
    meant = {candidate.host.casefold() for candidate in inventory.candidates}
    changes["hosts"] = [*inventory.hosts, *(_host(server, declarations) for server in new)]
    changes["candidates"] = [
        *inventory.candidates,
        *(
            Candidate(host=server.name, role=server.role, targets=server.targets)
            for server in declarations.servers
            if server.name.casefold() not in meant
        ),
    ]
    return msgspec.structs.replace(inventory, **changes)


def _at(declarations: Declarations) -> datetime:
    return datetime.combine(declarations.on, time(), UTC)


def _declared(data: Any, declarations: Declarations) -> Declared[Any]:
    return Declared(data=data, by=declarations.by, at=_at(declarations))


def _host(server: DeclaredServer, declarations: Declarations) -> Host:
    def said(known: bool, data: Any) -> Section[Any]:
        if known:
            return _declared(data, declarations)
        return Skipped(
            code="not-declared", values={"host": server.name}, collector="exready.toml", at=_at(declarations)
        )

    memory = None if server.memory_gb is None else server.memory_gb * GIB
    free = None if server.system_drive_gb_free is None else server.system_drive_gb_free * GIB
    page_file = None if server.page_file_mb is None else server.page_file_mb * MIB
    return Host(
        name=server.name,
        processor=said(
            any(value is not None for value in (server.architecture, server.sockets, server.cores)),
            Processor(
                architecture=server.architecture, name=None, sockets=server.sockets, physical_cores=server.cores,
                logical_processors=None, maximum_mhz=None, current_mhz=None,
            ),
        ),
        memory=said(memory is not None, Memory(installed=memory, usable=None, dynamic=None)),
        operating_system=said(
            any(value is not None for value in (server.windows, server.edition, server.installation)),
            OperatingSystem(
                family="windows", name=server.windows, version=_version(server.windows),
                edition=f"Server{server.edition}" if server.edition else None, service_pack=None, server=True,
                installation=server.installation, revision=None, language=None,
            ),
        ),
        volumes=said(
            free is not None or server.file_system is not None,
            [
                Volume(
                    mount="system drive", file_system=server.file_system, size=None, free=free, block=None,
                    system=True,
                )
            ],
        ),
        page_file=said(
            page_file is not None,
            PageFile(
                managed_by_system=False, allocated=None,
                settings=[PageFileSetting(path="page file", initial=page_file, maximum=page_file)],
            ),
        ),
        **{name: said(False, None) for name in _NEVER_DECLARED},
    )  # fmt: skip


def _version(windows: str | None) -> str | None:
    """The version of a Windows Server release by its name; None for a name the table lacks."""
    versions = [first for first, name in WINDOWS_SERVERS if name == windows]
    return ".".join(str(number) for number in versions[0]) if versions else None
