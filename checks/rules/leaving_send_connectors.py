"""Send connectors of a server that leaves

What: Send connectors that name the server as a source, for each server of a version that has to be uninstalled.
Why: Mail over a connector stops when its last source server is gone, and a connector that keeps a deleted server
    among its sources cannot be edited cleanly afterwards.
Fix: Read first, in the Exchange Management Shell:
        Get-SendConnector | Format-List Name, AddressSpaces, SourceTransportServers
    When the new servers may send (firewall, smart host, reverse name), put them in and take the old one out:
        Set-SendConnector NAME -SourceTransportServers NEW1, NEW2
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.results import Item
from checks.servers import short, staying
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, SendConnector
from scanner.inventory.names import is_edge


class Need(Requirement, frozen=True, kw_only=True):
    """Short name of the target's version."""

    product: str


def requires(need: Need) -> Text:
    return say("leaving-send-connectors.expected", "no send connector names it as a source")


@check(
    id="leaving-send-connectors",
    subject="exchange-server",
    reads=("exchange_server", "send_connectors"),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, send_connectors: list[SendConnector]) -> Verdict:
    if is_edge(exchange_server.roles):
        return not_applicable(
            say("leaving-send-connectors.edge", "the connectors of an Edge server go with its subscription")
        )
    stays = staying(exchange_server, need.product)
    if stays is not None:
        return stays
    name = short(exchange_server.name)
    held = [
        Item(
            name=each.name,
            observed=say("leaving-send-connectors.sources", "sources: {names}", names=each.source_servers),
        )
        for each in send_connectors
        if name in map(short, each.source_servers)
    ]
    if not held:
        return met(say("leaving-send-connectors.none", "none of {number}", number=len(send_connectors)))
    return unmet(
        say(
            "leaving-send-connectors.found",
            "source of {number} of {all}",
            number=len(held),
            all=len(send_connectors),
        ),
        held,
    )
