"""Marks of a migration of public folders

What: Where public folder databases are still to be migrated: whether the organisation counts its public folders as
    locked for a migration, or a migration of them as complete.
Why: Both marks are left behind by an attempt before. With either of them set a new migration fails, and with both of
    them users are kept away from their folders.
Fix: Find out first what became of that attempt: whoever migrates twice loses what was written in between. Read first,
    in the Exchange Management Shell; the second line is of Exchange 2013 and later:
        Get-OrganizationConfig | Format-List PublicFoldersLockedForMigration, PublicFolderMigrationComplete
        Get-PublicFolderMigrationRequest
    Take the marks away when it was given up.
        Set-OrganizationConfig -PublicFoldersLockedForMigration:$false -PublicFolderMigrationComplete:$false
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import Database, OrganizationSettings

_OLD = "public-folder"


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("public-folder-migration.expected", "neither locked nor complete")


@check(
    id="public-folder-migration",
    subject="organization",
    reads=("databases",),
    uses=("organization_settings",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, databases: list[Database], organization_settings: OrganizationSettings | None
) -> Verdict:
    if not any(each.kind == _OLD for each in databases):
        return not_applicable(say("public-folder-migration.none", "no public folder database is left"))
    if organization_settings is None:
        return unknown(
            say("public-folder-migration.unread", "the settings of the organisation were not read")
        )
    locked, complete = (
        organization_settings.public_folders_locked,
        organization_settings.public_folders_migrated,
    )
    if complete:
        return unmet(say("public-folder-migration.complete", "a migration counts as complete"))
    if locked:
        return unmet(say("public-folder-migration.locked", "locked for a migration"))
    if locked is None or complete is None:
        return unknown(say("public-folder-migration.unstated", "these servers do not state it"))
    return met(say("public-folder-migration.free", "neither"))
