"""Mobile devices

What: Mobile devices the directory knows, by the operating system they name: those that speak no TLS 1.2, or only
    when an app insists.
Why: The target speaks TLS 1.2 and nothing older unless somebody changes that. These devices stop fetching mail on
    the day their mailbox, or the name they connect to, moves.
Fix: Look which of them are still in use, and have those replaced. Read first; these
    are of Exchange 2013 and later, on 2010 Get-ActiveSyncDevice and on 2007 Get-ActiveSyncDeviceStatistics -Mailbox
    NAME tell:
        Get-MobileDevice -ResultSize Unlimited | Group-Object DeviceOS | Sort-Object Count -Descending
        Get-MobileDeviceStatistics -Mailbox NAME | Format-Table DeviceOS, LastSuccessSync
"""

import re

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import DeviceCount


class Need(Requirement, frozen=True, kw_only=True):
    """First version of a system that speaks TLS 1.2 by itself, by name; systems that never do."""

    oldest: dict[str, int]
    never: list[str]


def requires(need: Need) -> Text:
    return say(
        "clients-mobile.expected",
        "{oldest}; no {never}",
        oldest=[
            say("clients-mobile.oldest", "{name} {version} or later", name=system, version=version)
            for system, version in need.oldest.items()
        ],
        never=need.never,
    )


@check(id="clients-mobile", subject="organization", reads=("devices",), need=Need, requires=requires)
def judge(need: Need, devices: list[DeviceCount]) -> Verdict:
    old: dict[str, int] = {}
    for device in devices:
        if device.system is not None and _is_old(need, device.system):
            old[device.system] = old.get(device.system, 0) + device.count
    total = sum(device.count for device in devices)
    if not old:
        return met(say("clients-mobile.fine", "{number} {number:device|devices}", number=total))
    return unmet(
        say(
            "clients-mobile.old",
            "{number} of {all} {all:device|devices} too old or not served: {systems}",
            number=sum(old.values()),
            all=total,
            systems=[f"{count} × {system}" for system, count in old.items()],
        ),
        [
            Item(
                name=system,
                observed=say("clients-mobile.count", "{count} {count:device|devices}", count=count),
            )
            for system, count in old.items()
        ],
    )


def _is_old(need: Need, system: str) -> bool:
    """A system that says nothing of its version is not counted: most devices in use do."""
    name = system.casefold()
    if any(name.startswith(never.casefold()) for never in need.never):
        return True
    for beginning, oldest in need.oldest.items():
        found = re.match(rf"{re.escape(beginning.casefold())}\D{{0,3}}(\d{{1,4}})", name)
        if found is not None:
            return int(found[1]) < oldest
    return False
