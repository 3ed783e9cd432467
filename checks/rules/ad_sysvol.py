"""Replication of SYSVOL

What: Whether SYSVOL of each domain is replicated by DFS Replication, or still by the File Replication Service.
Why: A domain that still uses the File Replication Service accepts no domain controller with a Windows later than
    Server 2016. The controllers a modern Exchange wants cannot be added before the migration.
Fix: Read first, on a domain controller:
        dfsrmig /GetGlobalState
        dfsrmig /GetMigrationState
        repadmin /replsummary
    With healthy replication and the functional level of Windows Server 2008 or later, go one state at a time and wait
    until every controller has reached it; the last one cannot be undone:
        dfsrmig /SetGlobalState 1
        dfsrmig /SetGlobalState 2
        dfsrmig /SetGlobalState 3
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import DomainHead


class Need(Requirement, frozen=True, kw_only=True):
    """The state of the migration (msDFSR-Flags) that is its end."""

    migrated: int


def requires(need: Need) -> Text:
    return say("ad-sysvol.expected", "DFS Replication")


@check(id="ad-sysvol", subject="domain", reads=("head",), need=Need, requires=requires)
def judge(need: Need, head: DomainHead) -> Verdict:
    state, by_frs = head.sysvol_migration, head.sysvol_file_replication
    if state is not None and state >= need.migrated:
        return met(say("ad-sysvol.migrated", "DFS Replication, the migration is complete"))
    if by_frs is True:
        return unmet(say("ad-sysvol.frs", "the File Replication Service takes part"))
    if state is not None:
        return unmet(say("ad-sysvol.begun", "a migration was begun and stands at state {state}", state=state))
    if by_frs is False:
        return met(
            say(
                "ad-sysvol.always",
                "no File Replication Service, no migration: DFS Replication from the start",
            )
        )
    return unknown(say("ad-sysvol.unread", "how SYSVOL is replicated could not be read"))
