"""Support of Windows on the server

What: Whether Microsoft still supports, on the day of this judgement, the Windows of each server meant to run the
    target. Extended Security Updates are named where there are any, and do not count as support.
Why: Windows cannot be upgraded in place once Exchange is on it, so the server lives as long as its Windows: an end
    that is near or past means another server and another move of every mailbox.
Fix: Install the newest Windows Server the target is supported on. To look:
        Get-WmiObject Win32_OperatingSystem | Select-Object Caption, Version
"""

from datetime import date

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.knowledge import lifecycle
from checks.wording import Text, say
from scanner.inventory.model import OperatingSystem
from scanner.inventory.names import newer_than_known_windows, windows_server_name


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set: the days are those of the rule book's table of lifecycles."""


def requires(need: Need) -> Text:
    return say("server-windows-support.expected", "a Windows Server in support")


@check(
    id="server-windows-support",
    subject="candidate",
    reads=("operating_system", "as_of"),
    need=Need,
    requires=requires,
)
def judge(need: Need, operating_system: OperatingSystem, as_of: date) -> Verdict:
    version = operating_system.version
    if operating_system.family != "windows" or operating_system.server is False:
        return not_applicable(
            say(
                "server-windows-support.no-server",
                "{name} is no Windows Server",
                name=operating_system.name or operating_system.family,
            )
        )
    if version is None or operating_system.server is None:
        return unknown(say("server-windows-support.unstated", "the Windows version is not known"))
    release = windows_server_name(version)
    if release is None:
        return unknown(
            say("windows.newer", "version {version} is newer than this rule book", version=version)
            if newer_than_known_windows(version)
            else say("windows.unknown", "{version} is no Windows Server version", version=version)
        )
    days = lifecycle.windows_server(release)
    if days is None or days.extended_end is None or days.confidence == "low":
        return unknown(
            say(
                "server-windows-support.unlisted",
                "when the support of {release} ends is not surely known to this rule book",
                release=release,
            )
        )
    return _judged(release, days, days.extended_end.isoformat(), as_of)


def _judged(release: str, days: lifecycle.Lifecycle, ends: str, as_of: date) -> Verdict:
    if days.phase(as_of) != "ended":
        return met(
            say(
                "server-windows-support.until",
                "{release}, in support until {ends:date}",
                release=release,
                ends=ends,
            )
        )
    if days.esu_end is None:
        return unmet(
            say(
                "server-windows-support.ended",
                "{release}, support ended on {ends:date}",
                release=release,
                ends=ends,
            )
        )
    if days.has_esu(as_of):
        return unmet(
            say(
                "server-windows-support.extended-security-updates",
                "{release}, support ended on {ends:date}; Extended Security Updates, which are no support, can be "
                "bought until {esu:date}",
                release=release,
                ends=ends,
                esu=days.esu_end,
            )
        )
    return unmet(
        say(
            "server-windows-support.after-extended-security-updates",
            "{release}, support ended on {ends:date} and Extended Security Updates with {esu:date}",
            release=release,
            ends=ends,
            esu=days.esu_end,
        )
    )
