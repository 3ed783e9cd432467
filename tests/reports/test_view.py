"""What the page prints, before it is markup."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import msgspec
import pytest

from checks.acceptance import Acceptance
from checks.check import all_checks
from checks.results import Item
from checks.subjects import HOST_SECTIONS
from checks.wording import say
from reports.digest import digests
from reports.evidence import EVIDENCE_ROWS, FEWEST_ROWS, rows_for_each
from reports.findings import blocks
from reports.model import FindingRow, ReportView
from reports.words import SECTION_WORDS
from tests.reports.cases import ALL, Case, case, edited, many_servers, nothing_read, sample, ways_of

CASES = ["exchange-2007", "exchange-2016-2019", "partly-read", "nothing"]


def judged(name: str, targets: tuple[str, ...] = ALL) -> Case:
    return case(nothing_read() if name == "nothing" else name, targets)


def rows(view: ReportView) -> list[FindingRow]:
    return [row for group in view.findings.groups for row in group.rows]


def row(view: ReportView, check: str) -> FindingRow:
    return next(item for item in rows(view) if item.anchor == check)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("targets", [ALL, ("exchange-se",)])
def test_counts_of_the_page_are_those_of_the_results(name: str, targets: tuple[str, ...]) -> None:
    judged_case = judged(name, targets)
    view = judged_case.view()
    listed = rows(view)
    for shown, target, letter in zip(view.ways, judged_case.results.targets, "ABC", strict=False):
        figures = {count.tone: int(count.number) for count in shown.counts}
        in_list = Counter(
            status.partition(":")[2]
            for item in listed
            for status in item.statuses.split()
            if status.startswith(f"{letter}:")
        )
        for tone, number in figures.items():
            assert number == getattr(target.counts, tone.replace("-", "_")) == in_list[tone]
        assert in_list["met"] == target.counts.met
    chips = {chip.tone: int(chip.number) for chip in view.findings.chips}
    assert chips == Counter(item.tone for item in listed)
    assert len(listed) + len(view.findings.not_applicable) == len(all_checks())


@pytest.mark.parametrize("name", CASES)
def test_a_check_stands_once_and_the_worst_stand_first(name: str) -> None:
    view = judged(name).view()
    anchors = [item.anchor for item in rows(view)]
    assert len(anchors) == len(set(anchors))
    order = ["blocker", "not-verified", "warning", "met"]
    tones = [order.index(item.tone) for item in rows(view)]
    assert tones == sorted(tones)


def test_what_one_answer_would_answer_stands_apart() -> None:
    view = case("exchange-2007").view()
    apart = next(group for group in view.findings.groups if group.key == "new-server")
    assert (apart.tone, apart.folded) == ("not-verified", True)
    assert {item.anchor for item in apart.rows} == {
        check.id for check in all_checks().values() if check.subject == "candidate"
    }


def test_a_finding_says_where_what_was_required_and_who_answered() -> None:
    found = row(case("exchange-2007").view(), "ad-domain-controllers")
    assert [evidence.where for evidence in found.evidence] == [
        "LYO-DC01.bremond.local",
        "LYO-DC02.bremond.local",
    ]
    first = found.evidence[0]
    assert "Windows Server 2003" in first.observed
    assert [(need.letters, need.tone, need.level) for need in first.required] == [
        (["A"], "met", "should:"),
        (["B"], "blocker", "must:"),
        (["C"], "blocker", "must:"),
    ]
    assert "LYO-DC02.bremond.local" in first.read_from
    assert first.query
    assert first.at == "22 Nov 2026, 09:14 UTC+01:00"
    assert [(cell.letter, cell.tone) for cell in found.cells] == [
        ("A", "met"),
        ("B", "blocker"),
        ("C", "blocker"),
    ]
    assert found.affected == "2 domain controllers"


def test_doubt_and_disagreement_are_shown() -> None:
    view = case("exchange-2007").view()
    needs = [need for item in row(view, "clients-outlook").evidence for need in item.required]
    assert any(need.confidence == "confidence: medium" for need in needs)
    assert row(view, "ad-forest-level").conflicts
    assert not any(need.confidence for item in row(view, "coexistence").evidence for need in item.required)


def test_sources_carry_their_date_and_the_targets_they_speak_for() -> None:
    sources = row(case("exchange-2007").view(), "ad-forest-level").sources
    assert all(source.url and source.url.startswith("https://") for source in sources)
    assert all(source.as_of.startswith("as of ") for source in sources)
    assert all(source.letters for source in sources)
    alone = row(case("exchange-2007", ["exchange-se"]).view(), "ad-forest-level").sources
    assert all(not source.letters for source in alone)


def test_an_address_that_is_not_https_is_no_link() -> None:
    judged_case = case("exchange-2007")
    sources = {
        key: msgspec.structs.replace(source, url="javascript:alert(1)")
        for key, source in judged_case.results.sources.items()
    }
    changed = msgspec.structs.replace(judged_case.results, sources=sources)
    view = Case(judged_case.inventory, changed, judged_case.targets).view()
    assert {source.url for item in rows(view) for source in item.sources} == {None}


def test_what_was_declared_says_who_declared_it() -> None:
    view = case("partly-read").view()
    marked = [
        evidence.declared
        for item in rows(view)
        for evidence in item.evidence
        if evidence.declared is not None
    ]
    assert marked
    assert all(note.startswith("declared by ") for note in marked)


def test_an_accepted_finding_keeps_its_status_and_carries_the_note() -> None:
    acceptance = Acceptance(
        check="coexistence", scope="LYO-EX01", reason="leaves in May", by="M. Leroy", until=date(2027, 5, 31)
    )
    found = row(case("exchange-2007", acceptances=[acceptance]).view(), "coexistence")
    assert found.tone == "blocker"
    assert "accepted in part" in found.tags
    notes = [note for evidence in found.evidence for note in evidence.accepted]
    assert notes == ["Accepted by M. Leroy until 31 May 2027: leaves in May"]


@cache
def five_hundred_servers() -> Case:
    return case(many_servers(500))


def test_rows_that_are_not_shown_are_counted() -> None:
    found = row(five_hundred_servers().view(), "coexistence")
    assert FEWEST_ROWS <= len(found.evidence) <= EVIDENCE_ROWS
    assert found.evidence_note is not None
    assert found.evidence_note.startswith(f"The worst {len(found.evidence)} of ")
    assert "exready check --json lists all" in found.evidence_note
    assert row(case("exchange-2007").view(), "coexistence").evidence_note is None


def test_many_checks_of_many_servers_show_fewer_rows_each_and_count_the_others() -> None:
    digest = next(d for d in digests(five_hundred_servers().results) if d.check == "coexistence")
    assert rows_for_each([digest]) == EVIDENCE_ROWS
    assert rows_for_each([digest] * 10) == EVIDENCE_ROWS
    assert FEWEST_ROWS < rows_for_each([digest] * 60) < EVIDENCE_ROWS
    assert rows_for_each([digest] * 1000) == FEWEST_ROWS


def test_a_long_table_keeps_its_rows_and_is_no_stack_of_blocks() -> None:
    short, long = case("exchange-2007").view().machines[0], five_hundred_servers().view().machines[0]
    assert (short.stacking, long.stacking) == (True, False)
    assert len(long.rows) == 503
    page = five_hundred_servers().page()
    assert 'class="ruled machines sortable"' in page
    assert "SRV0499" in page
    assert len(page.encode()) < 2_000_000


def test_targets_that_ask_nothing_are_one_line() -> None:
    found = row(case("exchange-2007", ("exchange-2016", "m365-imap", "m365-cutover")).view(), "server-memory")
    assert found.nothing_asked == "B, C: nothing is asked of this."
    assert [[need.letters for need in line.required] for line in found.evidence] == [[["A"]]]
    assert found.by_target == "A: Not verified. B, C: Does not apply."


def test_of_a_hundred_thousand_things_the_first_are_shown_and_all_are_counted() -> None:
    judged_case = case("exchange-2007")
    observed = say("t.bad", "an alias with a blank")
    items = [Item(name=f"user{n}", observed=observed, suggested=f"user-{n}") for n in range(100_000)]
    findings = [
        msgspec.structs.replace(finding, items=items) if finding.check == "clients-outlook" else finding
        for finding in judged_case.results.findings
    ]
    changed = msgspec.structs.replace(judged_case.results, findings=findings)
    found = row(Case(judged_case.inventory, changed, judged_case.targets).view(), "clients-outlook")
    assert [item.name for item in found.items] == [f"user{n}" for n in range(25)]
    assert (found.items[0].observed, found.items[0].suggested) == ("an alias with a blank", "user-0")
    assert found.items_note is not None
    assert "The first 25 of 100,000, and 99,975 more" in found.items_note
    assert "exready report --format json" in found.items_note


def test_a_column_nothing_stands_in_is_left_out() -> None:
    judged = ways_of("exchange-2007", "exchange-2016", "m365-hybrid")
    rows = {row.anchor: row for group in judged.view().findings.groups for row in group.rows if row.items}
    without = next(row for row in rows.values() if not any(item.suggested for item in row.items))
    assert without.items_suggest is False
    with_one = next(row for row in rows.values() if any(item.suggested for item in row.items))
    assert with_one.items_suggest is True
    page = judged.page()
    assert page.count(">Suggested</th>") == sum(row.items_suggest for row in rows.values()) < len(rows)


def test_five_hundred_servers_make_a_page_of_bearable_size() -> None:
    assert len(five_hundred_servers().page()) < 2_000_000


def test_a_gap_says_why_what_to_do_and_what_it_leaves_open() -> None:
    view = case("partly-read").view()
    assert view.gaps is not None
    lines = [line for group in view.gaps.needed for line in group.lines]
    others = [line for group in view.gaps.others for line in group.lines]
    assert all(line.reason and line.state for line in [*lines, *others])
    assert all(line.leaves_open for line in lines)
    assert not any(line.leaves_open for line in others)
    open_checks = {link.anchor for line in lines for link in line.leaves_open}
    assert open_checks <= {item.anchor for item in rows(view)}
    assert "clients-outlook" in open_checks


def test_every_part_of_an_inventory_has_a_name_for_people() -> None:
    parts = {gap.section for gap in case(nothing_read()).results.gaps} | set(HOST_SECTIONS)
    assert parts <= set(SECTION_WORDS)


def test_of_many_subjects_that_miss_the_same_some_are_named_and_all_are_counted() -> None:
    gaps = case(many_servers(60)).view().gaps
    assert gaps is not None
    cut = next(group for group in gaps.others if group.rest is not None)
    assert " and " in cut.subject
    assert "--format json" in str(cut.rest)


def test_a_whole_inventory_says_that_nothing_is_missing() -> None:
    judged_case = case("exchange-2007")
    whole = msgspec.structs.replace(judged_case.results, gaps=[], complete=True)
    view = Case(judged_case.inventory, whole, judged_case.targets).view()
    assert view.gaps is None
    assert view.complete_note in Case(judged_case.inventory, whole, judged_case.targets).page()


def test_what_to_buy_is_what_the_targets_ask() -> None:
    view = case("exchange-2007").view()
    assert view.shopping is not None
    memory = next(item for item in view.shopping.rows if item.anchor == "server-memory")
    texts = [[line.value for line in wanted.lines] for wanted in memory.by_target]
    assert "128 GB" in texts[2][0]
    assert [target.letter for target in view.shopping.targets] == ["A", "B", "C"]


def test_nothing_is_to_be_bought_where_a_machine_is_named() -> None:
    assert case("exchange-2016-2019", ["exchange-se"]).view().shopping is None


def test_a_machine_is_told_as_it_was_read() -> None:
    tables = {table.heading: table for table in case("exchange-2007").view().machines}
    servers = {machine.name: machine for machine in tables["Exchange servers"].rows}
    assert servers["LYO-EX01"].product == ["Exchange Server 2007", "8.3.245.2, read on the machine"]
    assert servers["LYO-EDGE1"].product[1] == "8.3.83.6, stamp in the directory"
    assert servers["LYO-EDGE1"].hardware == ["not read: LYO-EDGE1 does not answer on port 5985"]
    open_on = servers["LYO-EX01"].findings
    assert open_on is not None
    found = {count.tone: count.number for count in open_on.counts}
    assert (found["blocker"], set(found)) == ("1", {"blocker", "not-verified", "warning"})
    assert len(tables["Domain controllers"].rows) == 2


def test_servers_that_could_not_be_listed_are_not_told_as_none() -> None:
    tables = {table.heading: table for table in case(nothing_read()).view().machines}
    for table in tables.values():
        assert table.rows == []
        assert table.note == "Not read: no Active Directory domain was given."


def test_an_organisation_without_exchange_server_says_so() -> None:
    def empty(document: dict[str, Any]) -> None:
        document["servers"]["data"] = []

    view = case(edited(sample("exchange-2007"), empty)).view()
    table = next(table for table in view.machines if table.heading == "Exchange servers")
    assert table.note == "The organisation holds no Exchange server."


def test_prose_becomes_paragraphs_and_commands() -> None:
    found = blocks("Read first:\n    Get-A\n    Get-B\nThen stop.")
    assert [(block.text, block.commands) for block in found] == [
        ("Read first:", []),
        (None, ["Get-A", "Get-B"]),
        ("Then stop.", []),
    ]


def test_what_does_not_apply_is_counted_and_named() -> None:
    def unprepared(document: dict[str, Any]) -> None:
        document["organization"]["data"] = None
        document["servers"]["data"] = []

    view = case(edited(sample("exchange-2007"), unprepared)).view()
    assert view.findings.not_applicable_note is not None
    assert view.findings.not_applicable_note.startswith(str(len(view.findings.not_applicable)))
    assert all(item.reasons for item in view.findings.not_applicable)
