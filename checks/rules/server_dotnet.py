""".NET Framework of the server

What: The .NET Framework of each server meant to run the target, against those its release works with on that
    Windows, the newest ones included.
Why: Setup stops where it is too old. One that is newer than listed was not tested: services fail in ways that are
    hard to find, and an update of .NET that Windows Update brings along is the usual way to get there.
Fix: Read first; the numbers are explained by Microsoft under "Determine which .NET Framework versions are
    installed":
        (Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full').Release
    Install the listed version before Setup, restart, and hold back a newer one in your update management. Newer
    ones are removed as a Windows update, which brings the one before back.
"""

from checks.check import Requirement, Verdict, check
from checks.dotnet import judged
from checks.knowledge import dotnet_support
from checks.wording import Text, say
from scanner.inventory.model import OperatingSystem, Software
from scanner.inventory.names import product_of


class Need(Requirement, frozen=True, kw_only=True):
    """`build` is that of the release to be installed; `listed`: a newer framework than listed does not do."""

    build: str
    listed: bool


def requires(need: Need) -> Text:
    rows = dotnet_support.every_row(product_of(need.build) or "")
    newest = [row for row in rows if row.from_build == rows[-1].from_build]
    by_windows = [
        say("server-dotnet.on-windows", "{versions} ({windows})", versions=row.versions, windows=row.windows)
        if row.windows
        else say("server-dotnet.any-windows", "{versions}", versions=row.versions)
        for row in newest
    ]
    if need.listed:
        return say("server-dotnet.listed", ".NET Framework {versions}", versions=by_windows)
    return say(
        "server-dotnet.oldest",
        ".NET Framework {oldest} or later of its generation",
        oldest=newest[0].versions[0],
    )


@check(
    id="server-dotnet",
    subject="candidate",
    reads=("software", "operating_system"),
    need=Need,
    requires=requires,
)
def judge(need: Need, software: Software, operating_system: OperatingSystem) -> Verdict:
    return judged(need.build, software, operating_system, newer_too=need.listed)
