"""Ready for Extended Protection

What: Whether each Exchange server of the organisation can stand beside servers with Extended Protection: by its
    build, by its NTLM level, and by what its virtual directories already demand.
Why: Setup of the target switches Extended Protection on. Servers before the update that brought it cannot proxy to
    such a server, and NTLM before version 2 cannot carry it; clients are asked for their password again and again.
Fix: Install the newest security update, set LmCompatibilityLevel to 3 or more everywhere, clients included.
    Microsoft's script checks without changing anything:
        .\\ExchangeExtendedProtectionManagement.ps1 -PrerequisitesCheckOnly
        .\\ExchangeExtendedProtectionManagement.ps1 -ShowExtendedProtection
    Where it cannot be done in time, install the target without it, with the switch /DoNotEnableEP.
"""

from datetime import date

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.installed import Installed, installed_on
from checks.patched import holds
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, ExtendedProtection, InstalledExchange, SecuritySettings


class Need(Requirement, frozen=True, kw_only=True):
    """Day of the update that brought it, the versions it was brought to, and values of LmCompatibilityLevel."""

    since: date
    products: list[str]
    minimum_level: int
    default_level: int


def requires(need: Need) -> Text:
    return say(
        "exchange-extended-protection.expected",
        "an update of {day:date} or later, LmCompatibilityLevel {level} or higher",
        day=need.since.isoformat(),
        level=need.minimum_level,
    )


@check(
    id="exchange-extended-protection",
    subject="exchange-server",
    reads=("exchange_server", "security"),
    uses=("exchange", "extended_protection"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    exchange_server: ExchangeServer,
    security: SecuritySettings,
    exchange: InstalledExchange | None,
    extended_protection: list[ExtendedProtection] | None,
) -> Verdict:
    here = installed_on(exchange_server, exchange)
    new_enough = None if isinstance(here, Text) else _new_enough(need, here)
    level = security.lm_compatibility if security.lm_compatibility is not None else need.default_level
    items = []
    if new_enough is False and isinstance(here, Installed):
        items.append(
            Item(
                name=f"Exchange {here.product}",
                observed=say(
                    "exchange-extended-protection.build", "build {build}, too old", build=here.named
                ),
            )
        )
        items += _demanding(exchange_server, extended_protection or [])
    if level < need.minimum_level:
        items.append(
            Item(
                name="LmCompatibilityLevel",
                observed=say("exchange-extended-protection.level", "{level:d}, too low", level=level),
                suggested=str(need.minimum_level),
            )
        )
    if items:
        texts = [
            say("exchange-extended-protection.item", "{name}: {seen}", name=item.name, seen=item.observed)
            for item in items
        ]
        return unmet(say("exchange-extended-protection.observed", "{faults}", faults=texts), items)
    if isinstance(here, Text):
        return unknown(here)
    if new_enough is None:
        return unknown(
            say(
                "exchange-extended-protection.unsure",
                "build {build} of the directory does not tell whether the update is installed",
                build=here.build,
            )
        )
    return met(say("exchange-extended-protection.fine", "build {build}", build=here.named))


def _new_enough(need: Need, here: Installed) -> bool | None:
    return holds(here, need.since) if here.product in need.products else False


def _demanding(server: ExchangeServer, found: list[ExtendedProtection]) -> list[Item]:
    """Virtual directories that demand what the server cannot do."""
    return [
        Item(
            name=each.directory,
            observed=say(
                "exchange-extended-protection.directory",
                "{setting}, which this server cannot do",
                setting=each.setting,
            ),
        )
        for each in found
        if each.server.casefold() == server.name.casefold() and each.setting not in (None, "None")
    ]
