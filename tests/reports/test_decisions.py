"""What the first page asks people to decide."""

from __future__ import annotations

import re
from typing import Any

from checks.answers import Answers
from checks.engine import Judged
from checks.paths import with_paths
from checks.rule_book import RuleBook
from tests.reports.cases import Case, case, edited, nothing_read, sample, ways_of, with_ways

REMOTE = 2147483648


def told(judged: Case) -> dict[str, str]:
    """Anchor and text of each decision."""
    return {decision.link.anchor: decision.text for decision in judged.view().decisions if decision.link}


def asked(name: str, *targets: str) -> dict[str, str]:
    return told(case(name, targets))


def test_an_old_organisation_is_asked_for_a_destination_money_and_access() -> None:
    decisions = asked("exchange-2007", "exchange-2013", "exchange-2016", "exchange-se")
    assert list(decisions) == ["target-support", "clients-outlook", "new-servers", "not-collected"]
    assert (
        decisions["target-support"]
        == "Exchange 2013 and Exchange 2016 are out of support: they can only be steps on the way."
    )
    # Of the three targets the one most users stand in the way of.
    assert decisions["clients-outlook"].startswith("335 of 335 users are below Outlook 2013")
    assert "the inventory holds none." in decisions["new-servers"]
    assert re.fullmatch(
        r"\d+ parts of the inventory that checks need were not read\.", decisions["not-collected"]
    )


def test_beside_many_ways_the_missing_access_is_still_asked_for() -> None:
    decisions = told(ways_of("partly-read"))
    assert len(decisions) == 3
    assert "not-collected" in decisions


def test_what_is_settled_is_not_asked() -> None:
    decisions = asked("exchange-2016-2019", "exchange-se")
    assert "target-support" not in decisions
    assert "new-servers" not in decisions
    assert "clients-outlook" not in decisions


def test_nothing_read_asks_for_access_and_a_server() -> None:
    assert list(told(case(nothing_read(), ["exchange-se"]))) == ["new-servers", "not-collected"]


def on_its_way(*targets: str, cloud_ok: bool | None = None) -> dict[str, str]:
    """The same with the ways to the targets."""
    found, book = case("exchange-2007", targets), RuleBook()
    judged = Judged(results=found.results, broken=[])
    done = with_paths(judged, found.inventory, found.targets, book, Answers(cloud_ok=cloud_ok))
    return told(Case(found.inventory, done.results, found.targets))


def test_whether_mailboxes_may_leave_comes_before_everything_else() -> None:
    decisions = on_its_way("exchange-se", "m365-staged")
    assert next(iter(decisions)) == "order-of-work"
    assert decisions["order-of-work"] == ("Yes leads to Microsoft 365, staged, no to Exchange SE.")


def test_what_was_answered_or_does_not_arise_is_not_asked() -> None:
    assert "order-of-work" not in on_its_way("exchange-se", "m365-staged", cloud_ok=True)
    assert "order-of-work" not in on_its_way("exchange-se")


ASKED = ("exchange-2016", "exchange-se", "m365-hybrid", "m365-staged")


def test_a_question_one_answer_to_which_leads_nowhere_is_not_asked() -> None:
    judged = ways_of("exchange-2019-ready", *ASKED)
    asked = judged.results.decision.questions if judged.results.decision is not None else []
    led = {each.answer: each.path for one in asked if one.id == "cloud_ok" for each in one.outcomes}
    assert led["yes"] is None
    assert led["no"] is not None
    assert "order-of-work" not in told(judged)
    assert told(ways_of("exchange-2016-2019", *ASKED))["order-of-work"].startswith("Yes leads to")


def test_whether_mailboxes_may_leave_is_not_asked_where_some_have_left() -> None:
    def some_left(document: dict[str, Any]) -> None:
        document["recipients"]["data"].append(
            {"database": None, "server": None, "type_details": REMOTE, "count": 30}
        )

    judged = with_ways(edited(sample("exchange-2016-2019"), some_left), *ASKED)
    assert judged.results.decision is not None
    assert "cloud_ok" not in {question.id for question in judged.results.decision.questions}
    assert "order-of-work" not in told(judged)


def test_who_stands_on_a_version_is_not_told_that_it_can_only_be_a_step() -> None:
    assert "target-support" not in told(ways_of("exchange-2016-hybrid", *ASKED))


def test_a_server_is_not_to_be_bought_for_the_version_one_has() -> None:
    assert told(ways_of("exchange-2016-hybrid", *ASKED))["new-servers"].endswith("none for Exchange SE.")
