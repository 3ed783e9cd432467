"""Known vulnerabilities of the Exchange servers

What: Vulnerabilities whose fix each Exchange server of the organisation does not hold, by its build. They are those
    a public table of Microsoft's support names; an update may close more.
Why: Servers that face the internet are attacked through known holes within days. A migration that takes months is
    no time to leave them open, and the attacker comes along to the new servers.
Fix: Install the newest security update of a supported cumulative update now, before the migration. Read first:
        Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo.FileVersion }
    A server out of support gets none: keep it away from the internet, and look for signs of an attack before its
    mailboxes move.
"""

from functools import cache

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.installed import Installed, installed_on
from checks.knowledge import vulnerabilities
from checks.knowledge.vulnerabilities import Vulnerability
from checks.patched import holds
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, InstalledExchange


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set: the vulnerabilities are those of the rule book's table."""


def requires(need: Need) -> Text:
    return say(
        "exchange-vulnerabilities.expected",
        "no vulnerability this rule book knows; its newest was closed on {day:date}",
        day=vulnerabilities.newest_day().isoformat(),
    )


@check(
    id="exchange-vulnerabilities",
    subject="exchange-server",
    reads=("exchange_server",),
    uses=("exchange",),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, exchange: InstalledExchange | None) -> Verdict:
    here = installed_on(exchange_server, exchange)
    return unknown(here) if isinstance(here, Text) else _verdict(here)


@cache  # hundreds of servers have few builds between them
def _verdict(here: Installed) -> Verdict:
    known = vulnerabilities.of_product(here.product)
    if not known:
        return unknown(
            say(
                "exchange-vulnerabilities.no-table",
                "this rule book has no vulnerabilities of Exchange {product}",
                product=here.product,
            )
        )
    answers = [(each, holds(here, each.released)) for each in known]
    open_ = [_item(each) for each, answer in answers if answer is False]
    if open_:
        return unmet(
            say(
                "exchange-vulnerabilities.open",
                "build {build}: {number} open",
                build=here.named,
                number=len(open_),
            ),
            open_,
        )
    unsure = [_item(each) for each, answer in answers if answer is None]
    if unsure:
        return unknown(
            say(
                "exchange-vulnerabilities.unsure",
                "build {build} of the directory does not tell whether {number} {number:is|are} closed",
                build=here.build,
                number=len(unsure),
            ),
            unsure,
        )
    return met(say("exchange-vulnerabilities.none", "build {build}: none", build=here.named))


def _item(each: Vulnerability) -> Item:
    return Item(
        name=each.cve,
        observed=say(
            "exchange-vulnerabilities.closed",
            "closed on {day:date} by {update}",
            day=each.released.isoformat(),
            update=each.update,
        ),
        suggested=each.update,
    )
