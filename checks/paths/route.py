"""Which ways there are: sequences of stops, none of which is installed beside a version it cannot share with.

What can stand beside what is said by the coexistence tables of the targets; nothing here names a version.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from msgspec import Struct

from checks.check import Requirement
from checks.installed import UPGRADED_IN_PLACE
from checks.knowledge import builds
from checks.rule_book import RuleBook
from checks.rules.coexistence import Need as Coexistence
from checks.rules.m365_directory_synchronization import Need as Synchronization
from checks.rules.m365_hybrid_server import Need as HybridServer
from checks.rules.m365_source_versions import Need as SourceVersions
from checks.target import Target
from checks.wording import Text, say
from scanner.inventory.names import PRODUCTS, product_rank

N = TypeVar("N", bound=Requirement)

_LONGEST = 5
_KNOWN = frozenset(name for _, name in PRODUCTS)


class Stop(Struct, frozen=True, eq=False):
    """A target on the way. `product` is None for Microsoft 365, which is no version of Exchange Server.

    `bridge`: its servers only stand between the old ones and Microsoft 365, and nothing moves to them.
    """

    target: Target
    product: str | None
    in_place: bool = False
    bridge: bool = False

    @property
    def label(self) -> str:
        """The target with what is done there, as it stands in the id of a way."""
        return self.target.id + ":in-place" * self.in_place + ":bridge" * self.bridge


Route = tuple[Stop, ...]


class Network:
    """The stops of a rule book, and the ways over them from a given set of versions."""

    def __init__(self, rule_book: RuleBook, as_of: date) -> None:
        self._as_of = as_of
        names = [name for base in rule_book.target_ids() for name in (base, *rule_book.release_ids(base))]
        found = [stop_at(rule_book.target(name)) for name in names]
        # A target of one's own for a version that is shipped is no other stop on the way to a third one.
        self._stops = [
            stop for stop in found if stop.product and stop.target.base_id == canonical(stop.product)
        ]

    def ways(self, target: Target, present: frozenset[str], holding: frozenset[str]) -> list[Route] | Text:
        """Every way that has no stop too many, or why there is none.

        Args:
            target: where it leads.
            present: the versions of all servers.
            holding: those of servers that can hold mailboxes, which Edge servers do not.
        """
        end = stop_at(target)
        if end.product is not None and end.product not in _KNOWN:
            return say(
                "no-way.unknown-product", "{product} is no version this exready knows", product=end.product
            )
        if end.product is not None:
            found = self._on_premises(end, present)
            return sorted(found, key=lambda way: ease(way, present)) or _why_not(end, present)
        sources = need_of(target, "m365-source-versions", SourceVersions)
        if sources is None:
            return say("no-way.no-destination", "it does not say from which versions one comes to it")
        others = in_order(holding - set(sources.products))
        hybrid = need_of(target, "m365-hybrid-server", HybridServer)
        if hybrid is not None:
            lasting = "m365-mail-flow-floor" in target.require
            servers = self._to_a_hybrid_server(frozenset(hybrid.products), present, not others, lasting)
            found = [(*way, end) for way in servers]
        else:
            found = [] if others else [(end,)]
        if found:
            return found
        if others:
            return say("no-way.source", "it moves no mailboxes of Exchange {versions}", versions=others)
        return say(
            "no-way.hybrid",
            "no version that can be the hybrid server is there or can be added beside Exchange {versions}",
            versions=in_order(present),
        )

    def _on_premises(self, end: Stop, present: frozenset[str]) -> list[Route]:
        found = list(self._from((), end, present))
        ids = [tuple(stop.target.id for stop in way) for way in found]
        return [way for way, own in zip(found, ids, strict=True) if not any(_left_out(own, i) for i in ids)]

    def _from(self, taken: Route, end: Stop, present: frozenset[str]) -> Iterator[Route]:
        """The ways that go on from here: depth first, each next stop newer than everything present."""
        stops = [stop for stop in self._stops if stop.target.id != end.target.id]
        for stop in (*stops, end):
            for variant in _variants(taken, stop, present):
                way = (*taken, variant)
                if stop is end:
                    yield way
                elif len(way) < _LONGEST:
                    yield from self._from(way, end, after(present, variant))

    def _to_a_hybrid_server(
        self, capable: frozenset[str], present: frozenset[str], direct: bool, lasting: bool
    ) -> list[Route]:
        """Over the newest version present; for a hybrid that lasts also over a bridge, or up to a version in support.

        `direct`: every version present can be moved from; `lasting`: the server hands over mail as long as it stands.
        """
        able = [stop for stop in self._stops if stop.product in capable]
        newest = in_order(present)[-1]
        found: list[Route] = [()] if direct and newest in capable else []
        if not lasting:
            return found
        fit = [stop for stop in able if stop.product not in present and fits(stop, present, ())]
        if direct and fit:
            # Of two releases of one version the first is its own; the others are for those it refuses.
            best = max(fit, key=lambda stop: product_rank(stop.product or ""))
            found.append((_as_bridge(best, present),))
        ends = {newest if not way else way[-1].product for way in found}
        own = [stop for stop in able if stop.target.id == stop.target.base_id]
        supports = [stop for stop in own if supported(stop.target, self._as_of)]
        if not any(stop.product in ends for stop in supports):
            # The last of the chain holds no mailboxes: these move on from where they are.
            chains = [way for stop in supports[-1:] for way in self._on_premises(stop, present)]
            chains.sort(key=lambda way: ease(way, present))
            found += [(*way[:-1], _as_bridge(way[-1], _left(present, way[:-1]))) for way in chains[:1]]
        return found


def supported(target: Target, as_of: date) -> bool:
    """Whether Microsoft supports the target on a day."""
    return target.support_ends is None or as_of <= target.support_ends


def ease(way: Route, present: frozenset[str]) -> tuple[int, int, int, int, list[int]]:
    """What is easier comes first: no special releases, few moves, few new versions, few stops, newer stops."""
    special = sum(stop.target.id != stop.target.base_id for stop in way[:-1])
    moves = sum(not stop.in_place and not stop.bridge for stop in way)
    new = {stop.product for stop in way if stop.product} - present
    return special, moves, len(new), len(way), [-product_rank(stop.product) for stop in way if stop.product]


def stop_at(target: Target) -> Stop:
    """The target as a stop."""
    need = need_of(target, "coexistence", Coexistence)
    return Stop(target, need.product if need else None)


def canonical(product: str) -> str:
    """The id of the shipped target of a version."""
    return f"exchange-{product.casefold()}"


def need_of(target: Target, check_id: str, shape: type[N]) -> N | None:
    """What the target asks of a check, by the stricter level; None if it asks nothing."""
    requirements = target.require.get(check_id)
    if requirements is None:
        return None
    _, level = next(requirements.levels())
    return level.need if isinstance(level.need, shape) else None


def synchronizes(target: Target) -> bool:
    """Whether the directory goes on being synchronised with the tenant."""
    need = need_of(target, "m365-directory-synchronization", Synchronization)
    return need is not None and need.on


def fits(stop: Stop, present: frozenset[str], taken: Route) -> bool:
    """Whether Setup of the stop accepts every version present, at the builds the way itself brought in."""
    need = need_of(stop.target, "coexistence", Coexistence)
    if need is None:
        return False
    for product in present:
        rule = need.allowed.get(product)
        if product_rank(product) > product_rank(need.product) or (rule is None and product != need.product):
            return False
        brought = [build_of(earlier.target) for earlier in taken if earlier.product == product]
        if rule and rule.minimum and brought and not builds.at_least(brought[-1] or "", rule.minimum):
            return False
    return True


def after(present: frozenset[str], stop: Stop) -> frozenset[str]:
    """The versions present once the stop was made."""
    if stop.product is None:
        return present
    if not stop.bridge:
        return frozenset({stop.product})
    upgraded = {old for old in present if stop.in_place and UPGRADED_IN_PLACE.get(old) == stop.product}
    return present - upgraded | {stop.product}


def build_of(target: Target) -> str | None:
    """The build a new server of the target gets: the newest public one of its release; None if none is known."""
    need = need_of(target, "coexistence", Coexistence)
    if need is None:
        return None
    newest = builds.newest_of(need.product)
    if newest is None:
        return None
    if target.id == target.base_id:
        base = builds.cumulative_update_of(newest.build)
    else:
        base = builds.named(need.product, target.release)
    public = [update for update in builds.updates_of(base) if update.esu_only is None] if base else []
    return public[-1].build if public else None


def id_of(present: frozenset[str], way: Route) -> str:
    """The versions a way begins with, and its stops."""
    start = "+".join(canonical(product) for product in in_order(present))
    return ">".join([start, *(stop.label for stop in way)])


def in_order(products: frozenset[str] | set[str]) -> list[str]:
    """Short names, the oldest version first."""
    return sorted(products, key=product_rank)


def _variants(taken: Route, stop: Stop, present: frozenset[str]) -> list[Stop]:
    """The ways to make one stop: on new servers, in place, or not at all."""
    if stop.product is None or not fits(stop, present, taken):
        return []
    if present == {stop.product}:
        return [Stop(stop.target, stop.product, in_place=True)] if _later(stop, taken) else []
    upgradable = [product for product in present if UPGRADED_IN_PLACE.get(product) == stop.product]
    if not upgradable:
        return [stop]
    upgraded = Stop(stop.target, stop.product, in_place=True)
    brought = any(earlier.product in upgradable for earlier in taken)
    return [upgraded] if brought else [upgraded, stop]


def _as_bridge(stop: Stop, present: frozenset[str]) -> Stop:
    """The stop with servers that only stand between; in place, where some that are there can be upgraded to it."""
    in_place = any(UPGRADED_IN_PLACE.get(product) == stop.product for product in present)
    return Stop(stop.target, stop.product, in_place=in_place, bridge=True)


def _left(present: frozenset[str], way: Route) -> frozenset[str]:
    """The versions present at the end of a way."""
    for stop in way:
        present = after(present, stop)
    return present


def _later(stop: Stop, taken: Route) -> bool:
    """Whether it is a later release of the version the way has come to."""
    if not taken or taken[-1].target.base_id != stop.target.base_id:
        return False
    here, there = build_of(taken[-1].target), build_of(stop.target)
    if here is None:
        return False
    return there is None or not builds.at_least(here, there)


def _left_out(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the shorter way is the longer one without some of its stops."""
    rest = iter(longer)
    return len(shorter) < len(longer) and all(stop in rest for stop in shorter)


def _why_not(end: Stop, present: frozenset[str]) -> Text:
    newer = in_order(
        {product for product in present if product_rank(product) > product_rank(end.product or "")}
    )
    if present == {end.product}:
        return say("no-way.there", "the organisation is there already")
    if newer:
        return say(
            "no-way.newer",
            "there is Exchange {versions} already, and no way leads back to an older version",
            versions=newer,
        )
    need = need_of(end.target, "coexistence", Coexistence)
    allowed = {end.product, *(need.allowed if need is not None else ())}
    return say(
        "no-way.versions",
        "Exchange {target} cannot be installed beside Exchange {refused}, and no chain of versions leads past that "
        "from Exchange {versions}",
        target=end.product or "",
        refused=in_order(present - allowed) or in_order(present),
        versions=in_order(present),
    )
