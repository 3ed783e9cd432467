"""Update level of the Exchange servers that are present

What: The build of each Exchange server, against the newest cumulative update and the newest security update this rule
    book knows. The directory tells cumulative updates (service packs before Exchange 2013) and nothing finer; the
    rest is known only for servers whose ExSetup.exe was read.
Why: A migration touches every server, and old updates are what it stumbles over: known holes in servers that stand
    in the internet, moves that stop at an error long repaired, a Setup that refuses the organisation.
Fix: Read first, on each server in the Exchange Management Shell:
        Get-ExchangeServer | Sort-Object Name | Format-Table Name, AdminDisplayVersion
        Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo.FileVersion }
    Install the newest cumulative update, then the newest security update for it, Edge servers last, one server of an
    availability group after the other in maintenance mode. Subscribe Edge servers anew: their entry in the directory
    stays that of the day of the subscription.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.installed import Installed, installed_on
from checks.knowledge import builds
from checks.knowledge.builds import Release
from checks.names import Name
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, InstalledExchange


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set: the builds are those of the rule book's table."""


def requires(need: Need) -> Text:
    return say(
        "exchange-update.expected",
        "the newest update this rule book knows; its newest is of {day:date}",
        day=builds.newest_day(),
    )


@check(
    id="exchange-update",
    subject="exchange-server",
    reads=("exchange_server",),
    uses=("exchange",),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, exchange: InstalledExchange | None) -> Verdict:
    here = installed_on(exchange_server, exchange)
    if isinstance(here, Text):
        return unknown(here)
    newest = builds.newest_of(here.product)
    if newest is None:
        return unknown(
            say(
                "exchange-update.no-table",
                "this rule book has no builds of Exchange {product}",
                product=here.product,
            )
        )
    if builds.newer_than_known(here.build):
        return _newer(here, newest)
    base = builds.cumulative_update_of(here.build)
    if base is None:
        # It lies between two that are known, and the newest is known: what it is called makes no difference.
        return _older(here, newest)
    updates = builds.updates_of(base)
    if updates[-1].released != newest.released:
        return _older(here, newest)
    return _exact(here, updates, newest) if here.exact else _stamped(here, updates)


def _exact(here: Installed, updates: list[Release], newest: Release) -> Verdict:
    """On a cumulative update that got the last round of updates."""
    latest = updates[-1]
    if not builds.at_least(here.build, latest.build):
        return _older(here, latest)
    if builds.release_of(here.build) is not latest:
        return _newer(here, latest)
    if latest is newest:
        return _newest(here)
    return met(
        say(
            "exchange-update.newest-of-its-own",
            "Exchange {product} {name}, build {build}, as new as {newest}",
            product=here.product,
            name=latest.name,
            build=here.named,
            newest=newest.name,
        )
    )


def _stamped(here: Installed, updates: list[Release]) -> Verdict:
    if here.edge:
        return _frozen(here)
    base, latest = updates[0], updates[-1]
    if latest is base:
        return _newest(here)
    return unknown(
        say(
            "exchange-update.stamp-only",
            "Exchange {product} {name}; the directory does not know whether {latest} of {day:date} is installed",
            product=here.product,
            name=base.name,
            latest=latest.name,
            day=latest.released,
        )
    )


def _older(here: Installed, latest: Release) -> Verdict:
    """Older than the newest; for an Edge server only if the machine itself said so."""
    if here.edge and not here.exact:
        return _frozen(here)
    public = _newest_public(latest)
    if public is not None and here.exact and builds.at_least(here.build, public.build):
        return unmet(
            say(
                "exchange-update.public",
                "Exchange {product} {name}, build {build}, the newest that everybody gets; {latest} of {day:date} is "
                "for customers of Extended Security Updates",
                product=here.product,
                name=_name(here.build),
                build=here.named,
                latest=latest.name,
                day=latest.released,
            )
        )
    return unmet(
        say(
            "exchange-update.older",
            "Exchange {product} {name}, build {build}; the newest is {latest} of {day:date}",
            product=here.product,
            name=_name(here.build),
            build=here.named,
            latest=latest.name,
            day=latest.released,
        )
    )


def _newer(here: Installed, latest: Release) -> Verdict:
    return unknown(
        say(
            "exchange-update.newer",
            "build {build} is newer than this rule book, whose newest is {latest} of {day:date}",
            build=here.build,
            latest=f"Exchange {latest.product} {latest.name}",
            day=latest.released,
        )
    )


def _newest_public(latest: Release) -> Release | None:
    """The newest update beside the one given that everybody gets; None when everybody gets that one."""
    base = builds.cumulative_update_of(latest.build)
    if latest.esu_only is None or base is None:
        return None
    return next(release for release in reversed(builds.updates_of(base)) if release.esu_only is None)


def _newest(here: Installed) -> Verdict:
    return met(
        say(
            "exchange-update.newest",
            "Exchange {product} {name}, build {build}",
            product=here.product,
            name=_name(here.build),
            build=here.named,
        )
    )


def _frozen(here: Installed) -> Verdict:
    return unknown(
        say(
            "exchange-update.edge",
            "Exchange {product} {name} on the day this Edge server was subscribed; its build of today was not read",
            product=here.product,
            name=_name(here.build),
        )
    )


def _name(build: str) -> Name:
    """What a build is called; after the release before it, when no table has it."""
    release = builds.release_of(build)
    if release is not None:
        return release.name
    nearest = builds.nearest_known(build)
    return say("exchange-update.after", "after {name}", name=nearest.name) if nearest is not None else "?"
