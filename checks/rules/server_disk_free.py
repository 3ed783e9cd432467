"""Free disk space

What: Free space of the drives of each server meant to run the target: one large enough for the program files
    of Exchange, on a file system it can be installed to, and the system drive. Databases and logs come on top
    and depend on the mailboxes.
Why: Setup checks the drive it installs to and stops.
Fix: Free space or add a drive before Setup. To look:
        Get-WmiObject Win32_Volume | Select-Object Name, FileSystem, Capacity, FreeSpace
"""

from checks.check import Requirement, Verdict, check, met_if, unknown, unmet
from checks.wording import GIB, MIB, Text, say
from scanner.inventory.model import Volume


class Need(Requirement, frozen=True, kw_only=True):
    """GB and MB of 2**30 and 2**20 bytes."""

    install_drive_gb: int | float
    install_file_systems: list[str]
    system_drive_mb: int


def requires(need: Need) -> Text:
    return say(
        "server-disk-free.expected",
        "{install} GB free on a drive with {file_systems} for Exchange, {system} MB on the system drive",
        install=need.install_drive_gb,
        file_systems=need.install_file_systems,
        system=need.system_drive_mb,
    )


@check(id="server-disk-free", subject="candidate", reads=("volumes",), need=Need, requires=requires)
def judge(need: Need, volumes: list[Volume]) -> Verdict:
    stated = [(volume.mount, volume.free) for volume in volumes if volume.free is not None]
    system = [volume.free for volume in volumes if volume.system]
    free_on_system = [free for free in system if free is not None]
    if not system or len(free_on_system) < len(system):
        return unknown(say("server-disk-free.unstated", "the free space of the system drive is not known"))
    drives = [
        say("server-disk-free.drive", "{mount} {free:gb}", mount=mount, free=free)
        for mount, free in sorted(stated)
    ]
    observed = say(
        "server-disk-free.observed",
        "free: {drives}",
        drives=drives,
    )
    if min(free_on_system) < need.system_drive_mb * MIB:
        return unmet(observed)
    room = [_has_room(need, volume) for volume in volumes]
    if True not in room and None in room:
        return unknown(
            say(
                "server-disk-free.perhaps",
                "free space or file system of a drive that might do is not known; free: {drives}",
                drives=drives,
            )
        )
    return met_if(True in room, observed)


def _has_room(need: Need, volume: Volume) -> bool | None:
    """Whether Exchange can be installed there; None when that is not known."""
    if volume.free is not None and volume.free < need.install_drive_gb * GIB:
        return False
    if volume.file_system is None:
        # That of the system drive is a question of its own.
        return True if volume.system else None
    if volume.file_system.casefold() not in {name.casefold() for name in need.install_file_systems}:
        return False
    return None if volume.free is None else True
