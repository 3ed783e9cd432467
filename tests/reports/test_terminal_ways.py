"""The ways forward on a terminal."""

from __future__ import annotations

from typing import Any

import pytest

from checks.answers import Answers
from checks.paths import with_paths
from checks.results import Results
from checks.rule_book import RuleBook
from reports.terminal import lines
from reports.terminal_ways import WAYS_SHOWN
from tests.checks.build import judged
from tests.reports.cases import sample

EVERY = ("exchange-2016", "exchange-se", "m365-staged", "m365-express", "m365-hybrid")


def results(name: str = "exchange-2007", targets: tuple[str, ...] = EVERY, **answers: Any) -> Results:
    whole, book = sample(name), RuleBook()
    done = judged(whole, *targets)
    return with_paths(done, whole, [book.target(one) for one in targets], book, Answers(**answers)).results


def said(found: Results, width: int | None = None) -> list[str]:
    return lines(found, inventory_name=None, width=width, symbols=True, color=False)


def test_every_way_has_its_verdict_and_figures() -> None:
    found = results(cloud_ok=True)
    text = said(found)
    assert 0 < len(found.paths) <= WAYS_SHOWN
    for path in found.paths:
        name = f"{path.id} (recommended)" if path.recommended else path.id
        place = next(number for number, line in enumerate(text) if line.endswith(f" {name}"))
        assert f"{path.counts.blocker} blockers" in text[place + 1]
        assert f"{path.counts.not_verified} checks not verified" in text[place + 1]


def test_more_ways_than_fit_are_counted_and_the_recommended_one_is_among_those_shown() -> None:
    everything = tuple(RuleBook().target_ids())
    found = results(targets=everything, cloud_ok=False)
    text = "\n".join(said(found))
    assert f"and {len(found.paths) - WAYS_SHOWN} more way" in text
    (best,) = [path for path in found.paths if path.recommended]
    assert f"{best.id} (recommended)" in text


def test_a_target_without_a_way_is_not_passed_over() -> None:
    assert any("m365-express: no way" in line for line in said(results()))


def test_the_recommendation_its_questions_and_its_steps_are_there() -> None:
    found = results(cloud_ok=True)
    text = "\n".join(said(found))
    (best,) = [path for path in found.paths if path.recommended]
    assert found.decision is not None
    for reason in found.decision.why:
        assert reason.text in text
    for question in found.decision.questions:
        assert question.option in text
    for number, step in enumerate(best.steps, 1):
        assert f"{number}. {step.text.text}" in text
        if step.caution is not None:
            assert step.caution.text in text


def test_without_an_answer_the_question_that_comes_first_is_asked() -> None:
    text = "\n".join(said(results()))
    assert "None yet" in text
    assert "--cloud-ok/--on-premises-only: May mailboxes lie in Microsoft 365?" in text
    assert "Order of work" not in text


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for line in said(results(cloud_ok=False), width):
        assert len(line) <= width or line.startswith(("Details ", "Report "))


def test_stops_out_of_support_and_what_the_recommended_way_takes_are_said() -> None:
    text = "\n".join(said(results(cloud_ok=False)))
    assert "Out of support: Exchange 2013 since 11 Apr 2023, Exchange 2016 since 14 Oct 2025" in text
    for line in (
        "Exchange servers to add, at least: 3",
        "Mailboxes to move: 1,260",
        "Mailbox data to move, GB: 1,710",
    ):
        assert line in text
    assert "Microsoft 365 licences" not in text
