"""Offline address books of a server that leaves

What: Offline address books that a server which has to be uninstalled makes or hands out.
Why: The last server that makes an offline address book takes it along: Outlook in cached mode goes on with what it has,
    without new colleagues, and reports errors it cannot explain.
Fix: Read first, in the Exchange Management Shell:
        Get-OfflineAddressBook | Format-List Name, Server, GeneratingMailbox, VirtualDirectories, IsDefault
    Since 2013 an arbitration mailbox makes them. Make a new offline address book under the target, set it as the
    default and on the databases that name one, wait for a day of downloads, then remove the old one.
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.servers import short, staying
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, OfflineAddressBook


class Need(Requirement, frozen=True, kw_only=True):
    """Short name of the target's version."""

    product: str


def requires(need: Need) -> Text:
    return say("leaving-address-books.expected", "no offline address book depends on it")


@check(
    id="leaving-address-books",
    subject="exchange-server",
    reads=("exchange_server", "offline_address_books"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, exchange_server: ExchangeServer, offline_address_books: list[OfflineAddressBook]
) -> Verdict:
    stays = staying(exchange_server, need.product)
    if stays is not None:
        return stays
    name = short(exchange_server.name)
    held = [
        Item(name=each.name, observed=use)
        for each in offline_address_books
        if (use := _use(each, name)) is not None
    ]
    if not held:
        return met(say("leaving-address-books.none", "none of {number}", number=len(offline_address_books)))
    return unmet(
        say("leaving-address-books.found", "offline address books: {number}", number=len(held)), held
    )


def _use(book: OfflineAddressBook, name: str) -> Text | None:
    if book.server is not None and short(book.server) == name:
        return say("leaving-address-books.makes", "made by this server")
    others = [place for place in book.virtual_directories if short(place.partition("/")[0]) != name]
    if book.virtual_directories and not others:
        return say("leaving-address-books.hands-out", "handed out by this server alone")
    return None
