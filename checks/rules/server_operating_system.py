"""Windows version of the server

What: The operating system of each server meant to run the target, against the releases Microsoft lists for it; there
    is an upper bound as well as a lower one.
Why: Setup refuses an older Windows, and a newer one than listed is not supported even where Setup lets it pass.
    Windows cannot be upgraded in place once Exchange is on it.
Fix: Install one of the listed releases on a new machine. To look:
        Get-WmiObject Win32_OperatingSystem | Select-Object Caption, Version, CSDVersion
"""

from msgspec import field

from checks.check import Requirement, Verdict, check, met_if, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import OperatingSystem
from scanner.inventory.names import newer_than_known_windows, service_pack_number, windows_server_name


class Need(Requirement, frozen=True, kw_only=True):
    """Windows Server releases by name; the least service pack for those that have one."""

    releases: list[str]
    service_packs: dict[str, int] = field(default_factory=dict)


def requires(need: Need) -> Text:
    named = [
        f"{name} SP{need.service_packs[name]}" if name in need.service_packs else name
        for name in need.releases
    ]
    return say("server-operating-system.expected", "one of: {releases}", releases=named)


@check(
    id="server-operating-system",
    subject="candidate",
    reads=("operating_system",),
    need=Need,
    requires=requires,
)
def judge(need: Need, operating_system: OperatingSystem) -> Verdict:
    version = operating_system.version
    observed = say(
        "server-operating-system.observed",
        "{name}, {version}",
        name=operating_system.name or operating_system.family,
        version=f"{version or '?'}{_update(operating_system)}",
    )
    if operating_system.family != "windows" or operating_system.server is False:
        return unmet(observed)
    if version is None or operating_system.server is None:
        return unknown(say("server-operating-system.unstated", "the Windows version is not known"))
    release = windows_server_name(version)
    if release is None and newer_than_known_windows(version):
        return unknown(
            say("windows.newer", "version {version} is newer than this rule book", version=version)
        )
    if release is None:
        return unknown(say("windows.unknown", "{version} is no Windows Server version", version=version))
    if release not in need.releases:
        return unmet(observed)
    least = need.service_packs.get(release, 0)
    pack = service_pack_number(version, operating_system.service_pack) if least else least
    if pack is None:
        return unknown(say("windows.service-pack", "{name}, its service pack is not stated", name=release))
    return met_if(pack >= least, observed)


def _update(operating_system: OperatingSystem) -> str:
    """The update within the build, as Windows shows it behind the build."""
    return "" if operating_system.revision is None else f".{operating_system.revision}"
