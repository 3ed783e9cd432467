"""Groups a server that leaves expands

What: Distribution groups, dynamic ones too, whose expansion server is a server that has to be uninstalled.
Why: Mail to such a group waits in a queue once its expansion server is gone; nobody but the senders notices.
Fix: Read first, in the Exchange Management Shell:
        Get-DistributionGroup -ResultSize Unlimited | Where-Object { $_.ExpansionServer } | Format-Table Name, Exp*
        Get-DynamicDistributionGroup -ResultSize Unlimited | Format-Table Name, ExpansionServer
    Let any server expand them; a fixed one is hardly ever needed:
        Set-DistributionGroup NAME -ExpansionServer $null
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.once import once
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
    names = _expanded(recipient_list).get(short(exchange_server.name))
    if not names:
        return met(say("leaving-groups.none", "no group"))
    observed = say("leaving-groups.group", "expanded by this server")
    return unmet(
        say("leaving-groups.found", "groups: {number}", number=len(names)),
        [Item(name=name, observed=observed) for name in names],
    )


@once
def _expanded(people: RecipientList) -> dict[str, list[str]]:
    """Groups by the short name of the server that expands them: hundreds of servers ask."""
    groups: dict[str, list[str]] = {}
    for each in people.recipients:
        if each.expansion_server is not None:
            groups.setdefault(short(each.expansion_server), []).append(called(each))
    return groups
