"""Public folders of the old kind

What: Public folder databases (up to 2010), and whether modern public folders are already there.
Why: Versions since 2013 keep public folders in mailboxes. The old ones have to be migrated as a whole while a server
    with 2007 or 2010 still runs, and after every user of them has moved: users on old servers cannot see the new ones.
Fix: Read first, in the Exchange Management Shell of the old version:
        Get-PublicFolderDatabase | Format-Table Name, Server, PublicFolderHierarchy
        Get-PublicFolderStatistics -ResultSize Unlimited | Measure-Object TotalItemSize -Sum
        Get-PublicFolder \\ -Recurse -ResultSize Unlimited | Export-Clixml folders.xml
    Ask what is still used, delete the rest, then plan the batch migration to public folder mailboxes. Remove the
    databases only after it is complete and replicas are empty.
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Database, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("public-folder-databases.expected", "no public folder database")


@check(
    id="public-folder-databases",
    subject="organization",
    reads=("databases", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, databases: list[Database], organization: Organization) -> Verdict:
    old = [
        Item(
            name=each.name,
            observed=say("public-folder-databases.server", "on {server}", server=each.server or "?"),
        )
        for each in databases
        if each.kind == "public-folder"
    ]
    if old and organization.public_folder_mailbox is not None:
        return unmet(
            say(
                "public-folder-databases.begun",
                "databases: {number}, although modern public folders are there",
                number=len(old),
            ),
            old,
        )
    if old:
        return unmet(say("public-folder-databases.found", "databases: {number}", number=len(old)), old)
    if organization.public_folder_mailbox is not None:
        return met(say("public-folder-databases.modern", "modern public folders"))
    return met(say("public-folder-databases.none", "no public folders"))
