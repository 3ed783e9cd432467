"""Builds for calendars across both sides

What: The build of each server, against the lowest that can look up calendars, tips and photos on the other side on the
    day of this judgement.
Why: The application all organisations shared for this is blocked; only newer builds can use one of their own. Builds
    that speak Exchange Web Services to Exchange Online lose that too when it ends, and only Exchange Server
    Subscription Edition has something else. Moves of mailboxes and mail do not depend on it.
Fix: Read first, on each server in the Exchange Management Shell:
        Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo.FileVersion }
    Where the expectation names a build of the version, install that update on every server that holds mailboxes, then
    make the dedicated application. For versions it does not name there is none, and none will come: put a server of a
    version that is named beside them and move the mailboxes there first, or do without the calendars of the other side.
"""

from datetime import date

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.floor import Floor, in_force, reached
from checks.installed import installed_on
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, InstalledExchange


class Need(Requirement, frozen=True, kw_only=True):
    """What works from which day on."""

    floors: list[Floor]


def requires(need: Need) -> Text:
    steps = [
        say(
            "m365-rich-coexistence.step",
            "{day:date}: {product} {build}",
            day=floor.since.isoformat(),
            product=product,
            build=build,
        )
        for floor in need.floors
        for product, lowest in floor.builds.items()
        for build in lowest
    ]
    return say(
        "m365-rich-coexistence.expected", "the lowest builds, by the day they begin: {steps}", steps=steps
    )


@check(
    id="m365-rich-coexistence",
    subject="exchange-server",
    reads=("exchange_server", "as_of"),
    uses=("exchange",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, exchange_server: ExchangeServer, as_of: date, exchange: InstalledExchange | None
) -> Verdict:
    here = installed_on(exchange_server, exchange)
    if isinstance(here, Text):
        return unknown(here)
    if here.edge:
        return not_applicable(say("m365-rich-coexistence.edge", "an Edge server looks up no calendars"))
    observed = say(
        "m365-rich-coexistence.observed",
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
                "m365-rich-coexistence.stamp",
                "the directory says build {build} and knows no later updates of this server",
                build=here.build,
            )
        )
    return met(observed) if answer else unmet(observed)
