"""Packages kept by Windows Installer

What: The packages that Windows Installer must still have of what is installed on a server that is upgraded where it
    stands.
Why: An upgrade removes the old version first and needs its packages for that. Where somebody tidied up
    C:\\Windows\\Installer it stops in the middle, with the old version gone and the new one not there.
Fix: Put the missing packages back before the upgrade, from the media of the same builds. Microsoft's script only
    reads:
        .\\FixInstallerCache.ps1 -CurrentCuRootDirectory D:\\
        Get-ChildItem C:\\Windows\\Installer -Filter *.ms* | Measure-Object
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import InstalledExchange


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("server-installer-packages.expected", "every package of what is installed is still there")


@check(id="server-installer-packages", subject="candidate", reads=("exchange",), need=Need, requires=requires)
def judge(need: Need, exchange: InstalledExchange) -> Verdict:
    if exchange.build is None:
        return met(say("server-installer-packages.nothing", "there is no Exchange on it"))
    missing = exchange.missing_installers
    if missing is None:
        return unknown(say("server-installer-packages.unstated", "which packages are there is not known"))
    if not missing:
        return met(say("server-installer-packages.fine", "all are there"))
    gone = say("server-installer-packages.gone", "its package is missing")
    return unmet(
        say("server-installer-packages.missing", "missing: {number}", number=len(missing)),
        [Item(name=name, observed=gone) for name in missing],
    )
