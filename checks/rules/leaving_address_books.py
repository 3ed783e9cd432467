"""Offline address books of a server that leaves

What: Offline address books that a server which has to be uninstalled makes or hands out.
Why: The last server that makes an offline address book takes it along: Outlook in cached mode goes on with what it has,
    without new colleagues, and reports errors it cannot explain.
Fix: Read first, in the Exchange Management Shell:
        Get-OfflineAddressBook | Format-List Name, Server, GeneratingMailbox, VirtualDirectories, IsDefault
    Since 2013 an arbitration mailbox makes them. Make a new offline address book under the target, set it as the
    default and on the databases that name one, wait for a day of downloads, then remove the old one.
"""

from collections.abc import Mapping

from checks.check import Requirement, Verdict, check, met, unmet
from checks.once import once
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
    held = _by_server(offline_address_books).get(short(exchange_server.name), [])
    if not held:
        return met(say("leaving-address-books.none", "none of {number}", number=len(offline_address_books)))
    return unmet(
        say("leaving-address-books.found", "offline address books: {number}", number=len(held)), held
    )


@once
def _by_server(books: list[OfflineAddressBook]) -> Mapping[str, list[Item]]:
    """What depends on each server, by its short name."""
    found: dict[str, list[Item]] = {}
    for book in books:
        maker = short(book.server) if book.server is not None else None
        if maker is not None:
            observed = say("leaving-address-books.makes", "made by this server")
            found.setdefault(maker, []).append(Item(name=book.name, observed=observed))
        hands_out = {short(place.partition("/")[0]) for place in book.virtual_directories}
        if len(hands_out) == 1 and maker not in hands_out:
            observed = say("leaving-address-books.hands-out", "handed out by this server alone")
            found.setdefault(hands_out.pop(), []).append(Item(name=book.name, observed=observed))
    return found
