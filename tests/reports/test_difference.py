"""What changed: environment, rules and coverage are kept apart, and less access is never an improvement."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checks.subjects import HOST_SECTIONS
from reports.difference import Difference, difference, new_blockers
from reports.difference_text import as_markdown, as_text
from reports.environment_changes import changes_between
from reports.view import view
from reports.words import Words
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import Inventory
from tests.reports.cases import case, edited, renamed, sample

TARGETS = ("exchange-2016", "exchange-se")
FAILED = {
    "state": "failed",
    "code": "access-denied",
    "values": {"host": "dc1", "what": "it"},
    "collector": "ldap",
    "at": "2026-11-24T09:00:00Z",
}
IMPROVEMENTS = {"fixed", "better", "gone", "verified"}


def compare(before: Inventory, after: Inventory) -> Difference:
    return difference(
        case(before, TARGETS).results, case(after, TARGETS).results, changes_between(before, after)
    )


def without(inventory: Inventory, *sections: str) -> Inventory:
    return edited(inventory, lambda document: document.update(dict.fromkeys(sections, FAILED)))


def raised(inventory: Inventory) -> Inventory:
    def change(document: dict[str, Any]) -> None:
        document["forest"]["data"]["functional_level"] = 7

    return edited(inventory, change)


def test_the_same_inventory_twice_makes_no_difference() -> None:
    found = compare(sample("exchange-2007"), sample("exchange-2007"))
    assert (found.verdicts, found.findings, found.environment) == ([], [], [])
    assert (found.requirements, found.coverage) == ([], [])
    assert as_text(found, Words())[-1] == "Nothing changed."


def test_a_higher_level_is_a_fix_of_the_environment_and_its_way_back_a_new_blocker() -> None:
    low = sample("exchange-2007")
    found = compare(low, raised(low))
    fixed = {(f.check, f.target): (f.movement, f.cause) for f in found.findings}
    assert fixed["ad-forest-level", "exchange-2016"] == ("fixed", "environment")
    assert [(c.section, c.fields) for c in found.environment] == [
        ("forest", {"functional_level": ("2", "7")})
    ]
    assert "ad-forest-level" not in {change.check for change in new_blockers(found)}
    back = compare(raised(low), low)
    assert "ad-forest-level" in {change.check for change in new_blockers(back)}


@given(st.sets(st.sampled_from(SINGLE_SECTIONS), min_size=1, max_size=3))
@example({"organization"}).via("what the whole is called goes with it")
@example({"forest"}).via("so does the name of the forest")
@settings(max_examples=15, deadline=None)
@pytest.mark.parametrize("name", ["exchange-2007", "exchange-2016-2019"])
def test_losing_access_never_looks_like_an_improvement(name: str, sections: set[str]) -> None:
    whole = sample(name)
    found = compare(whole, without(whole, *sorted(sections)))
    assert {f.movement for f in found.findings} & IMPROVEMENTS == set()
    assert {f.cause for f in found.findings if f.before in ("blocker", "warning")} <= {
        "coverage",
        "environment",
    }
    assert [f for f in found.findings if f.before == "blocker" and f.movement != "observed"] == [
        f for f in found.findings if f.before == "blocker" and f.movement == "no-longer-verified"
    ]
    assert found.environment == []
    assert {change.change for change in found.coverage} <= {"lost"}


@given(st.sets(st.sampled_from(HOST_SECTIONS), min_size=1))
@settings(max_examples=10, deadline=None)
def test_nor_does_a_machine_that_is_not_read_any_more(parts: set[str]) -> None:
    whole = sample("exchange-2016-2019")

    def change(document: dict[str, Any]) -> None:
        for host in document["hosts"]:
            host.update(dict.fromkeys(parts, FAILED))

    for after in (edited(whole, change), edited(whole, lambda document: document["hosts"].clear())):
        found = compare(whole, after)
        assert {f.movement for f in found.findings} & IMPROVEMENTS == set()
        assert found.environment == []


def test_other_rules_are_told_apart_from_another_environment() -> None:
    before = case("exchange-2007", TARGETS).results
    row = next(f for f in before.findings if f.check == "ad-forest-level")
    assert row.expected is not None
    asked = replace(row.expected, text="8")
    findings = [replace(f, expected=asked, status="met") if f is row else f for f in before.findings]
    found = difference(before, replace(before, rules="2099.01", findings=findings))
    assert [(c.check, c.after.text) for c in found.requirements] == [("ad-forest-level", "8")]
    assert [(f.check, f.movement, f.cause) for f in found.findings] == [("ad-forest-level", "fixed", "rules")]
    assert any("2099.01" in line for line in as_text(found, Words()))


def test_a_server_that_came_and_one_that_went_are_named() -> None:
    whole = sample("exchange-2016-2019")
    first = whole.servers.data[0].name if hasattr(whole.servers, "data") else ""
    fewer = edited(whole, lambda document: document["servers"]["data"].pop(0))
    assert [(c.name, c.change) for c in compare(whole, fewer).environment] == [(first, "removed")]
    assert [(c.name, c.change) for c in compare(fewer, whole).environment] == [(first, "added")]


def test_hostile_names_steer_neither_terminal_nor_ticket() -> None:
    hostile = renamed(sample("partly-read"), "\x1b[2J<b>@all")
    found = compare(hostile, raised(hostile))
    assert not any("\x1b" in line for line in as_text(found, Words()))
    assert "\x1b" not in as_markdown(found, Words())


def test_the_page_marks_and_counts_what_changed_since_a_baseline() -> None:
    low = sample("exchange-2007")
    before, after = case(low, TARGETS), case(raised(low), TARGETS)
    since = difference(before.results, after.results)
    page = view(after.inventory, after.results, after.targets, since=since)
    tags = {row.anchor: row.tags for group in page.findings.groups for row in group.rows}
    assert "fixed" in tags["ad-forest-level"]
    said = next(fact for fact in page.facts if fact.label == "Since 22 Nov 2026")
    assert said.value.endswith("0 no longer verified")
    plain = view(after.inventory, after.results, after.targets)
    assert not any(fact.label.startswith("Since") for fact in plain.facts)
