"""Exchange already on the server

What: Whether an Exchange, or its management tools alone, is already on each server meant to run the target.
Why: Two versions never share a machine. Only from one version to another is an upgrade in place possible at all;
    every other server needs a machine that never held Exchange.
Fix: Take another machine, or remove Exchange with its own Setup and install Windows again. Read first:
        Get-ChildItem HKLM:\\SOFTWARE\\Microsoft\\ExchangeServer\\v1* | Select-Object Name
"""

from checks.check import Requirement, Verdict, check, met, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import InstalledExchange
from scanner.inventory.names import product_of


class Need(Requirement, frozen=True, kw_only=True):
    """Versions the target's Setup upgrades where they stand, by short name; its own is one of them."""

    upgrades: list[str]


def requires(need: Need) -> Text:
    return say("server-exchange-installed.expected", "no Exchange but {versions}", versions=need.upgrades)


@check(id="server-exchange-installed", subject="candidate", reads=("exchange",), need=Need, requires=requires)
def judge(need: Need, exchange: InstalledExchange) -> Verdict:
    if exchange.build is None:
        return met(say("server-exchange-installed.none", "none"))
    product = product_of(exchange.build)
    if product is None:
        return unknown(
            say(
                "server-exchange-installed.unlisted",
                "build {build} belongs to no Exchange version in this rule book",
                build=exchange.build,
            )
        )
    roles = [role.name for role in exchange.roles or ()]
    observed = say(
        "server-exchange-installed.observed",
        "Exchange {product}, build {build}: {roles}",
        product=product,
        build=exchange.build,
        roles=roles or [say("server-exchange-installed.no-roles", "roles unknown")],
    )
    return met_if(product in need.upgrades, observed)
