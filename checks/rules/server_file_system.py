"""File system of the system drive

What: The file system of the drive each server meant to run the target starts from.
Why: System files, Exchange program files and the mail queue must lie on NTFS. Databases and logs may lie on ReFS.
Fix: Install Windows on NTFS. To look:
        Get-WmiObject Win32_Volume | Select-Object Name, FileSystem
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import Volume


class Need(Requirement, frozen=True, kw_only=True):
    """File systems by the names Windows gives them."""

    system_drive: list[str]


def requires(need: Need) -> Text:
    return say("server-file-system.expected", "{systems} on the system drive", systems=need.system_drive)


@check(id="server-file-system", subject="candidate", reads=("volumes",), need=Need, requires=requires)
def judge(need: Need, volumes: list[Volume]) -> Verdict:
    system = [volume for volume in volumes if volume.system]
    stated = [volume.file_system for volume in system if volume.file_system is not None]
    if not system or len(stated) < len(system):
        return unknown(say("server-file-system.unstated", "the file system of the system drive is not known"))
    observed = say(
        "server-file-system.observed",
        "{drives}",
        drives=[f"{volume.mount} {volume.file_system or '?'}" for volume in volumes],
    )
    wanted = {name.casefold() for name in need.system_drive}
    return met_if(all(name.casefold() in wanted for name in stated), observed)
