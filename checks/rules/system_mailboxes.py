"""System mailboxes

What: Arbitration, discovery and public folder mailboxes whose database is missing, deleted or not stated, or that state
    no home server.
Why: Setup of a cumulative update works with these mailboxes and stops half way when one has no database; so does
    whatever depends on them: approvals, audit logs, searches, offline address books, migration batches.
Fix: Read first, in the Exchange Management Shell; the second line is of Exchange 2013 and later:
        Get-Mailbox -Arbitration | Format-List Name, Database, ServerName, IsValid
        Get-Mailbox -PublicFolder | Format-Table Name, Database, IsRootPublicFolderMailbox
    Give each one a database that lives:
        Set-Mailbox NAME -Arbitration -Database DATABASE
    Where one is missing, run Setup /PrepareAD again, then Enable-Mailbox -Arbitration.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.people import called, unread
from checks.results import Item
from checks.servers import is_before, products
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Organization, Recipient, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Types of mailbox, and the first version that has them."""

    types: list[int]
    since: str


def requires(need: Need) -> Text:
    return say("system-mailboxes.expected", "each in a living database")


@check(
    id="system-mailboxes",
    subject="organization",
    reads=("recipient_list", "servers", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, recipient_list: RecipientList, servers: list[ExchangeServer], organization: Organization
) -> Verdict:
    present = products(servers)
    if present and all(is_before(version, need.since) for version in present):
        return not_applicable(say("system-mailboxes.before", "none on Exchange {versions}", versions=present))
    if (nothing := unread(recipient_list, "type_details", "place", "home_server")) is not None:
        return nothing
    system = [each for each in recipient_list.recipients if each.type_details in need.types]
    if not system:
        return unmet(say("system-mailboxes.none", "none was found"))
    wrong = [
        Item(name=called(each), observed=fault)
        for each in system
        if (fault := _fault(each, recipient_list)) is not None
    ]
    if wrong:
        return unmet(
            say(
                "system-mailboxes.found",
                "{number} of {all} without a living database or a server",
                number=len(wrong),
                all=len(system),
            ),
            wrong,
        )
    return met(say("system-mailboxes.fine", "in order: {number} of {number}", number=len(system)))


def _fault(mailbox: Recipient, everything: RecipientList) -> Text | None:
    if mailbox.place is None:
        return say("system-mailboxes.no-database", "no database")
    place = everything.places[mailbox.place]
    if place.deleted:
        return say("system-mailboxes.deleted", "its database {database} was deleted", database=place.database)
    return say("system-mailboxes.no-server", "no home server") if mailbox.home_server is None else None
