"""Windows updates that Setup asks for

What: Single updates that some releases of Windows need before Exchange is installed, on each server meant to run
    the target. A build of Windows that is as new as the update holds it, whatever the list of updates says.
Why: Without them Setup stops, or services of Exchange fail later.
Fix: Install all current updates of Windows; the single update is only for machines that cannot get them. Read
    first:
        Get-HotFix | Sort-Object HotFixID | Select-Object HotFixID, InstalledOn
        (Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion').UBR
"""

from msgspec import Struct

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import OperatingSystem, Software
from scanner.inventory.names import windows_server_name


class Update(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An update, the Windows releases that need it, and the update revision of the build that holds it."""

    windows: list[str]
    revision: int | None = None


class Need(Requirement, frozen=True, kw_only=True):
    """Updates by their number, such as KB3206632."""

    updates: dict[str, Update]


def requires(need: Need) -> Text:
    return say(
        "server-windows-updates.expected",
        "installed: {updates}",
        updates=[
            f"{number} ({', '.join(update.windows)})" for number, update in sorted(need.updates.items())
        ],
    )


@check(
    id="server-windows-updates",
    subject="candidate",
    reads=("software", "operating_system"),
    need=Need,
    requires=requires,
)
def judge(need: Need, software: Software, operating_system: OperatingSystem) -> Verdict:
    if operating_system.version is None:
        return unknown(say("server-windows-updates.no-version", "the Windows version is not known"))
    windows = windows_server_name(operating_system.version)
    wanted = {number: update for number, update in need.updates.items() if windows in update.windows}
    if not wanted:
        return met(
            say(
                "server-windows-updates.none",
                "none is needed on {windows}",
                windows=windows or operating_system.version,
            )
        )
    answers = {
        number: _there(number, update, software, operating_system) for number, update in wanted.items()
    }
    missing = [number for number, answer in answers.items() if answer is False]
    if missing:
        absent = say("server-windows-updates.absent", "not among the installed updates")
        return unmet(
            say("server-windows-updates.missing", "not found: {numbers}", numbers=missing),
            [Item(name=number, observed=absent, suggested=number) for number in missing],
        )
    if None in answers.values():
        return unknown(say("server-windows-updates.unstated", "the installed updates are not known"))
    return met(say("server-windows-updates.fine", "there: {numbers}", numbers=list(wanted)))


def _there(number: str, update: Update, software: Software, system: OperatingSystem) -> bool | None:
    if update.revision is not None and system.revision is not None:
        return system.revision >= update.revision
    if software.updates is None:
        return None
    listed = number.casefold() in [each.casefold() for each in software.updates]
    # A build that does not state its revision may hold the update without naming it.
    return listed or (False if update.revision is None else None)
