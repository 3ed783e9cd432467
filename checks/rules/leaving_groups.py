"""Groups a server that leaves expands

What: Distribution groups, dynamic ones too, whose expansion server is a server that has to be uninstalled.
Why: Mail to such a group waits in a queue once its expansion server is gone; nobody but the senders notices.
Fix: Read first, in the Exchange Management Shell:
        Get-DistributionGroup -ResultSize Unlimited | Where-Object ExpansionServer | Format-Table Name, ExpansionServer
        Get-DynamicDistributionGroup -ResultSize Unlimited | Format-Table Name, ExpansionServer
    Let any server expand them; a fixed one is hardly ever needed:
        Set-DistributionGroup NAME -ExpansionServer $null
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.people import called, unread
from checks.results import Item
from checks.servers import short, staying
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Short name of the target's version."""

    product: str


def requires(need: Need) -> Text:
    return say("leaving-groups.expected", "no group is expanded by it")


@check(
    id="leaving-groups",
    subject="exchange-server",
    reads=("exchange_server", "recipient_list"),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, recipient_list: RecipientList) -> Verdict:
    stays = staying(exchange_server, need.product)
    if stays is not None:
        return stays
    if (nothing := unread(recipient_list, "expansion_server")) is not None:
        return nothing
    name = short(exchange_server.name)
    held = [
        Item(
            name=called(each),
            observed=say("leaving-groups.group", "expanded by this server"),
        )
        for each in recipient_list.recipients
        if each.expansion_server is not None and short(each.expansion_server) == name
    ]
    if not held:
        return met(say("leaving-groups.none", "no group"))
    return unmet(say("leaving-groups.found", "groups: {number}", number=len(held)), held)
