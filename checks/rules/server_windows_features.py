"""Windows features

What: The roles and features of Windows that the target needs on each server meant to run it, by its Windows, its
    kind of installation and its role.
Why: Setup stops where one is missing, unless it is told to install them itself.
Fix: Read first:
        Get-WindowsFeature | Where-Object { $_.Installed } | Select-Object Name
    Let Setup do it with /InstallWindowsComponents, or install the missing ones by their names (on
    Windows Server 2008 R2 with Add-WindowsFeature, after Import-Module ServerManager) and restart:
        Install-WindowsFeature NAME, NAME
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.knowledge import windows_features
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Candidate, OperatingSystem, Software
from scanner.inventory.names import newer_than_known_windows, windows_server_name


class Need(Requirement, frozen=True, kw_only=True):
    """`product` is the Exchange version of the target by short name: the features are those of the table."""

    product: str


def requires(need: Need) -> Text:
    return say(
        "server-windows-features.expected",
        "the Windows features Exchange {product} needs",
        product=need.product,
    )


@check(
    id="server-windows-features",
    subject="candidate",
    reads=("software", "operating_system", "candidate"),
    need=Need,
    requires=requires,
)
def judge(need: Need, software: Software, operating_system: OperatingSystem, candidate: Candidate) -> Verdict:
    version = operating_system.version
    if version is None:
        return unknown(say("server-windows-features.no-version", "the Windows version is not known"))
    if newer_than_known_windows(version):
        return unknown(
            say("windows.newer", "version {version} is newer than this rule book", version=version)
        )
    windows = windows_server_name(version) or version
    listed = windows_features.needed(need.product, windows, candidate.role)
    if not listed:
        return unknown(
            say(
                "server-windows-features.no-list",
                "this rule book has no list for Exchange {product}, role {role}, on {windows}",
                product=need.product,
                role=candidate.role,
                windows=windows,
            )
        )
    if software.features is None:
        return unknown(say("server-windows-features.unstated", "the installed features are not known"))
    there = {name.casefold() for name in software.features}
    missing = [row for row in listed if row.feature.casefold() not in there]
    sure = [row.feature for row in missing if row.installation in (None, operating_system.installation)]
    if sure:
        absent = say("server-windows-features.absent", "not installed")
        return unmet(
            say(
                "server-windows-features.missing",
                "{number} of {all} missing: {names}",
                number=len(sure),
                all=len(listed),
                names=sure,
            ),
            [Item(name=name, observed=absent, suggested=name) for name in sure],
        )
    if missing and operating_system.installation is None:
        return unknown(
            say(
                "server-windows-features.installation",
                "whether {names} are needed depends on the kind of installation, which is not known",
                names=[row.feature for row in missing],
            )
        )
    return met(
        say("server-windows-features.fine", "installed: {all} of {all}", all=len(listed) - len(missing))
    )
