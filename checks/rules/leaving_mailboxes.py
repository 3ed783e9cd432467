"""Mailboxes on a server that leaves

What: Mailboxes of every kind in the databases of a server that has to be uninstalled: of people, of the system, of
    public folders. Databases with a copy on a server that stays are not counted, nor are archives.
Why: Setup does not uninstall a server whose databases still hold mailboxes. Those nobody thinks of, such as
    arbitration, discovery and audit mailboxes, hold up more uninstalls than any others.
Fix: Read first, in the Exchange Management Shell:
        Get-Mailbox -Server SERVER -ResultSize Unlimited | Group-Object RecipientTypeDetails
        Get-Mailbox -Server SERVER -Arbitration
        Get-Mailbox -Server SERVER -Archive -ResultSize Unlimited
    Move the system mailboxes first, to the newest version, then the others in batches; leave the move requests until
    users have signed in, then remove them:
        New-MoveRequest MAILBOX -TargetDatabase DATABASE
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.servers import server_named, short, staying
from checks.wording import Text, say
from scanner.inventory.model import Database, ExchangeServer, RecipientCount


class Need(Requirement, frozen=True, kw_only=True):
    """Short name of the target's version; `monitoring` are types of mailbox that Exchange makes and drops itself."""

    product: str
    monitoring: list[int]


def requires(need: Need) -> Text:
    return say("leaving-mailboxes.expected", "no mailbox in its databases")


@check(
    id="leaving-mailboxes",
    subject="exchange-server",
    reads=("exchange_server", "servers", "databases", "recipients"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    exchange_server: ExchangeServer,
    servers: list[ExchangeServer],
    databases: list[Database],
    recipients: list[RecipientCount],
) -> Verdict:
    stays = staying(exchange_server, need.product)
    if stays is not None:
        return stays
    held = []
    for database in databases:
        if short(exchange_server.name) not in _holders(database):
            continue
        others = [server_named(name, servers) for name in _holders(database)]
        if any(other is not None and staying(other, need.product) is not None for other in others):
            continue
        number = sum(
            each.count
            for each in recipients
            if _lies_in(each, database) and each.type_details not in need.monitoring
        )
        if number:
            observed = say("leaving-mailboxes.database", "mailboxes: {number}", number=number)
            held.append((number, Item(name=database.name, observed=observed)))
    if not held:
        return met(say("leaving-mailboxes.none", "no mailbox in its databases"))
    return unmet(
        say(
            "leaving-mailboxes.found",
            "mailboxes: {number}; databases: {databases}",
            number=sum(number for number, _ in held),
            databases=len(held),
        ),
        [item for _, item in held],
    )


def _holders(database: Database) -> list[str]:
    copies = [short(copy.server) for copy in database.copies]
    return copies or ([short(database.server)] if database.server is not None else [])


def _lies_in(count: RecipientCount, database: Database) -> bool:
    """Up to 2007 two servers may each have a database of one name; the server is stated then."""
    if count.database is None or count.database.casefold() != database.name.casefold():
        return False
    return count.server is None or database.server is None or short(count.server) == short(database.server)
