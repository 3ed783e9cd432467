"""What is open at each stop of a way: the rows of today, those an earlier stop clears, those that only then arise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec
from msgspec import Struct

from checks.acceptance import Acceptances
from checks.check import Check
from checks.engine import Bench, by_check
from checks.paths.plan import fate, new_servers, planned
from checks.paths.route import Route
from checks.results import Finding, Status
from checks.target import Target
from scanner.inventory.model import Inventory

OPEN: tuple[Status, ...] = ("blocker", "warning", "not-verified")
# What a plan can make of a row; that something is not known, only an inventory can say.
_SURE: tuple[Status, ...] = ("blocker", "warning")

Key = tuple[str, str, str]
Rows = dict[Key, Finding]


class Terrain(Struct, frozen=True, kw_only=True):
    """What all ways share: the inventory, the checks, the version of each server, and today's rows by target.

    `of_servers` are the checks whose answer depends on which servers are there; `benches` what was judged on the way;
    `asked` the targets that the results hold.
    """

    inventory: Inventory
    checks: Mapping[str, Check]
    products: Mapping[str, str]
    as_of: date
    today: Callable[[Target], Sequence[Finding]]
    benches: dict[tuple[str, ...], Bench]
    asked: frozenset[str]
    of_servers: Mapping[str, Check]
    accepted: Acceptances


def rows_at(terrain: Terrain, way: Route, place: int) -> list[Finding]:
    """The rows of a stop: today's, where the way changes nothing; the cleared ones carry `resolved_by`."""
    stop = way[place]
    today = list(terrain.today(stop.target))
    if stop.product is not None:
        today = _of_new_servers(terrain, today, way[: place + 1])
    stages = [_stage(terrain, stop.target, way[:number]) for number in range(1, place + 1)]
    rows = [_at(terrain, row, way, place, stages) for row in today]
    if not stages:
        return rows
    seen = {_key(row) for row in today}
    # Of servers that are planned only their version is known: what it decides is said. The rest is asked of the
    # candidates; before a move to Microsoft 365, which has none, it stays open.
    told = _SURE if stop.product is not None else OPEN
    arisen = [row for key, row in stages[-1].items() if key not in seen and row.status in told]
    return rows + arisen


def of_servers(checks: Mapping[str, Check]) -> dict[str, Check]:
    """The checks whose answer depends on which servers are there.

    One that can do without the list of servers asks it what else was read, which no plan changes. The machines meant
    to run a stop are judged on their own.
    """
    return {
        name: check
        for name, check in checks.items()
        if check.subject == "exchange-server" or ("servers" in check.reads and check.subject != "candidate")
    }


def changed(rows: Sequence[Finding], today: Sequence[Finding]) -> list[Finding]:
    """The rows that do not say what they say today."""
    before = {_key(row): row for row in today}
    return [row for row in rows if row.resolved_by or not _repeats(row, before.get(_key(row)))]


def _repeats(row: Finding, before: Finding | None) -> bool:
    return before is not None and _alike(row, before) and row.items == before.items


def counted(rows: Sequence[Finding]) -> list[Finding]:
    """The rows as they count: what is cleared by then is met, and nobody has to live with it any more."""
    return [
        msgspec.structs.replace(row, status="met", accepted=None) if row.resolved_by else row for row in rows
    ]


def resolved(rows: Sequence[Finding]) -> list[str]:
    """Checks that an earlier stop clears, and that leave nothing open."""
    return [
        check
        for check, found in by_check(rows).items()
        if any(row.resolved_by for row in found) and not _open(found)
    ]


def remaining(rows: Sequence[Finding]) -> list[str]:
    """Checks that are still open."""
    return [check for check, found in by_check(rows).items() if _open(found)]


def is_open(row: Finding) -> bool:
    """Whether a row is something left to do or to find out by then."""
    return row.status in OPEN and row.resolved_by is None


def _open(rows: Sequence[Finding]) -> bool:
    return any(is_open(row) for row in rows)


def _at(terrain: Terrain, row: Finding, way: Route, place: int, stages: Sequence[Rows]) -> Finding:
    if row.check in terrain.of_servers:
        return _after_stages(terrain, row, way, stages) if stages else row
    for earlier in way[:place]:
        # What stops an earlier stop is done by then, and asks no more here than it asked there.
        if is_open(row) and any(_done_with(row, other) for other in terrain.today(earlier.target)):
            return msgspec.structs.replace(row, resolved_by=earlier.target.id)
    return row


def _after_stages(terrain: Terrain, row: Finding, way: Route, stages: Sequence[Rows]) -> Finding:
    """A row once the way has come so far: cleared, or as it is then, or as today where the plan tells nothing new.

    A server can become worse for a target; of the organisation as a whole a plan of servers says too little for that.
    """
    then = stages[-1].get(_key(row))
    if then is not None and then.status in OPEN:
        worse = row.subject.kind == "exchange-server" and then.status in _SURE
        better = row.status in OPEN and then.status == "warning" != row.status
        return then if (worse or better) and not _alike(row, then) else row
    if row.status not in OPEN:
        return row
    product = terrain.products.get(row.subject.name) if row.subject.kind == "exchange-server" else None
    by = fate(product, way[: len(stages)]).changed_by if product is not None else None
    return msgspec.structs.replace(row, resolved_by=by or _first_clear(row, way, stages))


def _first_clear(row: Finding, way: Route, stages: Sequence[Rows]) -> str:
    """The stop after which the row stays closed."""
    clear = len(stages)
    while clear > 1 and _closed(stages[clear - 2].get(_key(row))):
        clear -= 1
    return way[clear - 1].target.id


def _closed(row: Finding | None) -> bool:
    return row is None or row.status not in OPEN


def _stage(terrain: Terrain, target: Target, before: Route) -> Rows:
    """The rows that depend on the servers, once some stops were made; ways share their beginnings."""
    key = tuple(stop.label for stop in before)
    if key not in terrain.benches:
        inventory = planned(terrain.inventory, terrain.products, before)
        terrain.benches[key] = Bench(inventory, terrain.of_servers, terrain.as_of)
    return {_key(row): terrain.accepted.noted(row) for row in terrain.benches[key].judge(target)}


def _of_new_servers(terrain: Terrain, today: Sequence[Finding], way: Route) -> list[Finding]:
    """Rows about the machines meant for the last stop: today's, unless the way takes others or cannot take these."""
    candidates = new_servers(terrain.inventory, terrain.products, way)
    if candidates is None:
        return list(today)
    checks = {name: check for name, check in terrain.checks.items() if check.subject == "candidate"}
    target = way[-1].target
    key = ("candidates", target.base_id, *(candidate.host for candidate in candidates))
    if key not in terrain.benches:
        inventory = msgspec.structs.replace(terrain.inventory, candidates=candidates)
        terrain.benches[key] = Bench(inventory, checks, terrain.as_of, in_place=False)
    others = [row for row in today if row.check not in checks]
    return others + [terrain.accepted.noted(row) for row in terrain.benches[key].judge(target)]


def _key(row: Finding) -> Key:
    return row.check, row.subject.kind, row.subject.name


def _alike(row: Finding, other: Finding) -> bool:
    return (row.status, row.level, row.observed) == (other.status, other.level, other.observed)


def _done_with(row: Finding, other: Finding) -> bool:
    """Whether the other is a blocker, and what clears it clears this row."""
    same = _key(row) == _key(other) and (row.observed, row.expected) == (other.observed, other.expected)
    return same and other.status == "blocker"
