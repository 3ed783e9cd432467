"""Paths on the page: their rows, their map, what they take, the order of work."""

from __future__ import annotations

import msgspec
import pytest

from checks.results import Counts
from reports.charts.route import WIDTH, Line, Stop, route
from reports.model import ReportView
from reports.ways import ways
from tests.reports.cases import ALL, Case, case, ways_of
from tests.reports.paths import with_paths

TO_2016, TO_SE = "exchange-2007>exchange-2013>exchange-2016", "exchange-2007>exchange-2016>exchange-se"


def shown(*chains: str, targets: tuple[str, ...] = ALL, recommended: str | None = None) -> ReportView:
    return with_paths(case("exchange-2007", targets), *chains, recommended=recommended).view()


def test_without_paths_each_target_is_a_row_and_there_is_no_map() -> None:
    view = case("exchange-2007").view()
    assert [(row.letter, row.chain) for row in view.ways] == [("A", ""), ("B", ""), ("C", "")]
    assert view.way_word == "Target"
    assert (view.route, view.effort, view.work) == (None, None, [])
    assert "order-of-work" not in {section.anchor for section in view.sections}


def test_a_target_nobody_computed_a_way_to_stays_a_row_beside_the_paths() -> None:
    view = shown(TO_2016)
    assert [(row.letter, row.name, row.chain) for row in view.ways] == [
        ("A", "Exchange Server 2013", ""),
        ("B", "Exchange Server 2016", "CU23, 2007 → 2013 → 2016"),
        ("C", "Exchange Server Subscription Edition", ""),
    ]
    assert view.way_word == "Path"


def test_several_ways_to_one_target_share_its_letter() -> None:
    view = shown(TO_2016, "exchange-2007>exchange-2010>exchange-2016", TO_SE)
    assert [row.letter for row in view.ways] == ["A", "B1", "B2", "C"]
    assert [target.letter for target in view.findings.targets] == ["A", "B", "C"]


def test_verdict_and_counts_are_those_of_the_path() -> None:
    judged = with_paths(case("exchange-2007"), TO_2016)
    path = msgspec.structs.replace(judged.results.paths[0], verdict="ready-with-conditions")
    row = (
        Case(judged.inventory, msgspec.structs.replace(judged.results, paths=[path]), judged.targets)
        .view()
        .ways[1]
    )
    counts = path.counts
    assert counts != judged.results.targets[1].counts
    assert row.verdict == "Ready with conditions"
    assert [item.number for item in row.counts] == [
        str(counts.blocker),
        str(counts.warning),
        str(counts.not_verified),
    ]


def test_a_number_leads_to_the_list_only_where_the_list_holds_as_many() -> None:
    view = shown(TO_2016)
    assert [row.listed for row in view.ways] == ["A", None, "C"]


@pytest.mark.parametrize(
    ("chains", "targets", "sentence"),
    [
        ((TO_2016,), ("exchange-2016",), "Not ready for Exchange Server 2016 CU23."),
        ((TO_2016, TO_SE), ("exchange-2016", "exchange-se"), "Neither path is ready."),
        ((TO_2016, TO_SE), ALL, "None of the 3 paths is ready."),
    ],
)
def test_headline_speaks_of_paths(chains: tuple[str, ...], targets: tuple[str, ...], sentence: str) -> None:
    assert shown(*chains, targets=targets).headline == sentence


def test_the_recommended_path_stands_in_the_second_sentence_and_first_in_the_work() -> None:
    judged = with_paths(case("exchange-2007"), TO_2016, TO_SE, recommended=TO_SE)
    view, path = judged.view(), judged.results.paths[1]
    assert view.summary == (
        f"Recommended is C, Exchange Server Subscription Edition RTM: {path.counts.blocker} blockers, "
        f"{path.counts.not_verified} checks not verified and {path.counts.warning} warnings."
    )
    assert [row.recommended for row in view.ways] == [None, None, "recommended"]
    assert [(work.letter, work.opened) for work in view.work] == [("C", True), ("B", False)]
    assert view.work[0].why == [reason.text for reason in path.why]
    assert view.work[0].overturned_by == [reason.text for reason in path.overturned_by]


def test_steps_stand_under_their_hop_and_their_numbers_run_through() -> None:
    work = shown(TO_2016).work[0]
    assert [(hop.heading, hop.start, len(hop.items)) for hop in work.hops] == [
        ("To Exchange 2013", "1", 2),
        ("To Exchange 2016", "3", 2),
    ]
    first, second = work.hops[0].items
    assert (first.final, second.final) == ("cannot be undone", None)
    assert [link.anchor for link in first.clears] == ["ad-forest-level", "ad-domain-controllers"]
    assert work.number == "4 steps"


def to_clear(counts: Counts) -> str:
    """In words; each of them many."""
    return (
        f"{counts.blocker} blockers, {counts.not_verified} checks not verified and {counts.warning} warnings"
    )


def test_what_a_hop_clears_and_changes_is_named_and_marked_as_expected() -> None:
    judged = with_paths(case("exchange-2007"), TO_2016)
    first, second = judged.view().work[0].hops
    counts = judged.results.paths[0].hops[0].counts
    assert (first.resolved, first.changes) == ([], [])
    assert [link.anchor for link in second.resolved] == ["coexistence"]
    assert [(change.anchor, change.word) for change in second.changes] == [("exchange-update", "Met")]
    assert "Expected to differ from today:" in judged.page()
    assert first.to_clear == to_clear(counts)


