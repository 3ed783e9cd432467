"""Charts are the numbers and days they stand for, drawn to one scale."""

from __future__ import annotations

from datetime import date

import pytest

from checks.knowledge import lifecycle
from checks.results import Counts
from reports.charts.bars import coverage, lengths
from reports.charts.timeline import MOST_TICKS, timeline
from reports.ways_model import SupportRow
from tests.reports.cases import DAY, case, nothing_read

TODAY = date(2026, 11, 22)


def share(percent: str) -> float:
    assert percent.endswith("%")
    return float(percent[:-1])


@pytest.mark.parametrize(
    "counts",
    [
        Counts(met=1),
        Counts(blocker=7),
        Counts(met=29, warning=9, blocker=6, not_verified=3),
        Counts(met=999, blocker=1),
    ],
)
def test_the_pieces_of_a_bar_fill_it_in_proportion(counts: Counts) -> None:
    pieces = coverage(counts)
    assert share(pieces[0].x) == 0
    assert share(pieces[-1].x) + share(pieces[-1].width) == pytest.approx(100, abs=0.02)
    widths = {piece.tone: share(piece.width) for piece in pieces}
    room = sum(widths.values())
    every = counts.met + counts.warning + counts.not_verified + counts.blocker
    for tone, width in widths.items():
        assert width / room == pytest.approx(getattr(counts, tone.replace("-", "_")) / every, abs=0.001)


def test_nothing_assessed_has_no_bar() -> None:
    assert coverage(Counts(not_applicable=3)) == []


def test_bars_are_as_long_as_their_numbers() -> None:
    assert lengths([50, 100, 0]) == ["50.00%", "100.00%", "0.00%"]
    assert lengths([0]) == ["0.00%"]
    assert lengths([]) == []


def test_support_that_ended_is_followed_by_a_line_to_today() -> None:
    chart = timeline([date(2017, 4, 11), date(2031, 10, 14), None], TODAY)
    past, future, never = chart.spans
    assert past.without == past.supported
    assert 0 < share(past.supported) < share(chart.today) < share(future.supported) < 100
    assert (future.without, future.ends) == (None, True)
    assert (never.supported, never.without, never.ends) == ("100.00%", None, False)


def test_the_last_day_of_support_is_supported() -> None:
    assert timeline([TODAY], TODAY).spans[0].without is None


@pytest.mark.parametrize("first", [1990, 2003, 2014, 2025])
def test_the_axis_has_few_years_in_order(first: int) -> None:
    ticks = timeline([date(first, 6, 1), date(2060, 1, 1)], TODAY).ticks
    places = [share(tick.x) for tick in ticks]
    assert 0 < len(ticks) <= MOST_TICKS
    assert places == sorted(places)
    assert places[0] > 0
    assert places[-1] < 100


def rows(name: str) -> dict[str, SupportRow]:
    support = case(name).view().support
    assert support is not None
    return {row.name: row for row in support.rows}


def test_support_is_that_of_the_rule_book_for_what_is_in_use_and_aimed_at() -> None:
    shown = rows("exchange-2007")
    assert (shown["Outlook 2003"].about, shown["Outlook 2003"].until) == ("46 users", "ended 8 Apr 2014")
    assert shown["Exchange Server 2007"].about == "3 servers"
    assert shown["Windows Server 2008"].about == "2 servers"
    assert shown["Exchange Server 2016"].letters == ["B"]
    assert shown["Exchange Server Subscription Edition"].until == "no end is set"
    days = lifecycle.exchange("2007")
    assert days is not None
    assert days.extended_end is not None
    assert shown["Exchange Server 2007"].over is (days.extended_end < DAY)


def test_the_longest_without_support_come_first_and_those_without_end_last() -> None:
    shown = list(rows("exchange-2016-2019").values())
    over = [row.over for row in shown]
    assert over == sorted(over, reverse=True)
    assert shown[-1].until == "no end is set"


def test_what_no_version_tells_is_named_and_not_drawn() -> None:
    support = case("exchange-2016-2019").view().support
    assert support is not None
    assert support.unknown is not None
    assert "Outlook 2016 or later (1,746 users)" in support.unknown
    assert "Outlook 2016 or later" not in rows("exchange-2016-2019")


def test_nothing_read_shows_the_targets_alone() -> None:
    support = case(nothing_read(), ["exchange-se"]).view().support
    assert support is not None
    assert [(row.name, row.about) for row in support.rows] == [("Exchange Server Subscription Edition", "")]
