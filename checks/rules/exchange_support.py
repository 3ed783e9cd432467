"""Support of the Exchange servers that are present

What: Whether Microsoft still supports the Exchange version of each server of the organisation on the day of this
    judgement. Extended Security Updates are named where there were any, and do not count as support.
Why: These servers carry the mail until the last mailbox has moved. Without support there are no security updates and
    no help when a move fails on the old side; Microsoft's own list for the target no longer counts them in.
Fix: Nothing brings an ended support back: keep the time of coexistence short, keep these servers away from the
    internet as far as mail allows, and move the mailboxes of exposed servers first. To see the versions, read-only:
        Get-ExchangeServer | Sort-Object AdminDisplayVersion | Format-Table Name, ServerRole, AdminDisplayVersion
"""

from datetime import date

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.installed import installed_on
from checks.knowledge import lifecycle
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, InstalledExchange


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set: the days are those of the rule book's table of lifecycles."""


def requires(need: Need) -> Text:
    return say("exchange-support.expected", "an Exchange version in support")


@check(
    id="exchange-support",
    subject="exchange-server",
    reads=("exchange_server", "as_of"),
    uses=("exchange",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, exchange_server: ExchangeServer, as_of: date, exchange: InstalledExchange | None
) -> Verdict:
    here = installed_on(exchange_server, exchange, version_only=True)
    if isinstance(here, Text):
        return unknown(here)
    product = here.product
    days = lifecycle.exchange(product)
    if days is None or days.confidence == "low":
        return unknown(
            say(
                "exchange-support.unlisted",
                "when the support of Exchange {product} ends is not surely known to this rule book",
                product=product,
            )
        )
    if days.extended_end is None:
        return met(
            say(
                "exchange-support.open",
                "Exchange {product}, no end of support is set (Modern Lifecycle Policy)",
                product=product,
            )
        )
    ends = days.extended_end.isoformat()
    if days.phase(as_of) != "ended":
        return met(
            say(
                "exchange-support.until",
                "Exchange {product}, in support until {ends:date}",
                product=product,
                ends=ends,
            )
        )
    if days.esu_end is None:
        return unmet(
            say(
                "exchange-support.ended",
                "Exchange {product}, support ended on {ends:date}",
                product=product,
                ends=ends,
            )
        )
    if days.has_esu(as_of):
        return unmet(
            say(
                "exchange-support.extended-security-updates",
                "Exchange {product}, support ended on {ends:date}; enrolled customers get Extended Security Updates, "
                "which are no support, until {esu:date}",
                product=product,
                ends=ends,
                esu=days.esu_end,
            )
        )
    return unmet(
        say(
            "exchange-support.after-extended-security-updates",
            "Exchange {product}, support ended on {ends:date}; Extended Security Updates for enrolled customers ended "
            "in {esu:date}",
            product=product,
            ends=ends,
            esu=days.esu_end,
        )
    )
