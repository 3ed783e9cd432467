"""Exchange versions that are present

What: Version and build of each Exchange server of the organisation, Edge servers included, against the versions the
    target can share an organisation with.
Why: Setup of a new version looks at every Exchange server in the directory. It refuses an organisation with a version
    that is too old, or with one server below the minimum build. A version without coexistence must be gone, every
    mailbox, public folder and connector moved, before the target comes in.
Fix: Read first, in the Exchange Management Shell:
        Get-ExchangeServer | Sort-Object Name | Format-Table Name, ServerRole, AdminDisplayVersion
        Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo.FileVersion }
    The second line, on each server, gives the exact build that update rollups change. Bring servers below the minimum
    up to it, Edge servers too, and subscribe Edge servers anew afterwards. Where a version cannot stay, migrate to a
    version in between first and uninstall the old servers; never delete their objects by hand.
"""

from checks.check import Requirement, Verdict, check, met_if, unknown, unmet
from checks.installed import named
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, InstalledExchange
from scanner.inventory.names import (
    PRODUCTS_WITH_ROLLUPS,
    is_edge,
    product_of,
    product_rank,
    same_service_pack,
    version_tuple,
)


class Allowed(Requirement, frozen=True, kw_only=True):
    """A version that may be present; `minimum` is a build, `named` what people call it."""

    minimum: str | None = None
    named: str | None = None


class Need(Requirement, frozen=True, kw_only=True):
    """Allowed versions by short product name; `product` is that of the target itself."""

    product: str
    allowed: dict[str, Allowed]


def requires(need: Need) -> Text:
    versions = [
        say("coexistence.from", "{product} ({named} or later)", product=product, named=rule.named)
        if rule.named
        else product
        for product, rule in need.allowed.items()
    ]
    return say("coexistence.expected", "no Exchange version but {versions}", versions=versions)


@check(
    id="coexistence",
    subject="exchange-server",
    reads=("exchange_server",),
    uses=("exchange",),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, exchange: InstalledExchange | None) -> Verdict:
    exact = exchange.build if exchange is not None else None
    build = exact or exchange_server.build
    if build is None:
        return unknown(say("coexistence.no-build", "the directory does not state the version of this server"))
    product = product_of(build)
    observed = say(
        "coexistence.observed",
        "Exchange {product}, build {build}",
        product=product or "?",
        build=named(build, exact is not None),
    )
    if product is None:
        return unknown(
            say(
                "coexistence.unlisted",
                "build {build} belongs to no Exchange version in this rule book, so it may be a newer one",
                build=build,
            )
        )
    stamp = exchange_server.build
    if exact is not None and stamp is not None and product_of(stamp) != product:
        return unknown(
            say(
                "coexistence.contradiction",
                "the directory says build {stamp} and the machine says {build}, which are different versions",
                stamp=stamp,
                build=build,
            )
        )
    rule = need.allowed.get(product)
    if rule is None and product_rank(product) > product_rank(need.product):
        return unknown(
            say(
                "coexistence.later-version",
                "Exchange {product} is later than the target; whether the target can still be added is not in this "
                "rule book",
                product=product,
            )
        )
    if rule is None:
        return unmet(observed)
    if rule.minimum is None or _at_least(build, rule.minimum):
        return met_if(True, observed)
    if exact is None and _stamp_may_lag(exchange_server, build, rule.minimum, product):
        return unknown(
            say(
                "coexistence.stamp-only",
                "Exchange {product}; the directory says {build} and does not know later updates of this server",
                product=product,
                build=build,
            )
        )
    return unmet(observed)


def _stamp_may_lag(server: ExchangeServer, build: str, minimum: str, product: str) -> bool:
    """Rollups leave the stamp alone, and the stamp of an Edge server is that of the day it was subscribed."""
    if is_edge(server.roles):
        return True
    return product in PRODUCTS_WITH_ROLLUPS and same_service_pack(build, minimum)


def _at_least(build: str, minimum: str) -> bool:
    have, least = version_tuple(build), version_tuple(minimum)
    return have is not None and least is not None and have >= least
