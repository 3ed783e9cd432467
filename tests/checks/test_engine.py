"""The engine: rows for everything, nothing unread counted as met, the verdict and the counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from checks.check import Check, Requirement, Verdict, all_checks, met, met_if, not_applicable, unknown
from checks.engine import counts_of, judge, verdict_of, worst
from checks.results import Finding, Results, Status, SubjectName
from checks.target import Level, LevelName, Requirements, Target
from checks.wording import Text, say
from scanner.inventory.model import Inventory
from tests.checks.build import (
    TARGETS,
    TODAY,
    candidate,
    controller,
    domain,
    exchange_host,
    failed,
    forest,
    host,
    inventory,
    judged,
    memory,
    organization,
    processor,
    read,
    results,
    rows,
    said,
    server,
    skipped,
    target,
)
from tests.checks.healthy import healthy, without

OBSERVED = say("test.observed", "seen")


def row(status: Status, level: LevelName | None = "must", check: str = "a", name: str = "x") -> Finding:
    return Finding(
        check=check,
        target="t",
        subject=SubjectName(kind="forest", name=name),
        status=status,
        level=level,
        observed=OBSERVED,
        items=[],
        expected=None,
        read_from=None,
        cite=[],
        confidence=None,
        conflicts=[],
        accepted=None,
    )


# Rows


@pytest.mark.parametrize(
    "whole", [inventory(), healthy("exchange-se"), inventory(servers=[], hosts=[host()])]
)
def test_every_check_of_every_target_has_a_row(whole: Inventory) -> None:
    found = results(whole).findings
    assert {(f.target, f.check) for f in found} == {(t, c) for t in TARGETS for c in all_checks()}


def test_an_empty_inventory_meets_nothing_but_the_day() -> None:
    met_rows = [(f.check, f.target) for f in results(inventory()).findings if f.status == "met"]
    assert met_rows == [("target-support", "exchange-se")]


def test_every_subject_has_its_own_row() -> None:
    whole = inventory(
        domains=[domain(), domain("sub.corp.example")],
        domain_controllers=[controller(name=f"dc{number}.corp.example") for number in range(3)],
        servers=[server("15.1.2507.6", f"EX{number}", fqdn=None) for number in range(4)],
        hosts=[host(f"new{number}.corp.example") for number in range(2)],
        candidates=[candidate(f"new{number}.corp.example") for number in range(2)],
    )
    tally: dict[str, int] = {}
    for finding in results(whole, "exchange-se").findings:
        tally[finding.check] = tally.get(finding.check, 0) + 1
    expected = {
        "ad-domain-controllers": 3,
        "ad-domain-level": 2,
        "ad-forest-level": 1,
        "ad-schema-master": 1,
        "clients-outlook": 1,
        "coexistence": 4,
        "target-support": 1,
    }
    assert {check: tally[check] for check in expected} == expected
    asked = {check for check in target("exchange-se").require if check.startswith("server-")}
    assert {tally[check] for check in asked} == {2}


def test_a_section_that_is_absent_says_why_in_the_words_of_the_collector() -> None:
    (found,) = rows(
        inventory(forest=failed(host="dc9.corp.example", seconds=45)), "exchange-se", "ad-forest-level"
    )
    assert (found.status, found.level) == ("not-verified", "must")
    assert found.observed.text == "dc9.corp.example accepted the connection and gave no answer in 45 s"
    assert found.observed.id == "absent.timed-out"
    assert found.read_from is not None
    assert found.read_from.collector == "ldap-forest"
    assert found.cite, "a row that is not verified still says what the requirement rests on"


def test_the_part_of_a_subject_that_is_absent_blanks_its_own_row_only() -> None:
    dead = msgspec.structs.replace(controller(name="dc2.corp.example"), computer=failed())
    found = rows(inventory(domain_controllers=[controller(), dead]), "exchange-se", "ad-domain-controllers")
    assert [(f.subject.name, f.status) for f in found] == [
        ("dc1.corp.example", "met"),
        ("dc2.corp.example", "not-verified"),
    ]


@pytest.mark.parametrize("name", TARGETS)
def test_without_a_candidate_its_rows_are_not_verified_at_the_level_that_stands_first(name: str) -> None:
    wanted = {check for check in target(name).require if all_checks()[check].subject == "candidate"}
    found = [f for f in results(inventory(), name).findings if f.check in wanted]
    assert {(f.status, f.subject.kind) for f in found} == {("not-verified", "candidate")}
    level_of = {f.check: f.level for f in found}
    assert level_of["server-disk-free"] == "must"
    assert level_of["server-memory"] == ("must" if name in ("exchange-2013", "exchange-2016") else "should")
    assert all(f.expected is not None and f.cite for f in found), "the shopping list is made of these"


def test_a_candidate_for_another_target_is_none_for_this_one() -> None:
    whole = inventory(
        hosts=[host(processor=read(processor()))],
        candidates=[candidate(targets=["exchange-2016"])],
    )
    assert [f.status for f in rows(whole, "exchange-2016", "server-processor")] == ["met"]
    assert [f.status for f in rows(whole, "exchange-se", "server-processor")] == ["not-verified"]


def test_a_candidate_for_a_target_is_one_for_its_other_releases() -> None:
    whole = inventory(
        hosts=[host(processor=read(processor()))], candidates=[candidate(targets=["exchange-se"])]
    )
    assert [f.status for f in rows(whole, "exchange-se@cu2", "server-processor")] == ["met"]


def test_a_candidate_nobody_looked_at_is_not_verified() -> None:
    whole = inventory(candidates=[candidate("unseen.corp.example")])
    for finding in results(whole, "exchange-2016").findings:
        if finding.check.startswith("server-"):
            assert (finding.subject.name, finding.status) == ("unseen.corp.example", "not-verified")


@pytest.mark.parametrize("organization_section", [read(None), said(None)])
def test_a_forest_without_exchange_has_nothing_to_coexist_with(organization_section: Any) -> None:
    found = results(inventory(organization=organization_section, servers=[]), "exchange-se").findings
    statuses = {f.check: f.status for f in found}
    assert (statuses["coexistence"], statuses["clients-outlook"]) == ("not-applicable", "not-applicable")


@pytest.mark.parametrize("kind", ["domain_controllers", "domains"])
def test_what_every_forest_holds_is_not_verified_when_none_was_found(kind: str) -> None:
    subject: Any = {"domain_controllers": "domain-controller", "domains": "domain"}[kind]
    check = make_check("probe", subject, (subject.replace("-", "_"),), lambda **_: met(OBSERVED))
    (finding,) = run(inventory(**{kind: []}), check).findings
    assert (finding.status, finding.level) == ("not-verified", "must")


def test_a_declared_section_is_judged_and_marked() -> None:
    for section, declared in ((said(forest(7)), True), (read(forest(7)), False)):
        (found,) = rows(inventory(forest=section), "exchange-se", "ad-forest-level")
        assert found.status == "met"
        assert found.read_from is not None
        assert found.read_from.declared is declared
        assert (found.read_from.collector is None) is declared


def test_a_row_is_declared_when_any_part_of_it_is() -> None:
    whole = inventory(
        hosts=[host(memory=said(memory(128 << 30)))],
        candidates=[candidate()],
        servers=said([server("15.1.2507.6")]),
    )
    for check in ("server-memory", "coexistence"):
        (found,) = rows(whole, "exchange-se", check)
        assert (found.status, found.read_from and found.read_from.declared) == ("met", True), check


# Must and should, met one after the other, through a check of our own


class Need(Requirement, frozen=True, kw_only=True):
    answer: str


def answer_as_told(need: Need, **_: Any) -> Verdict:
    if need.answer == "break":
        raise RuntimeError("a defect in the check")
    answers: dict[str, Callable[[Text], Verdict]] = {
        "met": met,
        "unmet": lambda text: met_if(False, text),
        "unknown": unknown,
        "n/a": not_applicable,
    }
    return answers[need.answer](OBSERVED)


def make_check(
    name: str,
    subject: Any,
    reads: tuple[str, ...],
    judge_one: Callable[..., Verdict],
    uses: tuple[str, ...] = (),
) -> Check:
    return Check(
        id=name,
        subject=subject,
        reads=reads,
        uses=uses,
        need=Need,
        requires=lambda _: OBSERVED,
        judge=judge_one,
        module="tests",
    )


def level_of(answer: str | None) -> Level | None:
    if answer is None:
        return None
    return Level(need=Need(answer=answer), cite=["some"], confidence="high", conflicts=[])


def run(whole: Inventory, *checks: Check, must: str | None = "met", should: str | None = None) -> Results:
    asks = Requirements(must=level_of(must), should=level_of(should))
    place = Target(
        id="t",
        name="Target",
        release="1",
        verified=TODAY,
        require={check.id: asks for check in checks},
        sources={},
    )
    by_id = {check.id: check for check in checks}
    return judge(whole, "0", [place], as_of=TODAY, tool="1", checks=by_id).results


PROBE = make_check("probe", "forest", ("forest",), answer_as_told)


@pytest.mark.parametrize(
    ("must", "should", "status", "level"),
    [
        ("met", None, "met", "must"),
        ("unmet", None, "blocker", "must"),
        ("unknown", None, "not-verified", "must"),
        ("n/a", None, "not-applicable", "must"),
        (None, "met", "met", "should"),
        (None, "unmet", "warning", "should"),
        (None, "unknown", "not-verified", "should"),
        (None, "n/a", "not-applicable", "should"),
        ("met", "met", "met", "should"),
        ("met", "unmet", "warning", "should"),
        ("met", "unknown", "not-verified", "should"),
        ("unmet", "met", "blocker", "must"),
        ("unmet", "unmet", "blocker", "must"),
        ("unknown", "met", "not-verified", "must"),
        ("unknown", "unmet", "not-verified", "must"),
        ("break", "met", "not-verified", "must"),
        ("met", "break", "not-verified", "should"),
    ],
)
def test_the_must_decides_if_it_can_else_the_should(
    must: str | None, should: str | None, status: str, level: str
) -> None:
    (finding,) = run(inventory(forest=forest()), PROBE, must=must, should=should).findings
    assert (finding.status, finding.level) == (status, level)


def test_a_check_that_breaks_is_a_row_a_traceback_and_no_harm_to_others() -> None:
    asks = {
        "probe": Requirements(must=level_of("break")),
        "sound": Requirements(must=level_of("met")),
    }
    sound = make_check("sound", "forest", ("forest",), answer_as_told)
    place = Target(id="t", name="T", release="1", verified=TODAY, require=asks, sources={})
    done = judge(
        inventory(forest=forest()),
        "0",
        [place],
        as_of=TODAY,
        tool="1",
        checks={"probe": PROBE, "sound": sound},
    )
    assert [(f.check, f.status) for f in done.results.findings] == [
        ("probe", "not-verified"),
        ("sound", "met"),
    ]
    assert "defect" in done.results.findings[0].observed.text
    assert done.results.targets[0].verdict == "cannot-conclude"
    (trace,) = done.broken
    assert "probe on corp.example" in trace
    assert "RuntimeError: a defect in the check" in trace


def test_a_check_the_target_does_not_ask_is_one_row_not_applicable() -> None:
    (finding,) = run(inventory(), PROBE, must="met").findings
    assert finding.status == "not-verified"
    place = Target(id="t", name="Target", release="1", verified=TODAY, require={}, sources={})
    done = judge(inventory(), "0", [place], as_of=TODAY, tool="1", checks={"probe": PROBE})
    (finding,) = done.results.findings
    assert (finding.status, finding.level, finding.expected) == ("not-applicable", None, None)
    assert finding.observed.text == "Target asks nothing of this"


@pytest.mark.parametrize(
    ("exchange", "expected"), [(failed(), None), (skipped(), None), (read(7), 7), (said(7), 7)]
)
def test_a_section_a_check_can_do_without_is_none_when_it_was_not_read(
    exchange: Any, expected: int | None
) -> None:
    seen: list[Any] = []

    def remember(need: Need, forest: Any, clients: Any) -> Verdict:
        seen.append(clients)
        return met(OBSERVED)

    probe = make_check("probe", "forest", ("forest",), remember, uses=("clients",))
    (finding,) = run(inventory(forest=forest(), clients=exchange), probe).findings
    assert (finding.status, seen) == ("met", [expected])


# The verdict and the counts


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [
        ([("met", "must")], "ready"),
        ([("met", "must"), ("not-applicable", None)], "ready"),
        ([("met", "must"), ("warning", "should")], "ready-with-conditions"),
        ([("met", "must"), ("not-verified", "should")], "ready-with-conditions"),
        ([("met", "must"), ("not-verified", "must")], "cannot-conclude"),
        ([("warning", "should"), ("not-verified", "must")], "cannot-conclude"),
        ([("blocker", "must"), ("met", "must")], "not-ready"),
        ([("blocker", "must"), ("not-verified", "must")], "not-ready"),
        ([("warning", "should"), ("blocker", "must")], "not-ready"),
        ([("not-applicable", None)], "cannot-conclude"),
        ([], "cannot-conclude"),
    ],
)
def test_the_verdict(statuses: list[tuple[Status, LevelName | None]], verdict: str) -> None:
    findings = [row(status, level, check=str(number)) for number, (status, level) in enumerate(statuses)]
    assert verdict_of(findings) == verdict
    assert verdict_of(reversed(findings)) == verdict


@pytest.mark.parametrize(
    ("statuses", "counted"),
    [
        (["met", "met"], "met"),
        (["met", "not-applicable"], "met"),
        (["met", "warning"], "warning"),
        (["warning", "not-verified"], "not-verified"),
        (["not-verified", "blocker", "met"], "blocker"),
        (["not-applicable"], "not-applicable"),
    ],
)
def test_a_check_counts_once_by_its_worst_row(statuses: list[Status], counted: str) -> None:
    findings = [row(status, name=str(number)) for number, status in enumerate(statuses)]
    assert worst(findings).status == counted
    tally = msgspec.to_builtins(counts_of(findings))
    assert {status: count for status, count in tally.items() if count} == {counted: 1}


def test_the_counts_of_a_target_are_of_checks() -> None:
    whole = inventory(
        domain_controllers=[controller(), controller("6.0 (6002)"), controller(None)], forest=forest(6)
    )
    few = (
        "ad-domain-controllers",
        "ad-forest-level",
        "ad-global-catalog",
        "target-support",
        "clients-outlook",
    )
    chosen = {check_id: all_checks()[check_id] for check_id in few}
    (place,) = results(whole, "exchange-se", checks=chosen).targets
    # A domain controller that is too old outweighs one that will do.
    counts = place.counts
    assert (counts.met, counts.warning, counts.blocker, counts.not_verified) == (2, 0, 1, 2)
    assert sum(msgspec.to_builtins(counts).values()) == len(few)


ENDED = {"target-support", "exchange-support"}
# What no table of the rule book knows of a version.
NO_TABLE = {"exchange-2010": {"exchange-known-issues", "exchange-vulnerabilities"}}
# Questions that do not arise where nothing of the kind is there, or where every server stays.
MAY_NOT_ARISE = {
    "availability-group-versions", "certificate-auth", "certificate-federation",
    "client-access-arrays", "clients-programs", "databases-copies", "dynamic-group-filters", "edge-subscription",
    "exchange-auth-certificate", "exchange-ssl-offloading", "hybrid-application",
    "hybrid-authentication", "hybrid-configuration", "hybrid-connectors", "in-place-upgrade",
    "leaving-address-books", "leaving-availability-group", "leaving-groups", "leaving-mailboxes",
    "leaving-send-connectors", "linked-mailboxes", "organization-relationships", "outlook-anywhere",
    "public-folder-objects", "transport-rules", "virtual-directories",
    "public-folder-migration",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "verdict", "warnings"),
    [
        ("exchange-2010", "ready-with-conditions", {*ENDED, "server-windows-support"}),
        ("exchange-2013", "ready-with-conditions", {*ENDED, "server-windows-support"}),
        ("exchange-2016", "ready-with-conditions", ENDED),
        ("exchange-2019", "ready-with-conditions", ENDED),
        ("exchange-se", "ready", set()),
    ],
)
def test_an_environment_that_has_everything(name: str, verdict: str, warnings: set[str]) -> None:
    found = results(healthy(name), name)
    (place,) = found.targets
    assert place.verdict == verdict
    assert {f.check for f in found.findings if f.status == "warning"} == warnings
    counts = place.counts
    assert {f.check for f in found.findings if f.status == "not-verified"} == NO_TABLE.get(name, set())
    assert (counts.blocker, counts.warning) == (0, len(warnings))
    assert counts.met + counts.warning + counts.not_verified + counts.not_applicable == len(all_checks())
    # Whatever is asked of everybody was met, and not passed over.
    passed = {f.check for f in found.findings if f.status == "not-applicable"} & set(target(name).require)
    assert passed <= MAY_NOT_ARISE


def test_results_carry_the_sources_they_cite_and_no_other() -> None:
    found = results(healthy("exchange-se"), "exchange-se")
    cited = {source for finding in found.findings for source in finding.cite}
    cited |= {source for finding in found.findings for note in finding.conflicts for source in note.cite}
    assert set(found.sources) == cited
    assert "ms-sizing-2013" not in cited


def test_same_arguments_same_results() -> None:
    first, second = (results(healthy("exchange-se")) for _ in range(2))
    assert msgspec.json.encode(first) == msgspec.json.encode(second)


def test_targets_do_not_mix() -> None:
    whole = healthy("exchange-se")
    together = results(whole)
    for name in TARGETS:
        alone = results(whole, name)
        assert [f for f in together.findings if f.target == name] == alone.findings
        assert [t for t in together.targets if t.id == name] == alone.targets


def test_judging_leaves_the_inventory_alone() -> None:
    whole = healthy("exchange-2016")
    before = msgspec.json.encode(whole)
    judged(whole)
    assert msgspec.json.encode(whole) == before


def test_the_whole_is_called_by_the_best_name_there_is() -> None:
    whole = inventory(organization=organization(), forest=forest())
    assert results(whole).inventory.organization == "Bremond"
    assert results(without(whole, organization=failed())).inventory.organization == "corp.example"
    assert results(inventory()).inventory.organization == "corp.example"


def test_an_exact_build_goes_with_one_release_of_the_target_only() -> None:
    whole = inventory(servers=[server("15.1.2507.6")], hosts=[exchange_host("15.1.2507.61")])
    statuses = [rows(whole, name, "coexistence")[0].status for name in ("exchange-se", "exchange-se@cu2")]
    assert statuses == ["met", "blocker"]
    assert target("exchange-se@cu2").base_id == "exchange-se"
