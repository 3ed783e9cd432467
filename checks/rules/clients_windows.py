"""Windows of the workstations

What: The Windows of the computers in the directory whose accounts are not disabled: whether an Outlook the target
    serves runs on it, and whether it speaks TLS 1.2. Not every computer has Outlook.
Why: A user on such a computer cannot be given an Outlook that reaches the mailbox once it has moved. Windows 7 and
    8 need an update and a setting before Outlook speaks TLS 1.2 on them.
Fix: Replace them, or give these users Outlook on the web with a current browser. Read first:
        Get-ADComputer -Filter 'Enabled -eq $true' -Properties OperatingSystem | Group-Object OperatingSystem
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.knowledge import client_windows
from checks.knowledge.client_windows import Workstation
from checks.names import outlook_text
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import ComputerCount
from scanner.inventory.names import version_tuple


class Need(Requirement, frozen=True, kw_only=True):
    """The oldest Outlook the target serves, as a version; how the names of workstations begin, and what names of
    servers hold."""

    outlook: str
    workstation: str
    server: str


def requires(need: Need) -> Text:
    return say(
        "clients-windows.expected",
        "a Windows for {outlook} that speaks the TLS of the target",
        outlook=outlook_text(need.outlook),
    )


@check(id="clients-windows", subject="organization", reads=("computers",), need=Need, requires=requires)
def judge(need: Need, computers: list[ComputerCount]) -> Verdict:
    inside = [each for each in computers if _is_workstation(need, each)]
    faults: dict[str, Text] = {}
    counts: dict[str, int] = {}
    unsure = 0
    for each in inside:
        row = client_windows.of_version(each.version) if each.version is not None else None
        if row is None:
            unsure += each.count
            continue
        fault = _fault(need, row)
        if fault is not None:
            faults[row.named] = fault
            counts[row.named] = counts.get(row.named, 0) + each.count
    total = sum(each.count for each in inside)
    if counts:
        return unmet(
            say(
                "clients-windows.old",
                "{number} of {all} {all:computer|computers} with a Windows that is too old: {names}",
                number=sum(counts.values()),
                all=total,
                names=[f"{count} × {name}" for name, count in counts.items()],
            ),
            [Item(name=f"{counts[name]} × {name}", observed=fault) for name, fault in faults.items()],
        )
    if unsure:
        return unknown(
            say(
                "clients-windows.unsure",
                "the Windows of {number} of {all} {all:computer|computers} is not known",
                number=unsure,
                all=total,
            )
        )
    return met(say("clients-windows.fine", "{all} {all:computer|computers}", all=total))


def _is_workstation(need: Need, each: ComputerCount) -> bool:
    name = (each.operating_system or "").casefold()
    return (
        each.enabled is not False
        and name.startswith(need.workstation.casefold())
        and need.server.casefold() not in name
    )


def _fault(need: Need, row: Workstation) -> Text | None:
    if (version_tuple(row.newest_outlook) or ()) < (version_tuple(need.outlook) or ()):
        return say("clients-windows.outlook", "no Outlook the target serves runs on it")
    if row.tls12 == "no":
        return say("clients-windows.no-tls", "it does not speak the TLS of the target")
    if row.tls12 == "update":
        return say(
            "clients-windows.tls-update", "it speaks the TLS of the target only with an update and a setting"
        )
    return None
