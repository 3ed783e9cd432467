"""Mailboxes on a server that leaves

What: Mailboxes of every kind in the databases of a server that has to be uninstalled: of people, of the system, of
    public folders. Databases with a copy on a server that stays are not counted, nor are archives.
Why: Setup does not uninstall a server whose databases still hold mailboxes. Those nobody thinks of, such as
    arbitration, discovery and audit mailboxes, hold up more uninstalls than any others.
Fix: Read first, in the Exchange Management Shell of the newest version; 2007 knows neither -Arbitration nor -Archive:
        Get-Mailbox -Server SERVER -ResultSize Unlimited | Group-Object RecipientTypeDetails
        Get-Mailbox -Server SERVER -Arbitration
        Get-Mailbox -Server SERVER -Archive -ResultSize Unlimited
    Move the system mailboxes first, to the newest version, then the others in batches; leave the move requests until
    users have signed in, then remove them:
        New-MoveRequest MAILBOX -TargetDatabase DATABASE
"""

from collections.abc import Mapping

from checks.check import Requirement, Verdict, check, met, unmet
from checks.once import once
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
    counts = _by_database(recipients)
    for database in _by_holder(databases).get(short(exchange_server.name), ()):
        others = [server_named(name, servers) for name in _holders(database)]
        if any(other is not None and staying(other, need.product) is not None for other in others):
            continue
        number = sum(
            each.count
            for each in counts.get(database.name.casefold(), ())
            if _may_be_of(each, database) and each.type_details not in need.monitoring
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


@once
def _by_holder(databases: list[Database]) -> Mapping[str, list[Database]]:
    held: dict[str, list[Database]] = {}
    for database in databases:
        for holder in dict.fromkeys(_holders(database)):
            held.setdefault(holder, []).append(database)
    return held


@once
def _by_database(recipients: list[RecipientCount]) -> Mapping[str, list[RecipientCount]]:
    counts: dict[str, list[RecipientCount]] = {}
    for each in recipients:
        if each.database is not None:
            counts.setdefault(each.database.casefold(), []).append(each)
    return counts


def _holders(database: Database) -> list[str]:
    copies = [short(copy.server) for copy in database.copies]
    return copies or ([short(database.server)] if database.server is not None else [])


def _may_be_of(count: RecipientCount, database: Database) -> bool:
    """Up to 2007 two servers may each have a database of one name; the server is stated then."""
    return count.server is None or database.server is None or short(count.server) == short(database.server)
