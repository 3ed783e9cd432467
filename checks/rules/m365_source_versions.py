"""Exchange versions this migration moves mailboxes from

What: The Exchange version of every server that holds mailboxes, against those the migration is documented for.
Why: Each way into Microsoft 365 reaches the mailboxes by its own protocol. Staged migrations move mailboxes of 2003
    and 2007 only; hybrid moves need a service that came with 2010. A mailbox on another version stays behind.
Fix: Read first, in the Exchange Management Shell:
        Get-ExchangeServer | Sort-Object AdminDisplayVersion | Format-Table Name, ServerRole, AdminDisplayVersion
    Choose a migration that fits the versions, or move these mailboxes to a version it reaches first.
"""

from checks.check import Requirement, Verdict, check, met_if, not_applicable, unknown
from checks.installed import installed_on
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, InstalledExchange
from scanner.inventory.names import is_edge


class Need(Requirement, frozen=True, kw_only=True):
    """Short names of the versions that are reached."""

    products: list[str]


def requires(need: Need) -> Text:
    return say("m365-source-versions.expected", "Exchange {versions}", versions=need.products)


@check(
    id="m365-source-versions",
    subject="exchange-server",
    reads=("exchange_server",),
    uses=("exchange",),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, exchange: InstalledExchange | None) -> Verdict:
    if is_edge(exchange_server.roles):
        return not_applicable(say("m365-source-versions.edge", "an Edge server holds no mailboxes"))
    here = installed_on(exchange_server, exchange, version_only=True)
    if isinstance(here, Text):
        return unknown(here)
    observed = say("m365-source-versions.observed", "Exchange {product}", product=here.product)
    return met_if(here.product in need.products, observed)
