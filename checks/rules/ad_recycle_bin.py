"""Recycle Bin of Active Directory

What: Whether the Recycle Bin of the forest is enabled.
Why: A migration deletes and renames groups, accounts and old server objects. With the Recycle Bin a deleted object
    comes back with all it had; without it, only from a backup of a domain controller.
Fix: Read first:
        Get-ADOptionalFeature 'Recycle Bin Feature' | Format-List EnabledScopes, RequiredForestMode
    It needs the forest level of Windows Server 2008 R2 and cannot be switched off again:
        Enable-ADOptionalFeature 'Recycle Bin Feature' -Scope ForestOrConfigurationSet -Target FOREST
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import Forest


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("ad-recycle-bin.expected", "enabled")


@check(id="ad-recycle-bin", subject="forest", reads=("forest",), need=Need, requires=requires)
def judge(need: Need, forest: Forest) -> Verdict:
    if forest.recycle_bin is None:
        return unknown(say("ad-recycle-bin.unread", "whether it is enabled could not be read"))
    if forest.recycle_bin:
        return met(say("ad-recycle-bin.on", "enabled"))
    return unmet(say("ad-recycle-bin.off", "not enabled"))
