"""What is open at each stop of a way."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from checks.results import Finding, Hop, Path
from scanner.inventory.absence import Declared
from scanner.inventory.model import (
    Candidate,
    Database,
    Inventory,
)
from tests.checks.build import (
    GB,
    accepted,
    candidate,
    controller,
    domain,
    domain_head,
    exchange_host,
    forest,
    host,
    inventory,
    memory,
    organization,
    outlook,
    read,
    server,
    sites,
)
from tests.checks.test_paths import TO_SE, found, organisation, the_way
from tests.made import made

BREMOND: dict[str, Any] = {
    "forest": forest(2),
    "domains": [domain(head=read(domain_head(2)))],
    "domain_controllers": [
        controller("5.2 (3790)", "dc1.corp.example", "Service Pack 2"),
        controller(name="dc2"),
    ],
    "sites": sites("Lyon"),
    "accepted_domains": accepted(("corp.example", 4)),
    "clients": outlook(("11.0.8173.0", 40), ("12.0.6607.1000", 60), ("16.0.17126.20132", 200)),
    "databases": [made(Database, name="DB1", kind="mailbox", server="EX0")],
}


def bremond(**sections: Any) -> Inventory:
    return organisation("2007", mailboxes=300, **{**BREMOND, **sections})


def way_to_se() -> Path:
    return the_way(found(bremond(), "exchange-se", cloud_ok=False), TO_SE)


def row(hop: Hop, check: str, name: str | None = None) -> Finding:
    (one,) = [found for found in hop.findings if found.check == check and name in (None, found.subject.name)]
    return one


# Rows


def test_stops_say_what_was_there_and_what_it_must_have() -> None:
    hops = way_to_se().hops
    assert [(hop.target, hop.present) for hop in hops] == [
        ("exchange-2013", ["2007"]),
        ("exchange-2016", ["2013"]),
        ("exchange-se", ["2016"]),
    ]
    assert [(m.product, m.named, m.build) for hop in hops for m in hop.minimum_builds] == [
        ("2007", "SP3 RU10", "8.3.298.3"),
        ("2013", "CU10", "15.0.1130.7"),
        ("2016", "CU23", "15.1.2507.6"),
    ]
    ends = [hop.support_ends.isoformat() if hop.support_ends else None for hop in hops]
    assert ends == ["2023-04-11", "2025-10-14", None]


def test_the_first_stop_is_today() -> None:
    results = found(bremond(), "exchange-2013", "exchange-se", cloud_ok=False)
    first = the_way(results, TO_SE).hops[0]
    (today,) = [target for target in results.targets if target.id == "exchange-2013"]
    assert (first.findings, first.resolved) == ([], [])
    assert (first.verdict, first.counts) == (today.verdict, today.counts)


def test_a_row_that_an_earlier_stop_clears_stays_as_it_is_today_and_says_which() -> None:
    results = found(bremond(), "exchange-se", cloud_ok=False)
    (today,) = [one for one in results.findings if one.check == "coexistence"]
    assert today.status == "blocker"
    last = the_way(results, TO_SE).hops[-1]
    assert row(last, "coexistence") == replace(today, resolved_by="exchange-2013")
    assert "coexistence" in last.resolved
    assert "coexistence" not in last.remaining


def test_what_stops_an_earlier_stop_is_done_by_then_and_a_stricter_demand_is_not() -> None:
    """Mixed mode is left before 2010; the level 2003 is enough for 2010 and 2013, and too low for 2016."""
    whole = organisation("2003", **{**BREMOND, "organization": organization(mixed=True, product_id=None)})
    path = the_way(found(whole, "exchange-2013"), "exchange-2003>exchange-2010>exchange-2013")
    first, second = path.hops
    assert "organization-mode" in first.remaining
    assert row(second, "organization-mode").resolved_by == "exchange-2010"
    path = the_way(found(whole, "exchange-2016"), "exchange-2003>exchange-2010>exchange-2016")
    assert ["ad-forest-level" in hop.remaining for hop in path.hops] == [False, True]


def test_the_same_demand_is_made_once() -> None:
    old = [controller("6.1 (7601)", "dc1.corp.example", "Service Pack 1")]
    whole = organisation("2016", domain_controllers=old, forest=forest(6))
    results = found(whole, "exchange-se", "exchange-se@cu2", cloud_ok=False)
    path = the_way(results, "exchange-2016>exchange-se>exchange-se@cu2:in-place")
    assert row(path.hops[1], "ad-domain-controllers").resolved_by == "exchange-se"
    assert "ad-domain-controllers" in path.hops[0].remaining


def test_verdict_and_counts_are_of_what_is_open_by_then() -> None:
    path = way_to_se()
    last = path.hops[-1]
    assert "coexistence" not in last.remaining
    assert last.counts.met >= len(last.resolved)
    assert path.verdict == "not-ready"
    assert path.counts.blocker >= max(hop.counts.blocker for hop in path.hops)
    everywhere = {check for hop in path.hops for check in hop.remaining}
    assert path.counts.blocker + path.counts.warning + path.counts.not_verified == len(everywhere)


def test_a_planned_server_says_what_its_version_decides_and_never_passes_for_one_that_was_read() -> None:
    path = the_way(
        found(bremond(), "m365-hybrid", cloud_ok=True), "exchange-2007>exchange-2013:bridge>m365-hybrid"
    )
    floor = row(path.hops[-1], "m365-mail-flow-floor", "Exchange 2013 (planned)")
    assert (floor.status, floor.resolved_by) == ("blocker", None)
    for hop in path.hops:
        for one in hop.findings:
            if one.resolved_by is None:
                assert one.read_from is not None
                assert (one.read_from.declared, one.read_from.declared_by) == (True, ["the plan"])
                assert one.read_from.collector is None


def test_a_bridge_is_what_a_hybrid_lacked() -> None:
    results = found(organisation("2007"), "m365-hybrid", cloud_ok=True)
    path = the_way(results, f"{TO_SE}:bridge>m365-hybrid")
    assert row(path.hops[-1], "m365-hybrid-server").resolved_by == "exchange-se"
    assert [hop.bridge for hop in path.hops] == [False, False, True, False]
    assert path.hops[2].mailboxes == 0


def test_a_bridge_out_of_support_is_a_lesser_lack_than_none() -> None:
    path = the_way(
        found(organisation("2007"), "m365-hybrid"), "exchange-2007>exchange-2013:bridge>m365-hybrid"
    )
    lack = row(path.hops[-1], "m365-hybrid-server")
    assert (lack.status, lack.level, lack.resolved_by) == ("warning", "should", None)


def test_what_nobody_knows_of_a_planned_server_stays_open_before_a_move_to_the_cloud() -> None:
    """Its certificate and its TLS are not those of the servers that are gone."""
    path = the_way(found(organisation("2007"), "m365-hybrid"), f"{TO_SE}:bridge>m365-hybrid")
    last = path.hops[-1]
    assert row(last, "m365-tls", "Exchange SE (planned)").status == "not-verified"
    assert {"m365-tls", "m365-public-certificate"} <= set(last.remaining)


def small_2019(**sections: Any) -> Inventory:
    """One server with 2019 and little memory, which can become Subscription Edition where it stands."""
    machine = replace(
        exchange_host("15.2.1748.10", "ex0.corp.example"), memory=read(memory(installed=32 * GB))
    )
    servers = [server("15.2.1748.10", "EX0", fqdn="ex0.corp.example")]
    hosts = [machine, host("new1.corp.example", memory=read(memory(128 * GB)))]
    return inventory(**{"organization": organization(), "servers": servers, "hosts": hosts, **sections})


IN_PLACE, BESIDE = "exchange-2019>exchange-se:in-place", "exchange-2019>exchange-se"
ITSELF = candidate("ex0.corp.example", targets=["exchange-se"])


def test_in_place_the_servers_that_are_there_are_judged_as_the_new_ones() -> None:
    results = found(small_2019(candidates=[candidate()]), "exchange-se", cloud_ok=False)
    small = row(the_way(results, IN_PLACE).hops[0], "server-memory")
    assert (small.subject.name, small.status) == ("ex0.corp.example", "warning")
    assert small.read_from is not None
    assert not small.read_from.declared
    beside = the_way(results, BESIDE).hops[0]
    assert "server-memory" not in beside.remaining
    assert beside.findings == []


@pytest.mark.parametrize("candidates", [[], [ITSELF]])
def test_a_server_that_leaves_is_not_the_new_one_beside_itself(candidates: list[Candidate]) -> None:
    results = found(small_2019(candidates=candidates), "exchange-se", cloud_ok=False)
    today = [one for one in results.findings if one.subject.kind == "candidate" and one.level is not None]
    assert {one.subject.name for one in today} == {"ex0.corp.example"}
    beside = the_way(results, BESIDE)
    new = [one for one in beside.hops[0].findings if one.subject.kind == "candidate"]
    assert {one.check for one in new} == {one.check for one in today}
    assert {(one.status, one.observed.id) for one in new} == {("not-verified", "row.no-new-server")}
    assert beside.verdict not in ("ready", "ready-with-conditions")
    build = next(step for step in beside.steps if step.phase == "build-servers")
    assert build.text.id == "step.buy-servers"
    assert "server-memory" in build.clears
    assert the_way(results, IN_PLACE).hops[0].findings == []


def test_of_several_machines_only_one_that_can_stand_beside_is_the_new_one() -> None:
    results = found(small_2019(candidates=[ITSELF, candidate()]), "exchange-se", cloud_ok=False)
    beside = the_way(results, BESIDE).hops[0]
    assert "server-memory" not in beside.remaining
    assert "server-memory" in the_way(results, IN_PLACE).hops[0].remaining


def test_a_server_of_a_version_that_is_never_upgraded_stays_refused_by_name() -> None:
    """Whoever means a 2016 server to run Subscription Edition is told why it cannot, and not that nobody did."""
    servers = [
        server("15.1.2507.6", "EX0", fqdn="ex0.corp.example"),
        server("15.2.1748.10", "EX1", fqdn="ex1.corp.example"),
    ]
    whole = small_2019(servers=servers, hosts=[host("ex0.corp.example")], candidates=[ITSELF])
    results = found(whole, "exchange-se", cloud_ok=False)
    beside = the_way(results, "exchange-2016+exchange-2019>exchange-se")
    assert "candidate-name" in beside.hops[0].remaining
    assert beside.verdict == "not-ready"


def test_a_server_upgraded_at_one_stop_is_the_one_that_runs_the_next() -> None:
    results = found(small_2019(), "exchange-se@cu2", cloud_ok=False)
    upgraded = the_way(results, f"{IN_PLACE}>exchange-se@cu2:in-place").hops[1]
    assert not any(one.observed.id == "row.no-new-server" for one in upgraded.findings)
    replaced = the_way(results, f"{BESIDE}>exchange-se@cu2:in-place").hops[1]
    assert "server-memory" in {one.check for one in replaced.findings if one.status == "not-verified"}


def test_what_says_the_same_as_today_is_no_change() -> None:
    for path in found(small_2019(), "exchange-se", cloud_ok=False).paths:
        for hop in path.hops:
            for one in hop.findings:
                assert one.resolved_by or one.observed.id == "row.no-new-server", one


def test_upgraded_servers_have_the_new_build_at_the_next_stop() -> None:
    whole = organisation("2019", hosts=[exchange_host("15.2.1748.10")])
    path = the_way(
        found(whole, "exchange-se@cu2", cloud_ok=False),
        "exchange-2019>exchange-se:in-place>exchange-se@cu2:in-place",
    )
    assert row(path.hops[1], "coexistence").resolved_by == "exchange-se"


def test_what_was_read_is_never_touched() -> None:
    whole = bremond()
    before = replace(whole)
    found(whole, cloud_ok=False)
    assert whole == before
    assert not isinstance(whole.servers, Declared)
