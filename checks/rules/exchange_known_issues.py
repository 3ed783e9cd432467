"""Known faults of the builds of the Exchange servers

What: Faults that came with exactly the build of each Exchange server of the organisation, and that a later build of
    the same cumulative update has ended.
Why: What looks like a fault of the migration is often one that an old update brought: redirections between servers
    fail, services stop, archives stay empty.
Fix: Install the newest update of the cumulative update. Read first:
        Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo.FileVersion }
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.installed import installed_on
from checks.knowledge import known_issues
from checks.results import Item
from checks.wording import Text, from_rule_book, say
from scanner.inventory.model import ExchangeServer, InstalledExchange


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set: the faults are those of the rule book's table."""


def requires(need: Need) -> Text:
    return say("exchange-known-issues.expected", "a build without faults this rule book knows")


@check(
    id="exchange-known-issues",
    subject="exchange-server",
    reads=("exchange_server", "exchange"),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, exchange: InstalledExchange) -> Verdict:
    here = installed_on(exchange_server, exchange)
    if isinstance(here, Text):
        return unknown(here)
    if not here.exact:
        return unknown(
            say(
                "exchange-known-issues.stamp", "build {build} of the directory is not exact", build=here.build
            )
        )
    if not known_issues.knows(here.product):
        return unknown(
            say(
                "exchange-known-issues.no-table",
                "this rule book has no faults of Exchange {product}",
                product=here.product,
            )
        )
    items = [
        Item(
            name=from_rule_book(issue.issue),
            observed=say("exchange-known-issues.since", "since build {build}", build=issue.from_build),
            suggested=issue.fixed_build,
        )
        for issue in known_issues.of_build(here.build)
    ]
    if not items:
        return met(say("exchange-known-issues.none", "build {build}: none", build=here.build))
    return unmet(
        say(
            "exchange-known-issues.observed",
            "build {build}: {issues}",
            build=here.build,
            issues=[item.name for item in items],
        ),
        items,
    )
