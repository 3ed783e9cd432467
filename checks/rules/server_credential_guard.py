"""Credential Guard

What: Whether Credential Guard is on on each server meant to run the target.
Why: It is not supported on Exchange servers, and slows them down. Windows Server 2025 has it on by itself on
    machines that can do it.
Fix: Switch it off by group policy before Exchange is installed, and restart. Read first:
        (Get-ItemProperty HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Lsa).LsaCfgFlags
        (Get-CimInstance Win32_DeviceGuard -Namespace root\\Microsoft\\Windows\\DeviceGuard).SecurityServicesRunning
    In the second answer a 1 says that it runs.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import OperatingSystem, SecuritySettings
from scanner.inventory.names import newer_than_known_windows, windows_server_name


class Need(Requirement, frozen=True, kw_only=True):
    """Windows releases that switch it on where nothing is set."""

    on_by_default: list[str]


def requires(need: Need) -> Text:
    return say("server-credential-guard.expected", "Credential Guard is off")


@check(
    id="server-credential-guard",
    subject="candidate",
    reads=("security", "operating_system"),
    need=Need,
    requires=requires,
)
def judge(need: Need, security: SecuritySettings, operating_system: OperatingSystem) -> Verdict:
    flags = security.credential_guard
    if flags is not None:
        if flags == 0:
            return met(say("server-credential-guard.off", "off"))
        return unmet(say("server-credential-guard.on", "on (LsaCfgFlags {flags:d})", flags=flags))
    version = operating_system.version
    windows = windows_server_name(version) if version is not None else None
    if version is None or windows in need.on_by_default or newer_than_known_windows(version):
        return unknown(
            say(
                "server-credential-guard.default",
                "nothing is set, and {windows} may switch it on by itself",
                windows=windows or say("windows.this", "this Windows"),
            )
        )
    return met(
        say(
            "server-credential-guard.unset",
            "not set, and off by default on {windows}",
            windows=windows or version,
        )
    )
