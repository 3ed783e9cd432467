"""Services of the Exchange servers

What: The services of Exchange on each server of the organisation: none disabled, and those that start by themselves
    running.
Why: A cumulative update disables services while it works and puts them back as they were; one that somebody
    disabled breaks it. Moves need the replication service on both sides.
Fix: Start what stopped, after a look at the event log. Read first:
        Test-ServiceHealth -Server SERVER
        Get-Service MSExchange*, HostControllerService, FMS | Where-Object { $_.Status -ne 'Running' }
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Service


class Need(Requirement, frozen=True, kw_only=True):
    """How their names begin, and names of those that may be as they like."""

    names: list[str]
    free: list[str]


def requires(need: Need) -> Text:
    return say("exchange-services.expected", "no service of Exchange disabled, the automatic ones running")


@check(
    id="exchange-services",
    subject="exchange-server",
    reads=("services", "exchange_server"),
    need=Need,
    requires=requires,
)
def judge(need: Need, services: list[Service], exchange_server: ExchangeServer) -> Verdict:
    beginnings = tuple(name.casefold() for name in need.names)
    free = {name.casefold() for name in need.free}
    ours = [
        each
        for each in services
        if each.name.casefold().startswith(beginnings) and each.name.casefold() not in free
    ]
    if not ours:
        return unknown(say("exchange-services.none", "no service of Exchange was found"))
    wrong = [
        each
        for each in ours
        if each.start == "Disabled" or (each.start == "Auto" and each.state not in ("Running", None))
    ]
    if wrong:
        return unmet(
            say(
                "exchange-services.observed",
                "{number} of {all} disabled or not running: {names}",
                number=len(wrong),
                all=len(ours),
                names=[each.name for each in wrong],
            ),
            [
                Item(
                    name=each.name,
                    observed=say(
                        "exchange-services.service",
                        "{start}, {state}",
                        start=each.start or "?",
                        state=each.state or "?",
                    ),
                )
                for each in wrong
            ],
        )
    unsure = [
        each.name for each in ours if each.start is None or (each.start == "Auto" and each.state is None)
    ]
    if unsure:
        return unknown(say("exchange-services.unstated", "the state is not known of: {names}", names=unsure))
    return met(
        say("exchange-services.fine", "services as they should be: {number} of {number}", number=len(ours))
    )
