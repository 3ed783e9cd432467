"""Builds Exchange Online takes mail from

What: The build of the servers that hand mail to Exchange Online in a hybrid, against the lowest it accepts on the day
    of this judgement. Servers beside a newer version do not hand it over themselves.
Why: Exchange Online first reports, then throttles, then refuses mail from a hybrid server that is out of support or far
    behind. After 90 days nothing gets through.
Fix: Read first, on each server in the Exchange Management Shell:
        Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo.FileVersion }
    In Exchange Online PowerShell, Get-OnPremServerReportInfo shows which servers are counted. Install the update, or
    put a server of a version in support in between. A tenant may ask for a delay of 90 days a year.
"""

from datetime import date

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.floor import Floor, in_force, reached
from checks.installed import installed_on
from checks.servers import stands_behind
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, InstalledExchange


class Need(Requirement, frozen=True, kw_only=True):
    """What is accepted from which day on."""

    floors: list[Floor]


def requires(need: Need) -> Text:
    latest = max(need.floors, key=lambda floor: floor.since)
    lowest = [f"{product} {build}" for product, builds in latest.builds.items() for build in builds]
    return say(
        "m365-mail-flow-floor.expected",
        "from {since:date} on: {builds} or later",
        since=latest.since.isoformat(),
        builds=lowest,
    )


@check(
    id="m365-mail-flow-floor",
    subject="exchange-server",
    reads=("exchange_server", "servers", "as_of"),
    uses=("exchange",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    exchange_server: ExchangeServer,
    servers: list[ExchangeServer],
    as_of: date,
    exchange: InstalledExchange | None,
) -> Verdict:
    here = installed_on(exchange_server, exchange)
    if isinstance(here, Text):
        return unknown(here)
    if stands_behind(exchange_server, servers):
        return not_applicable(say("m365-mail-flow-floor.behind", "a newer version hands the mail over"))
    observed = say(
        "m365-mail-flow-floor.observed",
        "Exchange {product}, build {build}",
        product=here.product,
        build=here.named,
    )
    floor = in_force(need.floors, as_of)
    if floor is None:
        return met(observed)
    answer = reached(here, floor)
    if answer is None:
        return unknown(
            say(
                "m365-mail-flow-floor.stamp",
                "the directory says build {build} and knows no later updates of this server",
                build=here.build,
            )
        )
    return met(observed) if answer else unmet(observed)
