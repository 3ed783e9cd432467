"""SMB 1

What: Whether each server meant to run the target still speaks the first version of SMB.
Why: Exchange does not need it, a witness server neither; it is the way worms have spread from server to server.
Fix: Read first, and look for devices that still use it:
        Get-WindowsFeature FS-SMB1*
        Get-SmbServerConfiguration | Select-Object EnableSMB1Protocol, AuditSmb1Access
    Then remove it:
        Uninstall-WindowsFeature FS-SMB1
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import OperatingSystem, SecuritySettings, Software
from scanner.inventory.names import newer_than_known_windows, windows_server_name


class Need(Requirement, frozen=True, kw_only=True):
    """How the names of its features begin, and the Windows releases where it is such a feature."""

    feature: str
    removable: list[str]


def requires(need: Need) -> Text:
    return say("server-smb1.expected", "SMB 1 removed, or off")


@check(
    id="server-smb1",
    subject="candidate",
    reads=("security",),
    uses=("software", "operating_system"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    security: SecuritySettings,
    software: Software | None,
    operating_system: OperatingSystem | None,
) -> Verdict:
    if security.smb1 is not None:
        if security.smb1 == 0:
            return met(say("server-smb1.off", "switched off"))
        state = say(
            "server-smb1.on", "switched on (SMB1 of the server service: {value:d})", value=security.smb1
        )
        return _unless_removed(need, software, operating_system, state)
    state = say("server-smb1.unset", "not switched off, so Windows decides")
    return _unless_removed(need, software, operating_system, state)


def _unless_removed(
    need: Need, software: Software | None, system: OperatingSystem | None, state: Text
) -> Verdict:
    version = system.version if system is not None else None
    if version is None or newer_than_known_windows(version):
        return unknown(state)
    if windows_server_name(version) not in need.removable:
        return unmet(state)
    if software is None or software.features is None:
        return unknown(say("server-smb1.unstated", "whether SMB 1 is installed is not known"))
    there = [name for name in software.features if name.casefold().startswith(need.feature.casefold())]
    if there:
        return unmet(say("server-smb1.installed", "installed: {features}", features=there))
    return met(say("server-smb1.removed", "not installed"))
