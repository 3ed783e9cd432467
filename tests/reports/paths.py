"""Results with ways in them, made by hand: what a page does with paths does not depend on how they were found."""

from __future__ import annotations

import msgspec

from checks.results import Counts, Effort, Finding, Hop, Path, SubjectName, TargetResult, WorkStep
from checks.wording import say
from tests.reports.cases import Case

GIB = 1 << 30
SUPPORT_ENDS = {"exchange-2013": "2023-04-11", "exchange-2016": "2025-10-14"}


def with_paths(judged: Case, *chains: str, recommended: str | None = None) -> Case:
    """The case with a path for each chain such as `exchange-2007>exchange-2013>exchange-2016`."""
    targets = {target.id: target for target in judged.results.targets}
    paths = [
        _path(chain, targets[chain.split(">")[-1]], targets, recommended=chain == recommended)
        for chain in chains
    ]
    return Case(judged.inventory, msgspec.structs.replace(judged.results, paths=paths), judged.targets)


def _path(chain: str, target: TargetResult, targets: dict[str, TargetResult], *, recommended: bool) -> Path:
    stations = chain.split(">")[1:]
    start = [part.removeprefix("exchange-") for part in chain.split(">")[0].split("+")]
    hops = [_hop(station, targets.get(station), after, start) for after, station in enumerate(stations)]
    several = len(hops) > 1
    return Path(
        id=chain,
        target=target.id,
        verdict=target.verdict,
        # Two hops ask more than one: a path is not simply its target.
        counts=msgspec.structs.replace(target.counts, blocker=target.counts.blocker + several),
        recommended=recommended,
        why=[
            say("t.why", "{target} is the only product with no end of support", target=target.name),
            say("t.moves", "every mailbox moves {n} times", n=len(hops)),
        ],
        overturned_by=[say("t.over", "a decision to leave servers of your own")],
        hops=hops,
        steps=[step for hop in hops for step in _steps(hop)],
        effort=Effort(
            unknown={"profiles": say("t.unread", "the mail programs were not read")},
            servers_to_add=len(hops),
            servers_to_retire=len(hops) + 2,
            domain_controllers=2,
            mailboxes=420 * len(hops),
            bytes_to_move=782 * GIB * len(hops),
            clients=204,
            profiles=None,
            licences=0,
        ),
    )


def _hop(station: str, target: TargetResult | None, after: int, start: list[str]) -> Hop:
    return Hop(
        target=station,
        present=start,
        verdict=target.verdict if target else "not-ready",
        counts=target.counts if target else Counts(blocker=4, met=20),
        support_ends=target.support_ends if target else None,
        in_place=False,
        bridge=False,
        minimum_builds=[],
        mailboxes=420,
        bytes_to_move=782 * GIB,
        remaining=[],
        resolved=["coexistence"] if after else [],
        blockers=[],
        findings=[_expected(station)] if after else [],
    )


def _expected(station: str) -> Finding:
    return Finding(
        check="exchange-update",
        target=station,
        subject=SubjectName(kind="organization", name="all"),
        status="met",
        level="should",
        observed=say("t.expected", "Exchange 2013 as it was installed on the way"),
        items=[],
        expected=None,
        read_from=None,
        cite=[],
        confidence=None,
        conflicts=[],
        accepted=None,
    )


def _steps(hop: Hop) -> list[WorkStep]:
    return [
        WorkStep(
            id=f"prepare-{hop.target}",
            phase="prepare",
            hop=hop.target,
            text=say("t.prepare", "Raise the forest level, and replace the domain controllers below it"),
            clears=["ad-forest-level", "ad-domain-controllers"],
            reversible=False,
            caution=None,
        ),
        WorkStep(
            id=f"move-{hop.target}",
            phase="move",
            hop=hop.target,
            text=say("t.move", "Move every mailbox, then remove the servers that are empty"),
            clears=["coexistence"],
            reversible=True,
            caution=None,
        ),
    ]
