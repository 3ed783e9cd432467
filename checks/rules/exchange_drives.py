"""Free space on drives of databases and logs

What: Free space of the drives that hold databases and logs of each Exchange server of the organisation.
Why: Moved mailboxes fill the logs on the side they move to as fast as they come, and the old side keeps what was
    deleted. A drive that runs full dismounts its databases; Exchange 2013 and later warn below the same value.
Fix: Make room, or let the backup cut the logs, before mailboxes move. Read first:
        Get-WmiObject Win32_Volume -Filter 'DriveType=3' | Select-Object Name, Capacity, FreeSpace
        Get-MailboxDatabase -Server SERVER | Select-Object Name, EdbFilePath, LogFolderPath
"""

from collections.abc import Iterator, Mapping

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.once import once
from checks.results import Item
from checks.wording import GIB, Text, say
from scanner.inventory.model import Database, ExchangeServer, StorageGroup, Volume


class Need(Requirement, frozen=True, kw_only=True):
    """GB of 2**30 bytes."""

    free_gb: int


def requires(need: Need) -> Text:
    return say(
        "exchange-drives.expected", "{free} GB free on drives with databases or logs", free=need.free_gb
    )


@check(
    id="exchange-drives",
    subject="exchange-server",
    reads=("volumes", "databases", "storage_groups", "exchange_server"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    volumes: list[Volume],
    databases: list[Database],
    storage_groups: list[StorageGroup],
    exchange_server: ExchangeServer,
) -> Verdict:
    name = exchange_server.name.casefold()
    own = _held(databases).get(name, [])
    paths = [path for database in own for path in (database.path, database.log_path) if path]
    # Up to 2007 the logs belong to the storage group.
    paths += _log_paths(storage_groups).get(name, ())
    if not own and not paths:
        return not_applicable(say("exchange-drives.none", "no database lies on it"))
    found = {path: _volume(volumes, path) for path in paths}
    drives = {volume.mount: volume for volume in found.values() if volume is not None}
    items = [
        Item(
            name=volume.mount,
            observed=say("exchange-drives.free", "{free:gb} free", free=volume.free),
        )
        for volume in drives.values()
        if volume.free is not None and volume.free < need.free_gb * GIB
    ]
    if items:
        texts = [
            say("exchange-drives.item", "{name} {seen}", name=item.name, seen=item.observed) for item in items
        ]
        return unmet(
            say(
                "exchange-drives.observed",
                "too little on {number} of {all} {all:drive|drives}: {drives}",
                number=len(items),
                all=len(drives),
                drives=texts,
            ),
            items,
        )
    lost = [path for path, volume in found.items() if volume is None or volume.free is None]
    lost += [database.name for database in own if database.path is None]
    if lost:
        return unknown(say("exchange-drives.unstated", "not known for: {paths}", paths=lost))
    return met(say("exchange-drives.fine", "enough on {number} {number:drive|drives}", number=len(drives)))


@once
def _held(databases: list[Database]) -> Mapping[str, list[Database]]:
    """The databases by server: the copies have the same paths on every one."""
    found: dict[str, list[Database]] = {}
    for database in databases:
        for holder in {name.casefold() for name in _holders(database)}:
            found.setdefault(holder, []).append(database)
    return found


def _holders(database: Database) -> Iterator[str]:
    if database.server is not None:
        yield database.server
    yield from (copy.server for copy in database.copies)


@once
def _log_paths(groups: list[StorageGroup]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for group in groups:
        if group.log_path and group.server is not None:
            found.setdefault(group.server.casefold(), []).append(group.log_path)
    return found


def _volume(volumes: list[Volume], path: str) -> Volume | None:
    """The volume a path lies on: a mount point within a drive takes the place of the drive."""
    within = [volume for volume in volumes if path.casefold().startswith(volume.mount.casefold())]
    return max(within, key=lambda volume: len(volume.mount), default=None)
