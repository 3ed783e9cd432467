"""Availability group of a server that leaves

What: Whether a server that has to be uninstalled still belongs to a database availability group or holds copies of
    databases that have others.
Why: A member cannot be uninstalled, and a group of old servers cannot take the target as a member: all servers of a
    group run one version of Exchange. A new group has to be built beside the old one.
Fix: Read first, in the Exchange Management Shell:
        Get-DatabaseAvailabilityGroup | Format-List Name, Servers, WitnessServer
        Get-MailboxDatabaseCopyStatus -Server SERVER | Format-Table Name, Status
    Build a group of new servers, move the mailboxes, remove the copies, then the member:
        Remove-MailboxDatabaseCopy 'DATABASE\\SERVER'
        Remove-DatabaseAvailabilityGroupServer -Identity DAG -MailboxServer SERVER
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.servers import short, staying
from checks.wording import Text, say
from scanner.inventory.model import Database, ExchangeServer


class Need(Requirement, frozen=True, kw_only=True):
    """Short name of the target's version."""

    product: str


def requires(need: Need) -> Text:
    return say("leaving-availability-group.expected", "in no availability group")


@check(
    id="leaving-availability-group",
    subject="exchange-server",
    reads=("exchange_server", "databases"),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, databases: list[Database]) -> Verdict:
    stays = staying(exchange_server, need.product)
    if stays is not None:
        return stays
    name = short(exchange_server.name)
    copies = [
        Item(name=each.name, observed=say("leaving-availability-group.copy", "a copy of several"))
        for each in databases
        if len(each.copies) > 1 and name in [short(copy.server) for copy in each.copies]
    ]
    if exchange_server.dag is not None:
        return unmet(
            say(
                "leaving-availability-group.member",
                "member of {dag}; databases with other copies: {number}",
                dag=exchange_server.dag,
                number=len(copies),
            ),
            copies,
        )
    if copies:
        return unmet(
            say(
                "leaving-availability-group.copies",
                "databases with other copies: {number}",
                number=len(copies),
            ),
            copies,
        )
    return met(say("leaving-availability-group.none", "in none"))
