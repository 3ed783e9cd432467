"""Subscription of Edge servers

What: Edge servers, which have to be subscribed anew when servers of the target come in. Whether that was done is not in
    the directory.
Why: A mailbox server that is added to the site of an Edge subscription takes no part in it until the Edge server is
    subscribed again; and the version of an Edge server in the directory is that of the day it was subscribed. With the
    last old mailbox server of the site, the Edge server is orphaned and mail stops.
Fix: Read first, in the Exchange Management Shell of a mailbox server:
        Get-EdgeSubscription | Format-List Name, Site, Domain
        Test-EdgeSynchronization
    Update the Edge server to a version that may stand beside the target. When the new mailbox servers are in, on the
    Edge server and then on a mailbox server of the site:
        New-EdgeSubscription -FileName C:\\edge.xml
        New-EdgeSubscription -FileData ([IO.File]::ReadAllBytes('C:\\edge.xml')) -Site SITE
"""

from checks.check import Requirement, Verdict, check, not_applicable, unknown, unmet
from checks.servers import product
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer
from scanner.inventory.names import is_edge


class Need(Requirement, frozen=True, kw_only=True):
    """Short name of the target's version."""

    product: str


def requires(need: Need) -> Text:
    return say("edge-subscription.expected", "subscribed anew once the target's servers are in")


@check(
    id="edge-subscription", subject="exchange-server", reads=("exchange_server", "servers"), need=Need,
    requires=requires,
)  # fmt: skip
def judge(need: Need, exchange_server: ExchangeServer, servers: list[ExchangeServer]) -> Verdict:
    if not is_edge(exchange_server.roles):
        return not_applicable(say("edge-subscription.no-edge", "no Edge server"))
    newcomers = [each.name for each in servers if not is_edge(each.roles) and product(each) == need.product]
    if newcomers:
        return unknown(
            say(
                "edge-subscription.after",
                "the directory does not say whether it was subscribed again since {servers} came in",
                servers=newcomers,
            )
        )
    return unmet(
        say("edge-subscription.before", "subscribed with build {build}", build=exchange_server.build or "?")
    )
