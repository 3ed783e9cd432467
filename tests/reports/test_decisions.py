"""What the first page asks people to decide."""

from __future__ import annotations

from tests.reports.cases import case, nothing_read


def asked(name: str, *targets: str) -> dict[str, str]:
    """Anchor and text of each decision."""
    return {decision.link.anchor: decision.text for decision in case(name, targets).view().decisions}


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
    assert decisions["not-collected"] == "1 part of the inventory that a check needs was not read."


def test_what_is_settled_is_not_asked() -> None:
    decisions = asked("exchange-2016-2019", "exchange-se")
    assert "target-support" not in decisions
    assert "new-servers" not in decisions
    assert "clients-outlook" not in decisions


def test_nothing_read_asks_for_access_and_a_server() -> None:
    decisions = case(nothing_read(), ["exchange-se"]).view().decisions
    assert [decision.link.anchor for decision in decisions] == ["new-servers", "not-collected"]
