"""Pending restart

What: Whether Windows waits for a restart on each server meant to run the target.
Why: Setup stops: files that are replaced at the next start would overwrite those it installs.
Fix: Restart the server before Setup, and again if the mark comes back. Do not delete the marks by hand. To look:
        (Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager').PendingFileRenameOperations
        Test-Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending'
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Software


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("server-restart-pending.expected", "no restart is pending")


@check(id="server-restart-pending", subject="candidate", reads=("software",), need=Need, requires=requires)
def judge(need: Need, software: Software) -> Verdict:
    reasons = software.pending_restart
    if reasons is None:
        return unknown(say("server-restart-pending.unstated", "whether a restart is pending is not known"))
    if not reasons:
        return met(say("server-restart-pending.none", "none"))
    waiting = say("server-restart-pending.waits", "waits for a restart")
    return unmet(
        say("server-restart-pending.observed", "pending: {reasons}", reasons=reasons),
        [Item(name=reason, observed=waiting) for reason in reasons],
    )
