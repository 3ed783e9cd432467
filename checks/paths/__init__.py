"""The ways forward: from the versions that are there to every target, stop by stop.

A way changes only what servers there are; rows that do not depend on them are today's. Nothing planned is shown as
read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from checks import mailboxes
from checks.acceptance import Acceptances
from checks.answers import Answers
from checks.engine import Bench, Judged, counts_of, sources_of, verdict_of
from checks.paths.decision import Candidate, Ground, decide, overturned_by, reasons
from checks.paths.effort import effort, moves
from checks.paths.hop import Terrain, changed, counted, of_servers, remaining, resolved, rows_at
from checks.paths.plan import holding_mailboxes, products_of
from checks.paths.route import Network, Route, Stop, after, id_of, in_order, need_of, stop_at
from checks.paths.steps import steps
from checks.results import Decision, Effort, Finding, Hop, MinimumBuild, NoWay, Path, WorkStep
from checks.rule_book import RuleBook
from checks.rules.coexistence import Need as Coexistence
from checks.target import Target
from checks.wording import Text, say
from scanner.inventory.absence import known
from scanner.inventory.model import Inventory

__all__ = ["with_paths"]


def with_paths(
    judged: Judged, inventory: Inventory, targets: Sequence[Target], rule_book: RuleBook, answers: Answers
) -> Judged:
    """The results with every way to the targets, and the recommendation. Pure: same arguments, same ways."""
    products = products_of(inventory)
    results = judged.results
    if not isinstance(products, Mapping) or not products:
        why = _nobody(products)
        no_way = [NoWay(target=target.id, why=why) for target in targets]
        return msgspec.structs.replace(judged, results=msgspec.structs.replace(results, no_way=no_way))
    today = Bench(inventory, rule_book.checks, results.as_of)
    accepted = Acceptances.going_on(results.acceptances, results.as_of, rule_book.checks)
    terrain = Terrain(
        inventory=inventory,
        checks=rule_book.checks,
        products=products,
        as_of=results.as_of,
        today=_today(results.findings, today, accepted),
        asked=frozenset(target.id for target in targets),
        benches={},
        of_servers=of_servers(rule_book.checks),
        accepted=accepted,
    )
    present = frozenset(products.values())
    network = Network(rule_book, results.as_of)
    holding = holding_mailboxes(inventory, products)
    found = {target.id: network.ways(target, present, holding) for target in targets}
    tours = [
        _Tour(terrain, present, way) for ways in found.values() if not isinstance(ways, Text) for way in ways
    ]
    counts = known(inventory.recipients)
    ground = Ground(
        candidates=[tour.candidate for tour in tours],
        present=present,
        holding=holding,
        mailboxes=mailboxes.known_to_move(counts),
        in_the_cloud=mailboxes.in_the_cloud(counts or ()),
        as_of=results.as_of,
        releases={base: [stop_at(rule_book.target(name)) for name in rule_book.release_ids(base)]
                  for base in rule_book.target_ids()},
    )  # fmt: skip
    decision = decide(ground, answers)
    rows = [row for tour in tours for at_stop in tour.rows for row in at_stop]
    whole = msgspec.structs.replace(
        results,
        paths=[tour.path(ground, answers, decision) for tour in tours],
        no_way=[
            NoWay(target=target_id, why=ways) for target_id, ways in found.items() if isinstance(ways, Text)
        ],
        decision=decision,
        acceptances=accepted.records(),
        sources=results.sources | sources_of(rule_book.sources(), rows, decision.cite),
    )
    benches = (today, *terrain.benches.values())
    broken = [*judged.broken, *(trace for bench in benches for trace in bench.broken)]
    return Judged(results=whole, broken=list(dict.fromkeys(broken)))


class _Tour:
    """One way, judged stop by stop."""

    def __init__(self, terrain: Terrain, present: frozenset[str], way: Route) -> None:
        self.way = way
        self._terrain = terrain
        self.rows = [rows_at(terrain, way, place) for place in range(len(way))]
        self.hops: list[Hop] = []
        there = present
        for place, stop in enumerate(way):
            self.hops.append(_hop(terrain, way, place, there, self.rows[place]))
            there = after(there, stop)
        self._id = id_of(present, way)
        last = terrain.today(way[-1].target)
        self.candidate = Candidate(
            id=self._id,
            way=way,
            hops=self.hops,
            new_blockers=sum(
                row.status == "blocker" for row in changed(self.rows[-1], last) if row.resolved_by is None
            ),
        )

    def path(self, ground: Ground, answers: Answers, decision: Decision) -> Path:
        """The way as the results carry it."""
        every = counted([row for rows in self.rows for row in rows])
        own = self._id == decision.recommended
        return Path(
            id=self._id,
            target=self.way[-1].target.id,
            verdict=verdict_of(every),
            counts=counts_of(every),
            recommended=own,
            why=decision.why if own else reasons(self.candidate, answers, ground.as_of),
            overturned_by=overturned_by(ground, answers) if own else [],
            hops=self.hops,
            steps=self._steps(),
            effort=self._effort(),
        )

    def _steps(self) -> list[WorkStep]:
        return steps(self._terrain, self.way, self.hops, self.rows)

    def _effort(self) -> Effort:
        return effort(self._terrain, self.way, self.rows)


def _hop(terrain: Terrain, way: Route, place: int, present: frozenset[str], rows: Sequence[Finding]) -> Hop:
    stop = way[place]
    count, size = moves(terrain, way, place)
    as_counted = counted(rows)
    other = changed(rows, terrain.today(stop.target))
    return Hop(
        target=stop.target.id,
        present=in_order(present),
        verdict=verdict_of(as_counted),
        counts=counts_of(as_counted),
        support_ends=stop.target.support_ends,
        in_place=stop.in_place,
        bridge=stop.bridge,
        minimum_builds=_minimum_builds(stop, present),
        mailboxes=count,
        bytes_to_move=size,
        resolved=resolved(rows),
        remaining=remaining(rows),
        findings=other,
        blockers=[]
        if stop.target.id in terrain.asked
        else [row for row in rows if row.status == "blocker" and row not in other],
    )


def _minimum_builds(stop: Stop, present: frozenset[str]) -> list[MinimumBuild]:
    need = need_of(stop.target, "coexistence", Coexistence)
    rules = need.allowed if need is not None else {}
    return [
        MinimumBuild(product=product, named=rule.named, build=rule.minimum)
        for product in in_order(present)
        if (rule := rules.get(product)) is not None and rule.minimum is not None
    ]


def _today(
    findings: Sequence[Finding], bench: Bench, accepted: Acceptances
) -> Callable[[Target], Sequence[Finding]]:
    """Today's rows of a target: those of the results, and for stops nobody asked for the same judgement."""
    by_target: dict[str, list[Finding]] = {}
    for finding in findings:
        by_target.setdefault(finding.target, []).append(finding)

    def rows(target: Target) -> Sequence[Finding]:
        if target.id not in by_target:
            by_target[target.id] = [accepted.noted(row) for row in bench.judge(target)]
        return by_target[target.id]

    return rows


def _nobody(products: Mapping[str, str] | Text | None) -> Text:
    if isinstance(products, Text):
        return say(
            "no-way.unknown-version", "the version of a server is not known: {reason}", reason=products
        )
    if products is None:
        return say("no-way.unread", "the Exchange servers were not read")
    return say("no-way.no-servers", "there is no Exchange server to start from")
