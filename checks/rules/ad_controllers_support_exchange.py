"""Domain controllers and the Exchange versions present

What: The newest Windows on a domain controller that the Exchange version of each server works with, against the
    writable domain controllers there are and the oldest Windows the target accepts on one. Exchange does not use
    read-only domain controllers, and Edge servers use none at all.
Why: Domain controllers are often renewed before Exchange is, because the target asks for it. The version that still
    holds the mailboxes may not work with the new ones: it is not tested with them, and fails where nobody looks.
Fix: Read first:
        Get-ADDomainController -Filter * | Select-Object HostName, OperatingSystem, IsReadOnly
        Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo.FileVersion }
    The second line, on each Exchange server, gives its build. Install the update of Exchange that is named; where
    there is none, keep enough domain controllers of an older Windows in the sites of these servers until they are
    gone, and do not demote the last of them before.
"""

from collections.abc import Sequence

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.installed import Installed, installed_on
from checks.knowledge.support_matrix import Support, supports
from checks.once import once
from checks.wording import Text, say
from scanner.inventory.absence import known
from scanner.inventory.model import DomainController, ExchangeServer, InstalledExchange
from scanner.inventory.names import is_edge, windows_server_name, windows_server_rank


class Need(Requirement, frozen=True, kw_only=True):
    """The oldest Windows Setup of the target accepts on a domain controller; the same as in ad-domain-controllers."""

    oldest: str


def requires(need: Need) -> Text:
    return say(
        "ad-controllers-support-exchange.expected",
        "an Exchange version that works with every domain controller, and with {oldest}, which this target needs",
        oldest=need.oldest,
    )


@check(
    id="ad-controllers-support-exchange",
    subject="exchange-server",
    reads=("exchange_server", "domain_controllers"),
    uses=("exchange",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    exchange_server: ExchangeServer,
    domain_controllers: list[DomainController],
    exchange: InstalledExchange | None,
) -> Verdict:
    if is_edge(exchange_server.roles):
        return not_applicable(
            say("ad-controllers-support-exchange.edge", "an Edge server does not use domain controllers")
        )
    here = installed_on(exchange_server, exchange)
    if isinstance(here, Text):
        return unknown(here)
    found = _releases(domain_controllers)
    if not found:
        return unknown(say("ad-controllers-support-exchange.none", "no writable domain controller was found"))
    newest = max({each for each in found if each is not None}, key=windows_server_rank, default=None)
    # What is wrong with those that are known does not get better by the others.
    verdict = None if newest is None else _known_ones(here, need.oldest, newest, found.count(newest))
    if None in found and (verdict is None or verdict.answer == "met"):
        return unknown(
            say(
                "ad-controllers-support-exchange.unstated",
                "writable domain controllers whose Windows version is not known: {count} of {all}",
                count=found.count(None),
                all=len(found),
            )
        )
    assert verdict is not None
    return verdict


@once
def _releases(controllers: Sequence[DomainController]) -> list[str | None]:
    """The Windows release of each writable one."""
    return [_release(controller) for controller in controllers if not controller.read_only]


def _release(controller: DomainController) -> str | None:
    computer = known(controller.computer)
    return windows_server_name(computer.version) if computer is not None and computer.version else None


def _known_ones(here: Installed, oldest: str, newest: str, count: int) -> Verdict:
    support = supports("domain-controllers", newest, here.build, here.exact)
    if support.answer == "unknown":
        return unknown(_open(here, support, newest))
    if support.answer != "yes":
        return _too_new(here, support, newest, count)
    if windows_server_rank(newest) < windows_server_rank(oldest):
        later = supports("domain-controllers", oldest, here.build, here.exact)
        if later.answer == "unknown":
            return unknown(_open(here, later, oldest))
        if later.answer != "yes":
            return _to_be_replaced(here, later, oldest)
    return met(
        say(
            "ad-controllers-support-exchange.works",
            "Exchange {product} works with domain controllers up to {supported}; the newest has {newest}",
            product=here.product,
            supported=support.newest or "?",
            newest=newest,
        )
    )


def _too_new(here: Installed, support: Support, newest: str, count: int) -> Verdict:
    """The newest of the domain controllers is newer than this Exchange works with."""
    if support.update is not None:
        return unmet(
            say(
                "ad-controllers-support-exchange.newer-than-this-build",
                "domain controllers with {newest}: {count}. Exchange {product} works with them from {named} on; this "
                "server has build {build}",
                newest=newest,
                count=count,
                product=here.product,
                named=support.update.named,
                build=here.named,
            )
        )
    return unmet(
        say(
            "ad-controllers-support-exchange.newer",
            "domain controllers with {newest}: {count}. Exchange {product} works with domain controllers up to "
            "{supported}",
            newest=newest,
            count=count,
            product=here.product,
            supported=support.at_most or "?",
        )
    )


def _to_be_replaced(here: Installed, support: Support, oldest: str) -> Verdict:
    """Every domain controller is older than the target accepts, and what it accepts is too new for this Exchange."""
    if support.update is not None:
        return unmet(
            say(
                "ad-controllers-support-exchange.update-first",
                "this target needs {oldest} or later on domain controllers, which Exchange {product} works with from "
                "{named} on; this server has build {build}: update it before they are replaced",
                oldest=oldest,
                product=here.product,
                named=support.update.named,
                build=here.named,
            )
        )
    return unmet(
        say(
            "ad-controllers-support-exchange.order",
            "Exchange {product} works with domain controllers up to {supported} and this target needs {oldest} or "
            "later: replace them only after the last Exchange {product} server is gone, which makes a target in "
            "between necessary",
            product=here.product,
            supported=support.at_most or "?",
            oldest=oldest,
        )
    )


def _open(here: Installed, support: Support, wanted: str) -> Text:
    """Why it cannot be told whether the version works with a Windows release on domain controllers."""
    if support.hidden is not None:
        return say(
            "ad-controllers-support-exchange.rollup",
            "Exchange {product} works with {wanted} on domain controllers from {named} on; the directory does not say "
            "which update rollup this server has",
            product=here.product,
            wanted=wanted,
            named=support.hidden.named,
        )
    if support.newest is not None:
        return say(
            "ad-controllers-support-exchange.doubtful",
            "Exchange {product} surely works with domain controllers up to {supported}; whether it works with {wanted} "
            "could not be confirmed",
            product=here.product,
            supported=support.newest,
            wanted=wanted,
        )
    return say(
        "ad-controllers-support-exchange.no-table",
        "whether build {build} of Exchange {product} works with {wanted} on domain controllers is not in this rule "
        "book",
        build=here.build,
        product=here.product,
        wanted=wanted,
    )
