"""Free disk space

What: Free space of the drives of each server meant to run the target: one large enough for the Exchange program
    files, and the system drive. Databases and logs come on top and depend on the mailboxes.
Why: Setup checks the drive it installs to and stops.
Fix: Free space or add a drive before Setup. To look:
        Get-WmiObject Win32_Volume | Select-Object Name, FileSystem, Capacity, FreeSpace
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import GIB, MIB, Text, gigabytes, say
from scanner.inventory.model import Volume


class Need(Requirement, frozen=True, kw_only=True):
    """GB and MB of 2**30 and 2**20 bytes."""

    install_drive_gb: int
    system_drive_mb: int


def requires(need: Need) -> Text:
    return say(
        "server-disk-free.expected",
        "{install} GB free on the drive for Exchange, {system} MB on the system drive",
        install=need.install_drive_gb,
        system=need.system_drive_mb,
    )


@check(id="server-disk-free", subject="candidate", reads=("volumes",), need=Need, requires=requires)
def judge(need: Need, volumes: list[Volume]) -> Verdict:
    free = {volume.mount: volume.free for volume in volumes if volume.free is not None}
    system = [volume.free for volume in volumes if volume.system and volume.free is not None]
    if not free or not system:
        return unknown(say("server-disk-free.unstated", "the free space of the system drive is not known"))
    observed = say(
        "server-disk-free.observed",
        "free: {drives}",
        drives=[f"{mount} {gigabytes(size)}" for mount, size in sorted(free.items())],
    )
    room = max(free.values()) >= need.install_drive_gb * GIB
    return met_if(room and min(system) >= need.system_drive_mb * MIB, observed)
