"""The sentences at the top: what a person who reads nothing else takes away."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from checks.acceptance import Acceptance
from checks.results import WORST_FIRST, Counts, Results, Status, TargetVerdict
from reports.digest import CheckDigest, digests
from reports.summary import counts_sentence, headline
from reports.words import Words
from tests.reports.cases import Case, case, edited, nothing_read, sample

WORDS = Words()


def with_verdicts(*verdicts: TargetVerdict) -> Results:
    results = case("exchange-2007", ["exchange-se"]).results
    targets = [
        msgspec.structs.replace(results.targets[0], id=f"t{place}", name=f"Target {place}", verdict=verdict)
        for place, verdict in enumerate(verdicts)
    ]
    return msgspec.structs.replace(results, targets=targets)


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        (["not-ready"], "Not ready for Target 0 RTM."),
        (["cannot-conclude"], "Too little is known to conclude on Target 0 RTM."),
        (["ready-with-conditions"], "Ready for Target 0 RTM, with conditions."),
        (["ready"], "Ready for Target 0 RTM."),
        (["not-ready"] * 2, "Neither target is ready."),
        (["not-ready"] * 3, "None of the 3 targets is ready."),
        (["not-ready", "cannot-conclude"], "No target is known to be ready."),
        (["cannot-conclude"] * 2, "Too little is known to conclude on any target."),
        (["ready", "not-ready", "cannot-conclude"], "1 of 3 targets is ready."),
        (["ready", "ready", "not-ready"], "2 of 3 targets are ready."),
        (["ready", "ready-with-conditions"], "1 of 2 targets is ready."),
        (["ready"] * 2, "All 2 targets are ready."),
        (["ready-with-conditions", "not-ready"], "1 of 2 targets is ready, with conditions."),
        (["ready-with-conditions"] * 2, "All 2 targets are ready, with conditions."),
        ([], "No target was judged."),
    ],
)
def test_headline(verdicts: list[TargetVerdict], sentence: str) -> None:
    assert headline(with_verdicts(*verdicts), WORDS) == sentence


def test_nothing_read_is_never_told_as_an_answer() -> None:
    results = case(nothing_read()).results
    assert headline(results, WORDS) == "Nothing of this environment was verified."
    sentence = counts_sentence(results, digests(results), {}, WORDS)
    assert "cannot say whether it is ready" in sentence
    assert "no blocker" not in sentence


def test_what_is_known_without_looking_is_no_answer_either() -> None:
    # The support dates of targets are judged without the environment: a warning there says nothing about it.
    results = case(nothing_read(), ["exchange-2016"]).results
    assert results.targets[0].counts.warning == 1
    assert headline(results, WORDS) == "Nothing of this environment was verified."


def check_with(*statuses: Status) -> CheckDigest:
    """A check with one status for each target."""
    by_target = {f"t{place}": status for place, status in enumerate(statuses)}
    return CheckDigest(
        check="c", status=min(statuses, key=WORST_FIRST.index), by_target=by_target, findings=[]
    )


BLOCKER, OPEN, WARNING, MET = (
    check_with("blocker"),
    check_with("not-verified"),
    check_with("warning"),
    check_with("met"),
)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ([BLOCKER, MET], "1 blocker."),
        ([BLOCKER, BLOCKER, OPEN], "2 blockers and 1 check not verified."),
        ([BLOCKER, OPEN, OPEN, WARNING], "1 blocker, 2 checks not verified and 1 warning."),
        ([OPEN, WARNING, MET], "1 check not verified and 1 warning; no blocker among what was verified."),
        ([WARNING, WARNING, MET], "2 warnings; no blocker, and nothing left unverified."),
    ],
)
def test_counts_in_words(found: list[CheckDigest], sentence: str) -> None:
    assert counts_sentence(with_verdicts("not-ready"), found, {}, WORDS) == sentence


def test_all_met_is_told_with_the_number_of_the_results() -> None:
    results = with_verdicts("ready")
    target = msgspec.structs.replace(results.targets[0], counts=Counts(met=17))
    results = msgspec.structs.replace(results, targets=[target])
    assert counts_sentence(results, [MET] * 17, {}, WORDS) == "All 17 requirements are verified and met."


def named(name: str, *statuses: Status) -> CheckDigest:
    return msgspec.structs.replace(check_with(*statuses), check=name)


@pytest.mark.parametrize(
    ("stopped", "end"),
    [
        ("a", "1 warning. What stops every target: the first."),
        ("ab", "1 warning. What stops every target: the first and the second."),
        ("abc", "1 warning. What stops every target: the first, the second and 1 more."),
        ("", "1 blocker and 1 warning."),
    ],
)
def test_what_stops_every_target_is_named(stopped: str, end: str) -> None:
    found = [named(name, "blocker", "blocker") for name in stopped]
    found += [named("d", "blocker", "met"), named("e", "warning", "met")]
    titles = {"a": "the first", "b": "the second", "c": "the third", "d": "of one target only"}
    assert counts_sentence(with_verdicts("not-ready", "not-ready"), found, titles, WORDS).endswith(end)


def test_a_single_target_needs_no_culprit() -> None:
    sentence = counts_sentence(with_verdicts("not-ready"), [named("a", "blocker")], {"a": "the first"}, WORDS)
    assert sentence == "1 blocker."


def bar_and_share(**counts: int) -> tuple[list[str], str, str]:
    results = case("exchange-2007", ["exchange-se"]).results
    target = msgspec.structs.replace(results.targets[0], counts=Counts(**counts))
    judged = case("exchange-2007", ["exchange-se"])
    changed = msgspec.structs.replace(results, targets=[target])
    row = Case(judged.inventory, changed, judged.targets).view().ways[0]
    return [piece.tone for piece in row.bar], f"{row.cleared} {row.total}".strip(), row.share


def test_the_range_runs_from_all_unverified_failing_to_all_passing() -> None:
    tones, cleared, share = bar_and_share(met=19, warning=10, blocker=6, not_verified=3, not_applicable=12)
    assert tones == ["met", "warning", "not-verified", "blocker"]
    assert (cleared, share) == ("29 of 38", "76–84 %")


def test_one_open_check_of_many_never_rounds_up_to_all() -> None:
    assert bar_and_share(met=999, blocker=1)[2] == "99 %"


def test_nothing_assessed_has_no_bar_and_no_percentage() -> None:
    assert bar_and_share(not_applicable=3) == ([], "nothing assessed", "")


def test_the_pieces_of_a_bar_fill_it() -> None:
    for row in case("partly-read").view().ways:
        last = row.bar[-1]
        assert float(last.x[:-1]) + float(last.width[:-1]) == pytest.approx(100, abs=0.02)


@pytest.mark.parametrize(
    ("as_of", "band", "notice"),
    [
        (date(2026, 11, 22), False, False),
        (date(2026, 11, 29), False, False),
        (date(2026, 11, 30), False, True),
        (date(2026, 12, 22), False, True),
        (date(2026, 12, 23), True, False),
    ],
)
def test_an_old_inventory_says_so(as_of: date, band: bool, notice: bool) -> None:
    view = case("exchange-2007", as_of=as_of).view()
    assert bool(view.bands) is band
    assert any("days old" in item.text for item in view.notices) is notice


def test_an_old_rule_book_says_so() -> None:
    def about_rules(as_of: date) -> bool:
        return any("rule book" in n.text for n in case("exchange-2007", as_of=as_of).view().notices)

    assert not about_rules(date(2027, 11, 1))
    assert about_rules(date(2027, 12, 24))


def test_support_that_ended_stands_in_the_row() -> None:
    rows = case("exchange-2007").view().ways
    assert [(row.support, row.support_over) for row in rows] == [
        ("Out of support since 11 Apr 2023", True),
        ("Out of support since 14 Oct 2025", True),
        (None, False),
    ]
    before = case("exchange-2007", ["exchange-2016"], as_of=date(2025, 10, 14)).view().ways[0]
    assert (before.support, before.support_over) == ("In support until 14 Oct 2025", False)


def test_declared_and_lapsed_are_told() -> None:
    accepted = Acceptance(check="coexistence", scope="nobody", reason="r", by="b", until=date(2027, 1, 1))
    view = case("partly-read", acceptances=[accepted]).view()
    texts = " ".join(notice.text for notice in view.notices)
    assert "rest on what was declared" in texts
    assert "1 acceptance has expired or fits nothing." in texts
    assert view.findings.acceptances[0].state == "fits no open finding"


def test_missing_servers_name_the_targets_they_are_missing_for() -> None:
    def drop(document: dict[str, Any]) -> None:
        document["candidates"] = [c | {"targets": ["exchange-se"]} for c in document["candidates"]]

    view = case(edited(sample("partly-read"), drop)).view()
    told = [
        decision for decision in view.decisions if decision.link and decision.link.anchor == "new-servers"
    ]
    assert [decision.text.partition("none for ")[2] for decision in told] == [
        "Exchange 2013 and Exchange 2016."
    ]
