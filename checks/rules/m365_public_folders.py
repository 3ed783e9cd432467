"""Public folders are a project of their own

What: Whether the organisation has public folders: databases of them, or a mailbox with their hierarchy.
Why: No migration of mailboxes takes public folders along. They are moved afterwards, by scripts of their own, and until
    then people whose mailbox has moved reach them badly or not at all.
Fix: Read first, in the Exchange Management Shell:
        Get-PublicFolder -Recurse -ResultSize Unlimited | Measure-Object
        Get-PublicFolderStatistics -ResultSize Unlimited | Sort-Object TotalItemSize -Descending
    Delete what nobody uses; plan the batch migration to public folders or to Microsoft 365 groups after the mailboxes.
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.wording import Text, say
from scanner.inventory.model import Database, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("m365-public-folders.expected", "no public folders, or a plan for them")


@check(
    id="m365-public-folders",
    subject="organization",
    reads=("databases", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, databases: list[Database], organization: Organization) -> Verdict:
    if organization.public_folder_mailbox is not None:
        return unmet(say("m365-public-folders.mailbox", "public folders in mailboxes"))
    number = sum(database.kind == "public-folder" for database in databases)
    if number:
        return unmet(
            say("m365-public-folders.databases", "databases of public folders: {number}", number=number)
        )
    return met(say("m365-public-folders.none", "none"))
