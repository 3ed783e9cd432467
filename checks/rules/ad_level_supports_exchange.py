"""Forest level and the Exchange versions present

What: The highest forest functional level the Exchange version of each server works with, against the level the forest
    has and the level the target needs. Edge servers do not use the directory and are left out.
Why: This is the trap on the way up: the target asks for a higher level, the level cannot be lowered again, and the
    version that still holds the mailboxes may not work with it. Then the level may be raised only after the last
    server of that version is gone, and the target can come in only after the level was raised.
Fix: Read first, and raise nothing before every version still present is known to work with the new level:
        Get-ADForest | Select-Object ForestMode
        Get-ExchangeServer | Sort-Object AdminDisplayVersion | Format-Table Name, AdminDisplayVersion
        Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo.FileVersion }
    The last line, on each server, gives the build that update rollups change. Install the update that is named, or
    migrate to a version in between, uninstall the old servers, raise the level, and go on to the target.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.installed import Installed, installed_on
from checks.knowledge.support_matrix import Support, supports
from checks.names import level_text
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Forest, InstalledExchange
from scanner.inventory.names import FUNCTIONAL_LEVELS, is_edge


class Need(Requirement, frozen=True, kw_only=True):
    """The lowest level Setup of the target accepts, as a number; the same as in ad-forest-level."""

    needed: int


def requires(need: Need) -> Text:
    return say(
        "ad-level-supports-exchange.expected",
        "an Exchange version that works with the present forest level, and with {needed}, which this target needs",
        needed=level_text(need.needed),
    )


@check(
    id="ad-level-supports-exchange",
    subject="exchange-server",
    reads=("exchange_server", "forest"),
    uses=("exchange",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, exchange_server: ExchangeServer, forest: Forest, exchange: InstalledExchange | None
) -> Verdict:
    if is_edge(exchange_server.roles):
        return not_applicable(
            say("ad-level-supports-exchange.edge", "an Edge server does not use Active Directory")
        )
    here, level = installed_on(exchange_server, exchange), forest.functional_level
    if isinstance(here, Text):
        return unknown(here)
    if level is None:
        return unknown(
            say("ad-level-supports-exchange.unstated", "the directory did not state the forest level")
        )
    if level not in FUNCTIONAL_LEVELS:
        return unknown(
            say(
                "ad-level-supports-exchange.unlisted",
                "forest level {level} is newer than this rule book",
                level=level,
            )
        )
    wanted = FUNCTIONAL_LEVELS[max(level, need.needed)]
    support = supports("forest-level", wanted, here.build, here.exact)
    if support.answer == "unknown":
        return unknown(_open(here, support, wanted, raising=level < need.needed))
    if level >= need.needed:
        return _as_it_is(here, support, wanted)
    return _to_be_raised(here, support, FUNCTIONAL_LEVELS[level], wanted)


def _as_it_is(here: Installed, support: Support, level: str) -> Verdict:
    """The forest already has the level the target needs."""
    if support.answer == "yes":
        return met(
            say(
                "ad-level-supports-exchange.works",
                "Exchange {product} works with forest levels up to {supported}; the forest is at {level}",
                product=here.product,
                supported=support.newest or "?",
                level=level,
            )
        )
    if support.update is not None:
        return unmet(
            say(
                "ad-level-supports-exchange.beyond-this-build",
                "the forest is at {level}, which Exchange {product} works with from {named} on; this server has build "
                "{build}",
                level=level,
                product=here.product,
                named=support.update.named,
                build=here.named,
            )
        )
    return unmet(
        say(
            "ad-level-supports-exchange.beyond",
            "the forest is at {level}, and Exchange {product} works with levels up to {supported}",
            level=level,
            product=here.product,
            supported=support.at_most or "?",
        )
    )


def _to_be_raised(here: Installed, support: Support, level: str, needed: str) -> Verdict:
    """The target needs a higher level than the forest has."""
    if support.answer == "yes":
        return met(
            say(
                "ad-level-supports-exchange.can-be-raised",
                "Exchange {product} works with forest levels up to {supported}: as far as this server goes, the level "
                "may be raised from {level} to {needed}",
                product=here.product,
                supported=support.newest or "?",
                level=level,
                needed=needed,
            )
        )
    if support.update is not None:
        return unmet(
            say(
                "ad-level-supports-exchange.update-first",
                "this target needs {needed}, which Exchange {product} works with from {named} on; this server has "
                "build {build}: update it before the level is raised",
                needed=needed,
                product=here.product,
                named=support.update.named,
                build=here.named,
            )
        )
    return unmet(
        say(
            "ad-level-supports-exchange.order",
            "Exchange {product} works with forest levels up to {supported} and this target needs {needed}: raise the "
            "level only after the last Exchange {product} server is gone, which makes a target in between necessary",
            product=here.product,
            supported=support.at_most or "?",
            needed=needed,
        )
    )


def _open(here: Installed, support: Support, wanted: str, raising: bool) -> Text:
    """Why it cannot be told whether the version works with a level."""
    if support.hidden is not None:
        return say(
            "ad-level-supports-exchange.rollup",
            "Exchange {product} works with the level {wanted} from {named} on; the directory does not say which update "
            "rollup this server has",
            product=here.product,
            wanted=wanted,
            named=support.hidden.named,
        )
    if support.newest is not None and raising:
        return say(
            "ad-level-supports-exchange.doubtful-order",
            "Exchange {product} surely works with forest levels up to {supported}; whether it works with {wanted}, "
            "which this target needs, could not be confirmed. If not, raise the level only after the last Exchange "
            "{product} server is gone, which makes a target in between necessary",
            product=here.product,
            supported=support.newest,
            wanted=wanted,
        )
    if support.newest is not None:
        return say(
            "ad-level-supports-exchange.doubtful",
            "the forest is at {level}; Exchange {product} surely works with levels up to {supported}, and whether it "
            "works with more could not be confirmed",
            level=wanted,
            product=here.product,
            supported=support.newest,
        )
    return say(
        "ad-level-supports-exchange.no-table",
        "whether build {build} of Exchange {product} works with the level {wanted} is not in this rule book",
        build=here.build,
        product=here.product,
        wanted=wanted,
    )