def test_effort_is_that_of_the_results_with_what_is_not_known_marked() -> None:
    judged = with_paths(case("exchange-2007"), TO_2016, TO_SE)
    table = judged.view().effort
    assert table is not None
    assert [column.letter for column in table.columns] == ["B", "C"]
    rows = {row.label: [cell.text for cell in row.cells] for row in table.rows}
    assert rows["Mailboxes to move"] == ["840", "840"]
    assert rows["Mailbox data to move, GB"] == ["1,564", "1,564"]
    assert rows["Outlook profiles to make anew"] == ["?", "?"]
    assert table.unknown is not None
    assert "Microsoft 365 licences" not in rows


def test_the_map_names_where_one_is_and_the_list_says_the_same() -> None:
    judged = with_paths(case("exchange-2007"), TO_2016, TO_SE)
    view = judged.view()
    assert view.route is not None
    names = [label.name for label in view.route.drawing.labels if label.name]
    assert names == ["Exchange 2013", "Exchange 2016", "Exchange 2016", "Exchange SE", "Exchange 2007"]
    told = {line.letter: line for line in view.route.lines}
    assert told["B"].chain == "2007 → 2013 → 2016"
    assert [fact.label for fact in told["B"].stations] == ["Exchange 2013", "Exchange 2016"]
    assert told["B"].stations[0].value == to_clear(judged.results.paths[0].hops[0].counts)


def stop(key: str, gate: str = "1") -> Stop:
    return Stop(key=key, name=key, note="", gate=gate, tone="blocker")


def test_paths_share_the_line_as_far_as_they_go_the_same_way() -> None:
    drawn = route(
        "start",
        "here",
        [
            Line(letter="A", stops=[stop("x")]),
            Line(letter="B", stops=[stop("x"), stop("y")]),
            Line(letter="C", stops=[stop("x"), stop("z")]),
            Line(letter="D", stops=[stop("z")]),
        ],
    )
    assert [station.letter for station in drawn.stations] == ["", "A", "B", "C", "D"]
    assert len({station.y for station in drawn.stations}) == 3
    assert len(drawn.rails) == len(drawn.gates) == 4


def test_two_paths_over_the_same_stations_are_one_line_with_both_letters() -> None:
    drawn = route("start", "", [Line(letter="A1", stops=[stop("x")]), Line(letter="A2", stops=[stop("x")])])
    assert [station.letter for station in drawn.stations] == ["", "A1, A2"]


@pytest.mark.parametrize("legs", [1, 2, 3, 5])
@pytest.mark.parametrize("number", [1, 3, 8])
def test_everything_on_the_map_lies_within_it(legs: int, number: int) -> None:
    lines = [Line(letter=str(n), stops=[stop(f"{n}-{leg}") for leg in range(legs)]) for n in range(number)]
    drawn = route("start", "here", lines)
    assert drawn.width == WIDTH
    for station in drawn.stations:
        assert 0 < station.x < WIDTH
        assert 0 < station.y < drawn.height
    places = {(gate.x, gate.y) for gate in drawn.gates}
    assert len(places) == len(drawn.gates) == legs * number


def test_every_target_has_a_way() -> None:
    results = with_paths(case("exchange-2007"), TO_2016).results
    assert [way.target.id for way in ways(results)] == [target.id for target in results.targets]


def test_several_versions_at_the_start_of_the_map_fit_before_the_next_station() -> None:
    route = ways_of("exchange-2003-2007", "exchange-se").view().route
    assert route is not None
    assert "2003 + 2007" in [label.name for label in route.drawing.labels]


MIXED = ("exchange-2016", "exchange-se", "m365-hybrid", "m365-staged")


def test_each_unknown_number_of_the_effort_has_its_own_reason() -> None:
    table = ways_of("exchange-2016-2019", *MIXED).view().effort
    assert table is not None
    assert table.unknown == (
        "?: not read. Servers to retire: depends on what you keep. GB: only the total was read."
    )
    read = ways_of("exchange-2019-ready", *MIXED).view().effort
    assert read is not None
    assert read.unknown == "?: depends on what you keep."
    assert "Exchange servers to add, at least" in [row.label for row in table.rows]


def test_the_page_tells_no_change_where_a_check_comes_out_as_today() -> None:
    """Upgraded in place the same machines are judged; beside them nobody has named one, which is a step of its own."""
    for name in ("exchange-2019-ready", "exchange-2016-2019"):
        on_premises = [work for work in ways_of(name, *MIXED).view().work if work.letter.startswith("B")]
        assert len(on_premises) == 2
        for work in on_premises:
            assert [change.anchor for hop in work.hops for change in hop.changes] == []


def test_what_stops_a_stop_that_nobody_asked_for_is_named_there() -> None:
    """The list of findings holds the rows of the targets; those of Exchange 2010 on the way stand nowhere else."""
    judged = ways_of("exchange-2003-2007", "exchange-2016")
    (path,) = judged.results.paths
    first, last = path.hops
    assert {row.check for row in first.blockers} >= {"coexistence-remnants", "ad-domain-mode"}
    assert len({row.check for row in first.blockers}) == first.counts.blocker
    assert last.blockers == []
    (work,) = judged.view().work
    assert [stop.anchor for stop in work.hops[0].stops] == list(
        dict.fromkeys(row.check for row in first.blockers)
    )
    assert "What stops it today:" in judged.page()


def test_what_a_level_makes_possible_comes_after_the_level() -> None:
    (path,) = ways_of("exchange-2010-edge", "exchange-2016").results.paths
    order = [step.phase for step in path.steps]
    assert order.index("raise-levels") < order.index("use-levels")
    assert [step.clears for step in path.steps if step.phase == "use-levels"] == [["ad-recycle-bin"]]
