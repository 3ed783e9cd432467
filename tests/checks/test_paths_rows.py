"""What is open at each stop of a way, the order of work, and what it takes."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from checks.results import Finding, Hop, Path
from scanner.inventory.absence import Declared
from scanner.inventory.model import Database, Inventory, MailboxSizes, RecipientCount
from tests.checks.build import (
    GB,
    accepted,
    controller,
    counts,
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
    said,
    server,
    sites,
    tenant,
)
from tests.checks.test_paths import NOW, TO_SE, found, organisation, the_way
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


def test_in_place_the_servers_that_are_there_are_judged_as_the_new_ones() -> None:
    machine = replace(
        exchange_host("15.2.1748.10", "ex0.corp.example"), memory=read(memory(installed=32 * GB))
    )
    servers = [server("15.2.1748.10", "EX0", fqdn="ex0.corp.example")]
    whole = inventory(organization=organization(), servers=servers, hosts=[machine])
    results = found(whole, "exchange-se", cloud_ok=False)
    in_place = the_way(results, "exchange-2019>exchange-se:in-place")
    small = row(in_place.hops[0], "server-memory")
    assert (small.subject.name, small.status) == ("ex0.corp.example", "warning")
    assert small.read_from is not None
    assert not small.read_from.declared
    beside = the_way(results, "exchange-2019>exchange-se")
    assert "server-memory" in beside.hops[0].remaining
    assert beside.hops[0].findings == []


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


# Order of work


def phases(path: Path, hop: str) -> list[str]:
    return [step.phase for step in path.steps if step.hop == hop]


def test_the_order_of_a_stop_beside_the_old_servers() -> None:
    """Roadmap for Exchange 2007: install, move services and mailboxes, take the old servers away; then the next."""
    path = way_to_se()
    assert [step.hop for step in path.steps] == sorted(
        [step.hop for step in path.steps], key=["exchange-2013", "exchange-2016", "exchange-se"].index
    )
    expected = [
        "decide", "domain-controllers", "raise-levels", "extend-schema", "build-servers", "install", "clients",
        "move-mailboxes", "move-services", "retire",
    ]  # fmt: skip
    assert [phase for phase in phases(path, "exchange-2016") if phase in expected] == expected
    order = phases(path, "exchange-2013")
    assert order.index("update-servers") < order.index("extend-schema") < order.index("install")
    assert order.index("clients") < order.index("move-mailboxes") < order.index("retire")


def test_the_order_of_a_staged_migration() -> None:
    """Staged migration: domains, synchronisation, Outlook Anywhere, files, batches, MX, old servers."""
    whole = bremond(tenant=said(tenant()), databases=[made(Database, name="PF", kind="public-folder")])
    path = the_way(found(whole, "m365-staged", cloud_ok=True), "exchange-2007>m365-staged")
    order = phases(path, "m365-staged")
    expected = [
        "tenant", "synchronize", "publish", "clients", "batches", "tell-users", "move-mailboxes",
        "move-public-folders", "switch-mail", "retire",
    ]  # fmt: skip
    assert [phase for phase in order if phase in expected] == expected
    assert "keep one" in path.steps[-1].text.text


def test_the_order_of_a_hybrid() -> None:
    path = the_way(found(organisation("2016"), "m365-hybrid"), "exchange-2016>exchange-se:bridge>m365-hybrid")
    assert phases(path, "exchange-se")[-2:] == ["build-servers", "install"]
    order = phases(path, "m365-hybrid")
    assert order.index("synchronize") < order.index("connect") < order.index("move-mailboxes")
    assert "switch-mail" not in order


def test_in_place_nothing_is_moved_and_nothing_is_retired() -> None:
    machine = replace(exchange_host("15.2.1748.10"), memory=read(memory(installed=32 * GB)))
    path = the_way(
        found(organisation("2019", hosts=[machine]), "exchange-se"), "exchange-2019>exchange-se:in-place"
    )
    order = phases(path, "exchange-se")
    assert not {"install", "extend-schema", "move-mailboxes", "retire"} & set(order)
    assert order.index("build-servers") < order.index("upgrade")


def test_every_open_check_of_a_way_is_cleared_by_a_step_and_each_only_where_it_is_open() -> None:
    for path in found(bremond(), cloud_ok=False).paths:
        cleared = {check for step in path.steps for check in step.clears}
        assert {check for hop in path.hops for check in hop.remaining} <= cleared, path.id
        for step in path.steps:
            assert len(step.clears) == len(set(step.clears))
        assert len({step.id for step in path.steps}) == len(path.steps)


def test_what_cannot_be_undone_is_said_loudly() -> None:
    steps = way_to_se().steps
    for step in steps:
        assert (step.caution is None) == step.reversible
    for phase in ("raise-levels", "extend-schema", "retire"):
        cautions = [step.caution for step in steps if step.phase == phase]
        assert cautions
        assert all(caution is not None and "CANNOT BE UNDONE" in caution.text for caution in cautions)


def test_old_servers_clear_what_only_their_going_clears() -> None:
    retire = next(step for step in way_to_se().steps if step.id == "exchange-2013:retire")
    assert "exchange-support" in retire.clears


def test_a_check_without_a_row_of_its_own_is_work_of_its_kind() -> None:
    whole = organisation("2016", hosts=[host("new.corp.example")])
    path = the_way(found(whole, "exchange-se"), "exchange-2016>exchange-se")
    build = next(step for step in path.steps if step.phase == "build-servers")
    assert "server-memory" in build.clears


# Effort


def test_effort_is_counted() -> None:
    sizes = made(MailboxSizes, mailboxes=300, total=900 * GB, archives_total=100 * GB)
    whole = bremond(mailbox_sizes=sizes)
    effort = the_way(found(whole, "exchange-se", cloud_ok=False), TO_SE).effort
    assert effort.servers_to_add == 3
    assert effort.servers_to_retire == 1 + 2
    assert effort.domain_controllers == 1
    assert effort.mailboxes == 3 * 300
    assert effort.bytes_to_move == 3 * 1000 * GB
    assert effort.clients == 100
    assert (effort.profiles, effort.licences) == (0, 0)


def test_effort_in_the_cloud() -> None:
    whole = bremond(recipients=counts(users=250, shared=50))
    results = found(whole, "m365-staged", "m365-hybrid", cloud_ok=True)
    staged = the_way(results, "exchange-2007>m365-staged").effort
    assert (staged.servers_to_add, staged.servers_to_retire) == (
        0,
        0,
    )  # one, which stays with synchronisation
    assert (staged.mailboxes, staged.licences, staged.profiles) == (300, 250, 300)
    hybrid = the_way(results, "exchange-2007>exchange-2013:bridge>m365-hybrid").effort
    assert (hybrid.servers_to_add, hybrid.servers_to_retire) == (1, None)
    assert (hybrid.mailboxes, hybrid.profiles) == (300, 0)


def test_what_cannot_be_counted_is_not_known() -> None:
    effort = the_way(
        found(organisation("2007", mailboxes=None), "m365-cutover"), "exchange-2007>m365-cutover"
    ).effort
    assert effort.mailboxes is None
    assert effort.bytes_to_move is None
    assert effort.clients is None
    assert effort.profiles is None
    assert effort.licences is None
    assert effort.servers_to_add == 0


def test_no_mailbox_found_is_not_no_mailbox() -> None:
    results = found(organisation("2007", mailboxes=0), "m365-cutover")
    path = the_way(results, "exchange-2007>m365-cutover")
    assert path.effort.mailboxes is None
    assert "move-mailboxes" in phases(path, "m365-cutover")


def test_an_unread_controller_leaves_their_number_open() -> None:
    whole = bremond(domain_controllers=[controller(None), controller("5.2 (3790)", "dc2", "Service Pack 2")])
    assert the_way(found(whole, "exchange-se"), TO_SE).effort.domain_controllers is None


def test_only_the_mailboxes_of_servers_that_go_move() -> None:
    rows = [
        RecipientCount(type_details=1, database="DB1", server=None, count=70),
        RecipientCount(type_details=1, database="DB2", server=None, count=30),
    ]
    databases = [
        made(Database, name=name, kind="mailbox", server=owner)
        for name, owner in (("DB1", "EX0"), ("DB2", "EX1"))
    ]
    whole = organisation("2016", "2019", recipients=rows, databases=databases)
    results = found(whole, "exchange-se", cloud_ok=False)
    in_place = the_way(results, "exchange-2016+exchange-2019>exchange-se:in-place")
    assert (in_place.effort.mailboxes, in_place.effort.servers_to_add) == (70, 0)
    assert in_place.effort.servers_to_retire == 1
    beside = the_way(results, "exchange-2016+exchange-2019>exchange-se")
    assert (beside.effort.mailboxes, beside.effort.servers_to_add) == (100, 1)
    unknown = organisation("2016", "2019", recipients=rows)
    one = the_way(found(unknown, "exchange-se"), "exchange-2016+exchange-2019>exchange-se:in-place")
    assert one.effort.mailboxes is None


# Decision


def test_without_answers_each_question_says_where_an_answer_leads() -> None:
    results = found(organisation("2007", mailboxes=80))
    assert results.decision is not None
    led = {q.id: {o.answer: o.path for o in q.outcomes} for q in results.decision.questions}
    assert led["cloud_ok"] == {"yes": "exchange-2007>m365-cutover", "no": TO_SE}
    assert led["coexistence"] == {
        "yes": f"{TO_SE}:bridge>m365-hybrid",
        "no": "exchange-2007>m365-cutover",
    }
    assert led["weeks"] == {
        "1": "exchange-2007>m365-cutover",
        "2": "exchange-2007>m365-staged",
        "9": "exchange-2007>m365-staged",
    }
    assert all(
        question.answer is None for question in results.decision.questions if question.id != "cloud_ok"
    )


def test_a_question_that_changes_nothing_is_not_asked() -> None:
    on_premises = found(organisation("2007"), "exchange-se")
    assert on_premises.decision is not None
    assert on_premises.decision.questions == []
    assert on_premises.decision.recommended == TO_SE
    ruled_out = found(organisation("2007"), cloud_ok=False).decision
    assert ruled_out is not None
    assert [question.id for question in ruled_out.questions] == ["cloud_ok"]


def test_the_recommendation_says_what_would_overturn_it() -> None:
    results = found(organisation("2007", mailboxes=140), cloud_ok=True)
    path = the_way(results, "exchange-2007>m365-cutover")
    assert path.recommended
    texts = [text.text for text in path.overturned_by]
    assert "150 mailboxes and more: exchange-2007>m365-staged." in texts
    assert any(text.startswith("--on-premises-only") or "(no): exchange" in text for text in texts)
    assert all(not other.overturned_by for other in results.paths if not other.recommended)


def test_a_later_release_that_refuses_what_is_there_overturns_it() -> None:
    path = the_way(found(organisation("2016"), cloud_ok=False), "exchange-2016>exchange-se")
    assert any("CU2" in text.text and "2016" in text.text for text in path.overturned_by)


def test_ways_say_what_speaks_against_them() -> None:
    results = found(organisation("2007"), cloud_ok=True, coexistence=True, keep_mailboxes_on_premises=True)

    def ids(way: str) -> set[str]:
        return {text.id for text in the_way(results, way).why}

    assert {"why.no-coexistence", "why.all-move"} <= ids("exchange-2007>m365-staged")
    assert "why.new-blockers" in ids("exchange-2007>exchange-2013:bridge>m365-hybrid")
    assert not {"why.no-coexistence", "why.all-move"} & ids(f"{TO_SE}:bridge>m365-hybrid")
    assert "why.unsupported" in ids("exchange-2007>exchange-2013>exchange-2016")


def test_a_destination_out_of_support_is_named_and_not_recommended() -> None:
    decision = found(organisation("2010"), "exchange-2016", as_of=NOW).decision
    assert decision is not None
    assert decision.recommended is None
    assert "out of support" in decision.why[0].text
    assert "Exchange Server 2016" in decision.why[0].text


def test_with_every_mailbox_in_the_cloud_no_way_into_it_is_recommended() -> None:
    whole = organisation("2016", recipients=counts(remote=300))
    decision = found(whole, cloud_ok=True).decision
    assert decision is not None
    assert (decision.recommended, decision.why[0].id) == (None, "decision.moved")


def test_every_page_a_way_rests_on_is_among_the_sources() -> None:
    results = found(bremond(), "exchange-se", cloud_ok=False)
    assert results.decision is not None
    cited = set(results.decision.cite)
    cited |= {
        source for path in results.paths for hop in path.hops for one in hop.findings for source in one.cite
    }
    assert cited
    assert cited <= set(results.sources)
