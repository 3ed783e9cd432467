"""Mail objects without public folders

What: Objects of mail-enabled public folders in the directory of an organisation that has no public folders any more.
    Where there are public folders, the directory does not say which folder an object belongs to.
Why: Such objects are left over from folders that are gone. Their addresses cannot be given to anybody else, mail to
    them bounces, and they stop the migration of public folders that are made later.
Fix: Read first, in the Exchange Management Shell:
        Get-MailPublicFolder -ResultSize Unlimited | Format-Table Name, PrimarySmtpAddress, WhenCreated
    Microsoft's script tells which of them belong to no folder:
        SourceSideValidations.ps1
    Delete the objects of folders that are gone from the container Microsoft Exchange System Objects.
"""

from checks.check import Requirement, Verdict, check, not_applicable, unknown, unmet
from checks.identities import PUBLIC_FOLDER
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Database, Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("public-folder-objects.expected", "each of a folder that is there")


@check(
    id="public-folder-objects",
    subject="organization",
    reads=("recipient_list", "databases", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, recipient_list: RecipientList, databases: list[Database], organization: Organization
) -> Verdict:
    if (nothing := unread(recipient_list, "mail")) is not None:
        return nothing
    objects = [each for each in recipient_list.recipients if each.classes == PUBLIC_FOLDER]
    if not objects and recipient_list.hidden:
        return unknown(
            say(
                "public-folder-objects.hidden",
                "this account may not look where they are stored in {domains}",
                domains=recipient_list.hidden,
            )
        )
    if not objects:
        return not_applicable(say("public-folder-objects.none", "none"))
    if organization.public_folder_mailbox is not None or any(
        each.kind == "public-folder" for each in databases
    ):
        return unknown(
            say(
                "public-folder-objects.perhaps",
                "{number}; whether each has its folder is not in the directory",
                number=len(objects),
            )
        )
    return unmet(
        say("public-folder-objects.left", "{number}, and no public folders", number=len(objects)),
        [
            Item(
                name=called(each),
                observed=say(
                    "public-folder-objects.address", "{address}", address=each.mail or each.alias or "?"
                ),
            )
            for each in objects
        ],
    )
