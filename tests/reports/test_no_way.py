"""Targets no way leads to: said on the page, in a ticket and in tables, and no longer decided about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reports.context import context_of
from reports.csv_report import DIALECTS
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
