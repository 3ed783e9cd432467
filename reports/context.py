"""What every part of a page is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from checks.check import Check, all_checks
from checks.results import Results, TargetResult
from checks.subjects import Hosts
from checks.target import Target
from reports.difference import Difference
from reports.digest import THERE, letters, lost, reached
from reports.words import Words
from scanner.inventory.model import Inventory


class Context(Struct, frozen=True, kw_only=True):
    """The inputs of a report, and how it speaks; `reached` is what counts of the results."""

    inventory: Inventory
    results: Results
    reached: Results
    targets: Mapping[str, Target]
    checks: Mapping[str, Check]
    letters: Mapping[str, str]
    words: Words
    hosts: Hosts
    since: Difference | None = None

    @property
    def organization(self) -> str:
        """What the engine calls the whole."""
        return self.results.inventory.organization

    @property
    def reachable(self) -> list[TargetResult]:
        """The targets of the results but those that ways were looked for and not found."""
        without = lost(self.results)
        return [target for target in self.results.targets if target.id not in without]

    @property
    def ahead(self) -> list[TargetResult]:
        """Those of them that the organisation has not come to yet."""
        there = {none.target for none in self.results.no_way if none.why.id == THERE}
        return [target for target in self.reachable if target.id not in there]

    @property
    def several(self) -> bool:
        """Whether letters are needed to tell targets apart."""
        return len(self.results.targets) > 1


def context_of(
    inventory: Inventory,
    results: Results,
    targets: Sequence[Target],
    *,
    checks: Mapping[str, Check] | None = None,
    lang: str = "en",
    since: Difference | None = None,
) -> Context:
    """The inputs of a report brought together.

    Args:
        inventory: what was judged.
        results: what came of it.
        targets: the targets of the results, for what they ask of servers that are not there yet.
        checks: the checks of the results, for their prose; every one there is when not given.
        lang: the language of the report.
        since: what changed since an earlier report.
    """
    return Context(
        inventory=inventory,
        results=results,
        reached=reached(results),
        targets={target.id: target for target in targets},
        checks=all_checks() if checks is None else checks,
        letters=letters(results),
        words=Words(lang),
        hosts=Hosts(inventory.hosts),
        since=since,
    )
