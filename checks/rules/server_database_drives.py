"""Drives for databases and logs

What: Whether each server meant to hold mailboxes of the target has a drive beside the system drive with a file
    system databases may lie on, and with allocation units of the size Microsoft advises.
Why: Databases on the system drive fill it and take Windows down with them. Small allocation units make many more of
    them for files of hundreds of gigabytes, and backups and repairs slower.
Fix: Format the drives before the first database is made; it cannot be changed later. Read first:
        Get-WmiObject Win32_Volume -Filter 'DriveType=3' | Select-Object Name, FileSystem, BlockSize, Capacity
        Format-Volume -DriveLetter E -FileSystem ReFS -AllocationUnitSize 65536 -SetIntegrityStreams $false -WhatIf
"""

from checks.check import Requirement, Verdict, check, met, met_if, unknown
from checks.wording import KIB, Text, say
from scanner.inventory.model import Candidate, Volume


class Need(Requirement, frozen=True, kw_only=True):
    """File systems by the names Windows gives them; the allocation unit in KB of 2**10 bytes."""

    file_systems: list[str]
    unit_kb: int


def requires(need: Need) -> Text:
    return say(
        "server-database-drives.expected",
        "a drive beside the system drive with {file_systems}, allocation units of {unit} KB",
        file_systems=need.file_systems,
        unit=need.unit_kb,
    )


@check(
    id="server-database-drives",
    subject="candidate",
    reads=("volumes", "candidate"),
    need=Need,
    requires=requires,
)
def judge(need: Need, volumes: list[Volume], candidate: Candidate) -> Verdict:
    if candidate.role != "mailbox":
        return met(say("server-database-drives.no-mailboxes", "it is to hold no mailboxes"))
    drives = [volume for volume in volumes if not volume.system]
    if not drives and any(volume.size is None for volume in volumes):
        # A declared server tells of its system drive alone, and nothing of its size.
        return unknown(say("server-database-drives.undeclared", "only the system drive is known"))
    answers = [_fits(need, volume) for volume in drives]
    observed = say(
        "server-database-drives.observed",
        "beside the system drive: {drives}",
        drives=[_shown(v) for v in drives],
    )
    if True not in answers and None in answers:
        return unknown(observed)
    return met_if(True in answers, observed)


def _fits(need: Need, volume: Volume) -> bool | None:
    if volume.file_system is not None and volume.file_system.casefold() not in {
        name.casefold() for name in need.file_systems
    }:
        return False
    if volume.block is not None and volume.block != need.unit_kb * KIB:
        return False
    return None if volume.file_system is None or volume.block is None else True


def _shown(volume: Volume) -> str:
    unit = "?" if volume.block is None else str(volume.block // KIB)
    return f"{volume.mount} {volume.file_system or '?'} {unit} KB"
