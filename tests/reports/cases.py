"""Judged organisations to make reports of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import msgspec

import samples
from checks.acceptance import Acceptance
from checks.answers import Answers
from checks.engine import judge
from checks.paths import with_paths
from checks.results import Results
from checks.rule_book import RuleBook
from checks.target import Target
from reports.html import render
from reports.model import ReportView
from reports.view import view
from scanner.inventory.journal import fold, header
from scanner.inventory.model import Inventory
from scanner.inventory.store import loads

DAY = date(2026, 11, 23)
RULE_BOOK = RuleBook()
# Not every target there is: what these tests count does not change with each new one.
ALL = ("exchange-2013", "exchange-2016", "exchange-se")


class Case(msgspec.Struct, frozen=True):
    """An inventory, its results and the targets it was judged for."""

    inventory: Inventory
    results: Results
    targets: list[Target]

    def view(self, lang: str = "en") -> ReportView:
        return view(self.inventory, self.results, self.targets, lang=lang)

    def page(self, lang: str = "en") -> str:
        return render(self.view(lang))


@cache
def sample(name: str) -> Inventory:
    return loads(name, samples.read(name))[0]


def nothing_read() -> Inventory:
    return fold(header("0.1.0", datetime(2026, 11, 22, 9, tzinfo=UTC), {}), [])


def case(
    inventory: Inventory | str,
    targets: Sequence[str] = ALL,
    as_of: date = DAY,
    acceptances: Sequence[Acceptance] = (),
) -> Case:
    chosen = [RULE_BOOK.target(target) for target in targets]
    read = sample(inventory) if isinstance(inventory, str) else inventory
    judged = judge(read, "0" * 64, chosen, as_of=as_of, tool="0.1.0", acceptances=acceptances)
    return Case(read, judged.results, chosen)


@cache
def ways_of(name: str, *targets: str) -> Case:
    """A sample as a user gets it: judged for some targets or every one there is, with the ways that lead there."""
    return with_ways(sample(name), *targets)


def with_ways(read: Inventory, *targets: str, acceptances: Sequence[Acceptance] = ()) -> Case:
    """The same of any inventory."""
    chosen = [RULE_BOOK.target(target) for target in targets or RULE_BOOK.target_ids()]
    judged = judge(read, "0" * 64, chosen, as_of=DAY, tool="0.1.0", acceptances=acceptances)
    return Case(read, with_paths(judged, read, chosen, RULE_BOOK, Answers()).results, chosen)


def edited(inventory: Inventory, change: Callable[[dict[str, Any]], None]) -> Inventory:
    """The inventory with its document changed as if by hand."""
    document = msgspec.to_builtins(inventory)
    change(document)
    return msgspec.convert(document, Inventory)


NAMES = {
    "name", "fqdn", "site", "dag", "host", "account", "domain", "administrative_group", "query", "by",
    "netbios_name", "operating_system", "service_pack", "schema_master", "holds", "detail", "collector",
}  # fmt: skip


def renamed(inventory: Inventory, suffix: str) -> Inventory:
    """Every name in the inventory with the same text behind it, so that what belongs together still does."""

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: item + suffix if key in NAMES and isinstance(item, str) else walk(item)
                for key, item in value.items()
            }
        return [walk(item) for item in value] if isinstance(value, list) else value

    return msgspec.convert(walk(msgspec.to_builtins(inventory)), Inventory)


def many_servers(number: int) -> Inventory:
    """The sample of Exchange 2007 with its mailbox server copied many times, each with its own machine."""

    def copy(document: dict[str, Any]) -> None:
        servers, hosts = document["servers"]["data"], document["hosts"]
        for place in range(number):
            name = f"SRV{place:04}"
            servers.append({**servers[0], "name": name, "fqdn": f"{name}.example"})
            hosts.append({**hosts[0], "name": f"{name}.example"})

    return edited(sample("exchange-2007"), copy)
