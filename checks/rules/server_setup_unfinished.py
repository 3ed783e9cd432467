"""Unfinished Setup

What: Marks that an earlier Setup of Exchange left where it stopped, on each server meant to run the target.
Why: Setup goes on with what was begun and does nothing else; what was begun may be another version or another role.
Fix: Run the Setup that was begun, of the same cumulative update, until it ends; its log says why it stopped. Read
    first:
        Get-ChildItem HKLM:\\SOFTWARE\\Microsoft\\ExchangeServer\\v15 | Where-Object Property -contains Watermark
        Get-Content C:\\ExchangeSetupLogs\\ExchangeSetup.log | Select-Object -Last 50
    On a machine that was to be new it is often quicker to install Windows again.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import InstalledExchange


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("server-setup-unfinished.expected", "no Setup of Exchange was left unfinished")


@check(id="server-setup-unfinished", subject="candidate", reads=("exchange",), need=Need, requires=requires)
def judge(need: Need, exchange: InstalledExchange) -> Verdict:
    if exchange.roles is None:
        if exchange.build is None:
            return met(say("server-setup-unfinished.nothing", "there is no Exchange on it"))
        return unknown(say("server-setup-unfinished.unstated", "what Setup left behind is not known"))
    items = [
        Item(name=role.name, observed=say("server-setup-unfinished.mark", "{mark}", mark=role.watermark))
        for role in exchange.roles
        if role.watermark is not None
    ]
    if not items:
        return met(say("server-setup-unfinished.none", "none"))
    return unmet(
        say(
            "server-setup-unfinished.observed",
            "Setup stopped in: {roles}",
            roles=[item.name for item in items],
        ),
        items,
    )
