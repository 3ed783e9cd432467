"""Targets no way leads to: said on the page, in a ticket and in tables, and no longer decided about."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime

import pytest

import samples
from checks.check import all_checks
from checks.results import WORST_FIRST, Status
from reports.context import context_of
from reports.csv_report import DIALECTS
from reports.digest import digests
from reports.exports import csv_files
from reports.markdown import markdown
from reports.model import ReportView
from scanner.inventory.absence import Failed
from tests.reports.cases import edited, sample, ways_of, with_ways
from tests.reports.pages import Page

BACK = "there is Exchange 2016, 2019 already, and no way leads back to an older version"
STAGED = "it moves no mailboxes of Exchange 2016, 2019"


def shown(name: str, *targets: str) -> ReportView:
    return ways_of(name, *targets).view()


def test_what_no_way_leads_to_is_told_apart_by_its_reason_and_has_no_verdict_of_its_own() -> None:
    view = shown("exchange-2016-2019", "exchange-2010", "exchange-2013", "exchange-2019", "m365-staged")
    assert [
        ([t.letter for t in row.targets], [t.name for t in row.targets], row.why) for row in view.no_way
    ] == [
        (["A", "B"], ["Exchange 2010", "Exchange 2013"], BACK),
        (["D"], ["Microsoft 365, staged"], STAGED),
    ]
    assert [row.letter for row in view.ways] == ["C"]
    assert view.headline.endswith("Exchange Server 2019 CU15.")


def test_what_stops_only_what_cannot_be_reached_is_not_counted_behind_the_headline() -> None:
    view = shown("exchange-2016-2019", "exchange-2010", "exchange-se", "m365-hybrid", "m365-staged")
    assert all(row.counts[0].number == "0" for row in view.ways)
    assert view.summary.endswith("no blocker among what was verified.")


def test_the_page_prints_why() -> None:
    judged = ways_of("exchange-2016-2019", "exchange-2010", "exchange-se")
    said = Page(judged.page()).text_in("no-way", without="ways")
    assert "Exchange 2010" in said
    assert BACK in said


def test_a_ticket_and_the_table_of_targets_say_why() -> None:
    judged = ways_of("exchange-2016-2019", "exchange-2010", "exchange-se")
    context = context_of(judged.inventory, judged.results, judged.targets)
    assert f"- A: Exchange Server 2010 SP3: no way leads there: {BACK}" in markdown(context)
    assert BACK in csv_files(context, DIALECTS["standard"])["targets.csv"].decode()


@pytest.mark.parametrize(
    ("targets", "headline"),
    [
        (("exchange-2010",), "No way leads to Exchange Server 2010 SP3."),
        (("exchange-2010", "exchange-2013"), "No way leads to any of the 2 targets."),
    ],
)
def test_where_no_way_leads_anywhere_the_headline_says_so(targets: tuple[str, ...], headline: str) -> None:
    view = shown("exchange-2016-2019", *targets)
    assert (view.headline, view.ways) == (headline, [])


def test_nothing_is_to_be_decided_about_what_cannot_be_reached() -> None:
    view = shown("exchange-2016-2019", "exchange-2010", "exchange-2013", "exchange-se")
    said = " ".join(decision.text for decision in view.decisions)
    assert "Exchange 2010" not in said
    assert not [row for row in view.support.rows if "A" in row.letters]  # type: ignore[union-attr] # products are in use


def test_what_is_there_already_keeps_its_verdict() -> None:
    view = shown("exchange-se-old-outlook", "exchange-se", "m365-hybrid")
    assert view.no_way == []
    assert view.ways[0].chain == "RTM, the organisation is there already"


def test_where_the_servers_are_not_known_it_is_said_once_that_no_way_was_looked_for() -> None:
    failed = Failed(
        code="timeout", values={}, collector="ldap-servers", at=datetime(2026, 11, 22, tzinfo=UTC)
    )

    def unread(document: dict[str, object]) -> None:
        document["servers"] = failed

    whole = edited(sample("exchange-2007"), unread)
    judged = with_ways(whole, "exchange-2016", "exchange-se")
    view = judged.view()
    assert [row.letter for row in view.ways] == ["A", "B"]
    assert view.no_way == []
    (said,) = [notice.text for notice in view.notices if notice.text.startswith("Ways")]
    assert said == "Ways to the targets could not be worked out: the Exchange servers were not read."


ASKED = ("exchange-2016", "exchange-se", "m365-hybrid", "m365-staged")
UNREACHED = {"exchange-2016-2019": "AD", "exchange-2016-hybrid": "D", "exchange-2019-ready": "AD"}


@pytest.mark.parametrize("name", UNREACHED)
def test_chips_headings_and_list_count_what_a_way_leads_to(name: str) -> None:
    judged = ways_of(name, *ASKED)
    view, letters = judged.view(), dict(zip(ASKED, "ABCD", strict=True))
    worst: dict[str, Status] = {}
    for row in judged.results.findings:
        if letters[row.target] not in UNREACHED[name]:
            worst[row.check] = min(worst.get(row.check, "not-applicable"), row.status, key=WORST_FIRST.index)
    counted = {status: list(worst.values()).count(status) for status in worst.values()}
    counted.pop("not-applicable", None)
    assert {chip.tone: int(chip.number) for chip in view.findings.chips} == counted
    in_groups = Counter(row.tone for group in view.findings.groups for row in group.rows)
    assert in_groups == counted
    headings: Counter[str] = Counter()
    for group in view.findings.groups:
        headings[group.tone] += int(group.number)
    assert headings == counted
    assert int(view.findings.number) == sum(counted.values())


@pytest.mark.parametrize("name", UNREACHED)
def test_no_row_of_the_list_speaks_of_what_cannot_be_reached(name: str) -> None:
    view = shown(name, *ASKED)
    letters = [letter for letter in "ABCD" if letter not in UNREACHED[name]]
    assert [target.letter for target in view.findings.targets] == letters
    for row in (row for group in view.findings.groups for row in group.rows):
        assert [cell.letter for cell in row.cells] == letters
        said = {letter for evidence in row.evidence for need in evidence.required for letter in need.letters}
        assert said <= set(letters), row.anchor


def test_what_counts_only_there_stands_apart_with_its_number() -> None:
    view = shown("exchange-2016-2019", *ASKED)
    found = {check.anchor: (row, check.listed) for row in view.findings.beyond for check in row.checks}
    row, listed = found["m365-source-versions"]
    assert (row.tone, row.letters, listed) == ("blocker", ["D"], True)
    assert found["m365-batch-files"][1] is False
    # What is alike is said once: that no machine is named.
    assert found["server-memory"][0] is found["server-disk-free"][0]
    note = f"{len(found)} checks that count only for targets no way leads to"
    assert view.findings.beyond_note == note
    page = Page(ways_of("exchange-2016-2019", *ASKED).page())
    assert note in page.text_in("beyond", without="ways")
    anchors = [id_ for _, name, id_ in page.attributes if name == "id"]
    assert len(anchors) == len(set(anchors))
    assert set(all_checks()) <= set(anchors)


def test_a_server_has_no_blocker_of_a_target_no_way_leads_to() -> None:
    view = shown("exchange-2016-2019", *ASKED)
    servers = next(table for table in view.machines if table.heading == "Exchange servers")
    tones = {count.tone for row in servers.rows if row.findings for count in row.findings.counts}
    assert tones
    assert "blocker" not in tones


def test_nothing_stands_apart_where_every_target_can_be_reached() -> None:
    view = shown("exchange-2007", *ASKED)
    assert (view.no_way, view.findings.beyond, view.findings.beyond_note) == ([], [], None)


@pytest.mark.parametrize("name", samples.names())
def test_the_first_page_gives_no_number_that_its_table_contradicts(name: str) -> None:
    view = shown(name, *ASKED)
    open_of = {word: [int(row.counts[place].number) for row in view.ways] for place, word in
               enumerate(("blocker", "warning", "check not verified"))}  # fmt: skip
    said = re.findall(r"(?:(\d+) to |(up to ))?(\d+) (blocker|warning|check)", view.summary.partition(".")[0])
    assert said
    for low, upto, high, word in said:
        numbers = open_of["check not verified" if word == "check" else word]
        assert int(high) == max(numbers)
        assert int(low or 0 if low or upto else high) == min(numbers)


def test_what_stops_every_path_is_called_by_its_name() -> None:
    assert shown("exchange-2007", *ASKED).summary.endswith("What stops every path: Outlook versions in use.")


def test_what_a_way_gets_around_stops_no_path() -> None:
    # Exchange 2007 beside it refuses both today, and both ways lead over Exchange 2013.
    judged = ways_of("exchange-2007", "exchange-2016", "exchange-se")
    stopped = [d.check for d in digests(judged.results) if set(d.by_target.values()) == {"blocker"}]
    assert "coexistence" in stopped
    titles = judged.view().summary.partition("What stops every path: ")[2]
    assert "Exchange versions that are present" not in titles


def test_nobody_is_told_to_buy_for_what_cannot_be_reached_or_is_there() -> None:
    assert shown("exchange-2016-2019", *ASKED).shopping is None
    assert shown("exchange-2019-ready", *ASKED).shopping is None
    hybrid = shown("exchange-2016-hybrid", *ASKED).shopping
    assert hybrid is not None
    assert [target.letter for target in hybrid.targets] == ["B"]
    assert hybrid.note.startswith(
        "The inventory names no machine to run Exchange Server Subscription Edition."
    )


def test_microsoft_365_needs_no_machine() -> None:
    shopping = shown("exchange-2007", *ASKED).shopping
    assert shopping is not None
    assert [target.letter for target in shopping.targets] == ["A", "B"]
    assert "Exchange Server 2016 and Exchange Server Subscription Edition." in shopping.note


def test_what_waits_for_a_server_does_not_point_to_a_part_that_is_not_there() -> None:
    view = shown("exchange-se-old-outlook", *ASKED)
    assert view.shopping is None
    (waiting,) = [group for group in view.findings.groups if group.key == "new-server"]
    assert "What to buy" not in waiting.explanation
    assert "new-servers" not in {decision.link.anchor for decision in view.decisions if decision.link}


def test_a_reason_for_not_applying_is_given_once() -> None:
    apart = {row.anchor: row.reasons for row in shown("exchange-2007-2013", *ASKED).findings.not_applicable}
    assert apart["identity-hidden-mailboxes"] == ["no target asks for it"]
    assert apart["outlook-anywhere"] == [
        "the target does not need it on Exchange 2013, 2007", "B and C ask nothing of it",
    ]  # fmt: skip
    for reasons in apart.values():
        assert sum("nothing of" in reason or reason == "no target asks for it" for reason in reasons) <= 1


def test_the_headline_is_of_what_a_way_leads_to_where_no_path_is_needed() -> None:
    view = shown("exchange-se-old-outlook", "exchange-2016", "exchange-se")
    assert [row.letter for row in view.ways] == ["B"]
    assert view.headline == "Not ready for Exchange Server Subscription Edition RTM."
