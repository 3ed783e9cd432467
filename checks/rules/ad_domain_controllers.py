"""Windows version of the domain controllers

What: The operating system of every domain controller of the forest, against the oldest and newest version the target
    works with.
Why: Exchange talks to domain controllers all day: it reads its own configuration and every recipient there. Setup
    refuses old ones, and old ones keep the forest level low. Versions newer than Microsoft's list are not tested with
    the target.
Fix: Read first:
        Get-ADDomainController -Filter * | Select-Object HostName, OperatingSystem, OperatingSystemVersion
    Add domain controllers on a supported Windows Server, wait for replication, move the operations master roles
    (Move-ADDirectoryServerOperationMasterRole), then demote the old ones. Check first that every Exchange version still
    in use supports the new Windows version on a domain controller.
"""

from msgspec import field

from checks.check import Requirement, Verdict, check, met_if, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import Computer
from scanner.inventory.names import (
    newer_than_known_windows,
    service_pack_number,
    windows_server_name,
    windows_server_rank,
)


class Need(Requirement, frozen=True, kw_only=True):
    """Names of Windows Server releases, both included; the least service pack of those that have them."""

    oldest: str
    newest: str | None = None
    service_packs: dict[str, int] = field(default_factory=dict)


def requires(need: Need) -> Text:
    packs = need.service_packs
    oldest = f"{need.oldest} SP{packs[need.oldest]}" if need.oldest in packs else need.oldest
    if need.newest is None:
        return say("ad-domain-controllers.minimum", "{oldest} or later", oldest=oldest)
    return say("ad-domain-controllers.range", "{oldest} to {newest}", oldest=oldest, newest=need.newest)


@check(
    id="ad-domain-controllers", subject="domain-controller", reads=("computer",), need=Need, requires=requires
)
def judge(need: Need, computer: Computer) -> Verdict:
    if computer.version is None:
        return unknown(
            say("ad-domain-controllers.unstated", "its account does not state the Windows version")
        )
    shown = say(
        "ad-domain-controllers.observed",
        "{name}, {version}",
        name=" ".join(
            part for part in (computer.operating_system or "Windows", computer.service_pack) if part
        ),
        version=computer.version,
    )
    release = windows_server_name(computer.version)
    if release is None:
        newer = newer_than_known_windows(computer.version)
        return unknown(
            say("windows.newer", "version {version} is newer than this rule book", version=computer.version)
            if newer
            else say("windows.unknown", "{version} is no Windows Server version", version=computer.version)
        )
    rank = windows_server_rank(release)
    if rank < windows_server_rank(need.oldest):
        return unmet(shown)
    if need.newest is not None and rank > windows_server_rank(need.newest):
        return unmet(shown)
    least = need.service_packs.get(release, 0)
    pack = service_pack_number(computer.version, computer.service_pack) if least else least
    if pack is None:
        return unknown(say("windows.service-pack", "{name}, its service pack is not stated", name=release))
    return met_if(pack >= least, shown)
