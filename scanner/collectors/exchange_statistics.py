"""What exchange.ps1 printed on one server or many → the sections only servers can tell; pure.

Each server tells of its own databases, and of the copies it holds. A server whose block broke off is left out of the
section and reported with its reason; the section names in its source the servers that it is made of.

What the directory tells as well is taken from there; see `told_better`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scanner.collectors.windows_host import NotThere, not_understood, one, total, why_not
from scanner.connections.dn import name_of
from scanner.inventory.absence import Collected, Failed, Section, Source, known
from scanner.inventory.model import (
    BoundCertificate,
    CopyStatus,
    DatabaseStatistics,
    DeviceCount,
    ExtendedProtection,
    HybridConfiguration,
    Inventory,
    LargeMailbox,
    MailboxSizes,
    OrganizationSettings,
    OutlookAnywhere,
    PublicFolderStatistics,
    SizeClass,
)
from scanner.inventory.names import name_of_deleted
from scanner.inventory.text import clean_text
from scanner.scripts.exchange_commands import COMMANDS
from scanner.scripts.reading import Reading, Row

COLLECTOR = "exchange-statistics"
SHELL = "exchange-shell"

GIB = 1 << 30
# Where each class begins: fine where most mailboxes are, coarse where a move takes days.
CLASSES = tuple(gib * GIB for gib in (0, 1, 2, 5, 10, 20, 30, 50, 80, 100))
LARGEST = 20
ROOT = "\\"
# As DeviceAccessState names what the directory keeps as a number.
ACCESS = {"allowed": 1, "blocked": 2, "quarantined": 3, "devicediscovery": 4}
ACTIVESYNC = "eas"
# What Exchange's own monitoring connects with, since 2013.
PROBE = "EASProbeDeviceType"


@dataclass(frozen=True)
class Statistics:
    """The sections that could be made, by their names in the inventory, and what each server could not tell."""

    sections: dict[str, Collected[Any]]
    failures: dict[str, list[Failed]]


def told_better(inventory: Inventory) -> frozenset[str]:
    """The sections that Exchange could tell and the directory does better: it told them, or it alone sees all.

    A session of Exchange's sees the recipients of the domain its server is in, and their devices
    (https://learn.microsoft.com/powershell/module/exchangepowershell/set-adserversettings, RecipientViewRoot): where
    there are other domains, or may be, devices are not counted that way.
    """
    told = {name for name in _INSTEAD if _read_by_another(getattr(inventory, name))}
    return frozenset(told if len(known(inventory.domains) or []) == 1 else told | {"devices"})


def _read_by_another(section: Section[Any]) -> bool:
    return isinstance(section, Collected) and section.source.collector != COLLECTOR


def read_statistics(readings: Sequence[Reading], without: Collection[str] = ()) -> Statistics:
    """The sections of one reading of exchange.ps1 for each server, but for those that are not wanted."""
    found: dict[str, Collected[Any]] = {}
    failures: dict[str, list[Failed]] = {}
    for name, (kinds, read) in _SECTIONS.items():
        if name in without:
            continue
        usable = []
        for reading in readings:
            blocks = _blocks(reading, kinds)
            absent = blocks if isinstance(blocks, Failed) else why_not(reading, blocks, COLLECTOR)
            if absent is not None:
                failures.setdefault(name, []).append(absent)
            elif blocks:
                usable.append(reading)
        if usable:
            rows = {kind: [row for reading in usable for row in reading.of(kind)] for kind in kinds}
            found[name] = _collected(usable, kinds, read(rows))
    return Statistics(found, failures)


def services_of(reading: Reading) -> dict[str, list[str]] | None:
    """What Exchange uses each certificate for, by thumbprint; None when that was not read."""
    blocks = _blocks(reading, ("exchange-certificate",))
    if isinstance(blocks, Failed) or why_not(reading, blocks, COLLECTOR) is not None:
        return None
    return {
        row["thumbprint"].upper(): [
            each.strip() for each in row["services"].split(",") if each.strip() != "None"
        ]
        for row in reading.of("exchange-certificate")
        if row["thumbprint"] and row["services"]
    }


def with_services(
    bound: Iterable[BoundCertificate], services: Mapping[str, list[str]]
) -> list[BoundCertificate]:
    """Certificates of a machine with what Exchange uses them for; what it does not list keeps what was known."""
    return [
        BoundCertificate(
            certificate=each.certificate,
            services=services.get(each.certificate.thumbprint, each.services),
            has_private_key=each.has_private_key,
        )
        for each in bound
    ]


def _blocks(reading: Reading, kinds: Iterable[str]) -> list[str] | Failed:
    """The blocks in which a server of this version prints these kinds, or why it printed none at all."""
    absent = why_not(reading, (SHELL,), COLLECTOR)
    if absent is not None:
        return absent
    try:
        generation = one(reading, "exchange-version")["generation"]
    except NotThere as error:
        return not_understood(reading, str(error), COLLECTOR)
    return [
        command.block
        for command in COMMANDS
        if command.kind in kinds and generation in command.generations and command.block not in reading.left
    ]  # fmt: skip


def _collected(readings: Sequence[Reading], kinds: Iterable[str], data: Any) -> Collected[Any]:
    hosts = ", ".join(sorted(reading.host for reading in readings))
    commands = dict.fromkeys(command.name for command in COMMANDS if command.kind in kinds)
    source = Source(collector=COLLECTOR, host=hosts, query=", ".join(commands))
    return Collected(data=data, source=source, at=max(reading.at for reading in readings))


# The sections. Several servers may tell of one database; the first that does is as good as any other.

Rows = Mapping[str, Sequence[Row]]


def databases(rows: Rows) -> list[DatabaseStatistics]:
    """The databases of mailboxes and of public folders, without those for recovery."""
    found: dict[str, DatabaseStatistics] = {}
    for row in (*rows["database"], *rows["public-folder-database"]):
        if row["recovery"]:
            continue
        found.setdefault(
            row["guid"] or f"{row['server']}/{row['name']}",
            DatabaseStatistics(
                database=row["name"] or "",
                server=row["server"],
                mounted=row["mounted"],
                size=row["size"],
                white_space=row["white_space"],
                last_full_backup=row["last_full_backup"],
            ),
        )
    return list(found.values())


def copies(rows: Rows) -> list[CopyStatus]:
    """The copies of databases; 2007 names them after storage groups, as SERVER\\GROUP."""
    found = {}
    for row in rows["database-copy"]:
        server, _, group = (row["identity"] or "").partition("\\")
        copy = CopyStatus(
            database=row["database"] or group,
            server=row["server"] or server,
            status=row["status"] or row["summary_status"],
            copy_queue=row["copy_queue"],
            replay_queue=row["replay_queue"],
            content_index=row["content_index"],
        )
        found[copy.database, copy.server] = copy
    return list(found.values())


def mailbox_sizes(rows: Rows) -> MailboxSizes:
    """The mailboxes in use by size. What lost its user is not moved, and a size that is not stated not counted."""
    measured = [
        row for row in rows["mailbox-size"] if row["disconnected"] is None and row["size"] is not None
    ]
    mailboxes = [row for row in measured if not row["archive"]]
    archives = [row for row in measured if row["archive"]]
    tells_archives = any(row["archive"] is not None for row in measured)
    numbers, sums = Counter[int](), Counter[int]()
    for row in mailboxes:
        begin = CLASSES[bisect_right(CLASSES, row["size"]) - 1]
        numbers[begin] += 1
        sums[begin] += row["size"]
    largest = sorted(mailboxes, key=lambda row: (-row["size"], row["guid"] or ""))[:LARGEST]
    return MailboxSizes(
        mailboxes=len(mailboxes),
        total=sum(sums.values()),
        classes=[
            SizeClass(from_bytes=begin, count=numbers[begin], total=sums[begin]) for begin in sorted(numbers)
        ],
        largest=[
            LargeMailbox(
                name=row["guid"] or "", database=row["database"], size=row["size"], items=row["items"]
            )
            for row in largest
        ],
        archives=len(archives) if tells_archives else None,
        archives_total=sum(row["size"] for row in archives) if tells_archives else None,
    )


def public_folders(rows: Rows) -> PublicFolderStatistics:
    """The public folders; replicas of one folder count once, as large as the largest."""
    folders: dict[str, Row] = {}
    for row in rows["public-folder-size"]:
        entry = row["entry"] or f"without identifier {len(folders)}"
        if entry not in folders or (row["size"] or 0) > (folders[entry]["size"] or 0):
            folders[entry] = row
    sizes = [row["size"] for row in folders.values()]
    tree = {(row["parent"] or "", row["name"] or "") for row in rows["public-folder"]}
    # The root is told of as well, without a parent.
    tree = {(parent, name) for parent, name in tree if parent}
    children = Counter(parent for parent, _ in tree)
    return PublicFolderStatistics(
        folders=len(folders),
        items=total(row["items"] for row in folders.values()),
        total=total(sizes),
        largest=max(sizes) if total(sizes) is not None else None,
        most_children=max(children.values(), default=None),
        deepest=max((len(list(filter(None, parent.split(ROOT)))) + 1 for parent in children), default=None),
        bad_names=sum(1 for _, name in tree if "/" in name or ROOT in name),
    )


def organization_settings(rows: Rows) -> OrganizationSettings:
    """The settings of the organisation; an older server does not state those that came after it."""

    def told(name: str) -> bool | None:
        return next((row[name] for row in rows["organization-settings"] if row[name] is not None), None)

    return OrganizationSettings(
        modern_authentication=told("modern_authentication"),
        public_folders_locked=told("public_folders_locked"),
        public_folders_migrated=told("public_folders_migrated"),
    )


def hybrid(rows: Rows) -> HybridConfiguration | None:
    """What the Hybrid Configuration Wizard stored, None when it was never run; an older server states less of it."""
    told = rows["hybrid-configuration"]
    if not told:
        return None

    def first(column: str) -> str | None:
        return next((row[column] for row in told if row[column]), None)

    def union(*columns: str) -> set[str]:
        return {each for row in told for column in columns for each in row[column] or ()}

    return HybridConfiguration(
        domains=sorted(union("domains")),
        client_access_servers=sorted(map(_server, union("client_access_servers"))),
        transport_servers=sorted(
            {_server(each) for each in union("transport_servers", "receiving_servers", "sending_servers")}
        ),
        features=None,
        smart_host=first("smart_host"),
        certificate=first("certificate") or first("thumbprint"),
        addresses=sorted(union("addresses")),
    )


def _server(identity: str) -> str:
    """The name of a server that Exchange shows by its name, its distinguished name or its place in the directory."""
    name, deleted, _ = identity.rsplit("/", 1)[-1].partition("\nDEL:")
    return name_of(identity) or (name_of_deleted(name) if deleted else name)


def devices(rows: Rows) -> list[DeviceCount]:
    """Mobile devices by kind, each counted once however many servers tell of it, without those of Exchange itself."""
    found = {row["guid"] or f"without identifier {at}": row for at, row in enumerate(rows["mobile-device"])}
    counts = Counter(_device(row) for row in found.values() if row["type"] != PROBE)
    return [
        DeviceCount(
            domain=None, type=kind, model=model, system=system, protocol=protocol, access=access, changed=changed,
            count=count,
        )
        for (kind, model, system, protocol, access, changed), count in sorted(counts.items(), key=str)
    ]  # fmt: skip


def _device(row: Row) -> tuple[str | None, str | None, str | None, str | None, int | None, str | None]:
    """What a device is counted by. Of other protocols than ActiveSync the version says nothing here."""
    is_activesync = (row["client"] or ACTIVESYNC).casefold() == ACTIVESYNC
    protocol = row["protocol"] or row["client_version"] if is_activesync else None
    access = ACCESS.get((row["access"] or "").casefold())
    changed = row["changed"].strftime("%Y-%m") if row["changed"] else None
    return row["type"], row["model"], row["system"], protocol, access, changed


def outlook_anywhere(rows: Rows) -> list[OutlookAnywhere]:
    """Outlook Anywhere of each server."""
    return [
        OutlookAnywhere(
            server=row["server"] or "",
            external_host=row["external_host"],
            internal_host=row["internal_host"],
            ssl_offloading=row["ssl_offloading"],
            authentication=row["authentication"],
        )
        for row in rows["outlook-anywhere"]
    ]


def extended_protection(rows: Rows) -> list[ExtendedProtection]:
    """Extended Protection of each virtual directory."""
    return [
        ExtendedProtection(
            server=row["server"] or "",
            directory=clean_text(row["name"] or ""),
            setting=row["extended_protection"],
        )
        for row in rows["virtual-directory"]
    ]


_SECTIONS: Mapping[str, tuple[tuple[str, ...], Callable[[Rows], Any]]] = {
    "database_statistics": (("database", "public-folder-database"), databases),
    "copy_status": (("database-copy",), copies),
    "mailbox_sizes": (("mailbox-size",), mailbox_sizes),
    "public_folder_statistics": (("public-folder-size", "public-folder"), public_folders),
    "organization_settings": (("organization-settings",), organization_settings),
    "hybrid": (("hybrid-configuration",), hybrid),
    "devices": (("mobile-device",), devices),
    "outlook_anywhere": (("outlook-anywhere",), outlook_anywhere),
    "extended_protection": (("virtual-directory",), extended_protection),
}
# The kinds of rows that any section is made of, and the services of certificates.
KINDS = frozenset({kind for kinds, _ in _SECTIONS.values() for kind in kinds} | {"exchange-certificate"})
_INSTEAD = frozenset(command.instead_of for command in COMMANDS if command.instead_of is not None)
