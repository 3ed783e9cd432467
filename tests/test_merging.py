"""Several inventories made one: of everything the newest reading, whatever the order, and a note of what was left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import samples
from scanner.inventory.absence import Collected, Declared, Failed, Skipped, Source
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import Candidate, CopyStatus, Host, Inventory, Memory
from scanner.merging import Settled, UnlikeRefused, merge
from tests.made import made
from tests.sample_organizations.opened import HOST_SECTIONS, data, opened

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
WHOLE = opened("exchange-2016-2019")


def later(days: int) -> datetime:
    return AT + timedelta(days=days)


def collected(found: Any, day: int = 0, host: str | None = None) -> Collected[Any]:
    return Collected(data=found, source=Source(collector="windows-host", host=host), at=later(day))


def failed(day: int = 0) -> Failed:
    return Failed(
        code="unreachable", values={"host": "x", "port": 1}, collector="windows-host", at=later(day)
    )


def skipped(day: int = 0) -> Skipped:
    return Skipped(code="not-asked", values={}, collector="windows-host", at=later(day))


def memory(size: int, day: int = 0) -> Collected[Any]:
    return collected(made(Memory, installed=size), day)


def machine(section: Any, name: str = "EX1") -> Inventory:
    """An inventory that holds one section of one machine."""
    return of_machines(Host(name=name, **{**dict.fromkeys(HOST_SECTIONS, skipped()), "memory": section}))


def of_machines(*hosts: Host, **changes: Any) -> Inventory:
    nothing = dict.fromkeys(SINGLE_SECTIONS, skipped())
    return replace(WHOLE, **{**nothing, "hosts": list(hosts), "candidates": [], "taken_at": AT, **changes})


def merged(*inventories: Inventory) -> tuple[Inventory, list[Settled]]:
    return merge([(f"{number}.json", each) for number, each in enumerate(inventories)])


@pytest.mark.parametrize("name", samples.names())
def test_an_inventory_merged_with_itself_is_itself(name: str) -> None:
    inventory = opened(name)
    assert merged(inventory, inventory) == (inventory, [])


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(SINGLE_SECTIONS)), st.integers(0, len(WHOLE.hosts)), st.booleans())
def test_a_scan_cut_in_two_gives_back_the_whole(there: set[str], hosts: int, swapped: bool) -> None:
    whole, early = WHOLE, datetime(2000, 1, 1, tzinfo=UTC)
    gone = Skipped(code="not-asked", values={}, collector="x", at=early)
    one = replace(whole, **dict.fromkeys(there, gone), hosts=whole.hosts[:hosts])
    other = replace(
        whole, **dict.fromkeys(set(SINGLE_SECTIONS) - there, gone), hosts=whole.hosts[hosts:], candidates=[]
    )
    found, settled = merged(*((other, one) if swapped else (one, other)))
    assert sorted(found.hosts, key=lambda host: host.name) == sorted(whole.hosts, key=lambda host: host.name)
    assert replace(found, hosts=[]) == replace(whole, hosts=[])
    assert {note.left.state for note in settled} <= {"skipped"}


SECTIONS = st.one_of(
    st.builds(memory, st.integers(1, 3), st.integers(0, 3)),
    st.builds(failed, st.integers(0, 3)),
    st.builds(skipped, st.integers(0, 3)),
    st.builds(
        lambda size, day: Declared(data=made(Memory, installed=size), by="A", at=later(day)),
        st.integers(1, 3),
        st.integers(0, 3),
    ),
)


@settings(max_examples=100, deadline=None)
@given(SECTIONS, SECTIONS, SECTIONS)
def test_neither_order_nor_grouping_makes_a_difference(one: Any, two: Any, three: Any) -> None:
    a, b, c = machine(one), machine(two), machine(three)
    at_once = merged(a, b, c)[0]
    assert merged(c, a, b)[0] == at_once
    assert merged(merged(a, b)[0], c)[0] == at_once
    assert merged(a, merged(b, c)[0])[0] == at_once


@pytest.mark.parametrize("weaker", [failed(5), skipped(5), Declared(data=None, by="A", at=later(5))])
def test_what_was_read_outlasts_everything_else_and_that_is_said(weaker: Any) -> None:
    found, (note,) = merged(machine(memory(4)), machine(weaker))
    assert data(found.hosts[0].memory).installed == 4
    assert (note.subject, note.section, note.kept.file, note.left.file) == (
        "EX1",
        "memory",
        "0.json",
        "1.json",
    )
    assert (note.kept.at, note.left.at) == (AT, later(5))


def test_the_newer_of_two_readings_is_kept_and_both_times_are_said() -> None:
    found, (note,) = merged(machine(memory(8, 2)), machine(memory(4, 1), "ex1"))
    assert data(found.hosts[0].memory).installed == 8
    assert (note.kept.at, note.left.at, note.left.state) == (later(2), later(1), "collected")


def test_what_was_declared_stays_declared() -> None:
    said = Declared(data=made(Memory, installed=4), by="A. Person", at=AT)
    assert merged(machine(said), machine(failed(5)))[0].hosts[0].memory == said


def test_a_time_without_an_offset_can_be_compared() -> None:
    naive = collected(made(Memory, installed=4))
    naive = replace(naive, at=datetime(2026, 11, 1))  # noqa: DTZ001 - as an editor would leave it
    assert data(merged(machine(naive), machine(memory(8)))[0].hosts[0].memory).installed == 8


def test_of_a_newer_listing_each_record_keeps_what_only_the_older_scan_read_of_it() -> None:
    domains = data(WHOLE.domains)
    blind = [replace(domain, head=failed(3)) for domain in domains[:1]]
    newer = replace(
        WHOLE, domains=replace(WHOLE.domains, data=blind, at=WHOLE.domains.at + timedelta(days=9))
    )
    found, notes = merged(WHOLE, newer)
    assert data(found.domains) == domains[:1]
    listing, head = sorted(notes, key=lambda note: note.subject or "")
    assert (listing.kept.file, listing.only_left) == ("1.json", tuple(each.name for each in domains[1:]))
    assert (head.subject, head.section, head.kept.file) == (domains[0].name, "head", "0.json")


def test_what_different_servers_told_is_put_together() -> None:
    def told(server: str, day: int) -> Inventory:
        copies = [made(CopyStatus, database="DB1", server=server)]
        return of_machines(copy_status=collected(copies, day, host=server))

    one, two, again = told("EX2", 0), told("EX1", 1), told("EX2", 2)
    found, (note,) = merged(one, two)
    assert [each.server for each in data(found.copy_status)] == ["EX1", "EX2"]
    assert (note.how, found.copy_status.at) == ("together", later(1))
    assert data(merged(found, again)[0].copy_status) == data(merged(two, again, one)[0].copy_status)


def test_candidates_are_joined_and_the_newer_purpose_wins() -> None:
    meant = Candidate(host="NEW1", role="mailbox", targets=["exchange-se"])
    one = of_machines(candidates=[replace(meant, targets=[]), replace(meant, host="NEW2")])
    two = of_machines(candidates=[replace(meant, host="new1")], taken_at=later(1))
    found, (note,) = merged(one, two)
    assert [each.targets for each in found.candidates] == [["exchange-se"], ["exchange-se"]]
    assert (note.section, note.kept.file) == ("candidates", "1.json")


def test_whoever_was_trusted_without_proof_stays_named() -> None:
    one = of_machines(scan=replace(WHOLE.scan, exceptions=["dc1: certificate not verified"]))
    two = of_machines(scan=replace(WHOLE.scan, exceptions=[]), taken_at=later(1))
    assert merged(one, two)[0].scan.exceptions == ["dc1: certificate not verified"]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (
            lambda whole: {"forest": replace(whole.forest, data=replace(data(whole.forest), name="x.y"))},
            "forest",
        ),
        (
            lambda whole: {
                "organization": replace(whole.organization, data=replace(data(whole.organization), name="X"))
            },
            "Exchange organisation",
        ),
    ],
)
def test_two_organisations_are_refused_with_what_to_do(
    change: Callable[[Inventory], dict[str, Any]], what: str
) -> None:
    with pytest.raises(UnlikeRefused, match=f"an inventory holds one {what}") as refused:
        merged(WHOLE, replace(WHOLE, **change(WHOLE)))
    assert "exready check A B" in refused.value.do
