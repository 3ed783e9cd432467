"""Who makes the offline address books

What: Whether the server that makes an offline address book still exists (up to 2010), and whether one is the default.
Why: An offline address book whose server was deleted is never made again: Outlook in cached mode works with an old
    list of people, and new databases inherit the mistake.
Fix: Read first, in the Exchange Management Shell:
        Get-OfflineAddressBook | Format-List Name, Server, GeneratingMailbox, IsDefault, LastTouchedTime
    Make a new one, set it as the default and on the databases that name the broken one, then remove that:
        New-OfflineAddressBook NAME -AddressLists '\\Default Global Address List'
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.servers import server_named
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, OfflineAddressBook, Organization
from scanner.inventory.names import points_to_deleted


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("offline-address-books.expected", "each made by a living server or mailbox")


@check(
    id="offline-address-books",
    subject="organization",
    reads=("offline_address_books", "servers", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    offline_address_books: list[OfflineAddressBook],
    servers: list[ExchangeServer],
    organization: Organization,
) -> Verdict:
    wrong = [
        Item(name=each.name, observed=fault)
        for each in offline_address_books
        if (fault := _fault(each, servers)) is not None
    ]
    if wrong:
        return unmet(say("offline-address-books.found", "made by nobody: {number}", number=len(wrong)), wrong)
    return met(
        say("offline-address-books.fine", "in order: {number} of {number}", number=len(offline_address_books))
    )


def _fault(book: OfflineAddressBook, servers: list[ExchangeServer]) -> Text | None:
    if points_to_deleted(book.mailbox):
        return say(
            "offline-address-books.mailbox", "its mailbox {mailbox} is gone", mailbox=book.mailbox or ""
        )
    if book.mailbox is None and book.server is not None and server_named(book.server, servers) is None:
        return say("offline-address-books.server", "its server {server} is gone", server=book.server)
    return None
