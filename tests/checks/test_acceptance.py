"""Findings somebody has decided to live with."""

from datetime import date, timedelta

import msgspec
import pytest

from checks.acceptance import Acceptance
from checks.answers import Answers
from checks.paths import with_paths
from checks.results import AcceptedNote, Results
from scanner.inventory.model import Inventory
from tests.checks.build import TODAY, controller, failed, forest, inventory, judged, results
from tests.checks.test_paths import book, organisation

TWO_OLD = inventory(
    forest=forest(6),
    domain_controllers=[
        controller("6.1 (7601)", "dc1.corp.example"),
        controller("6.0 (6002)", "dc2.corp.example"),
    ],
)


def accept(
    check: str = "ad-domain-controllers",
    scope: str = "dc1.corp.example",
    until: date = TODAY + timedelta(days=30),
) -> Acceptance:
    return Acceptance(check=check, scope=scope, reason="goes in spring", by="M. Bremond", until=until)


def run(*acceptances: Acceptance, whole: Inventory = TWO_OLD) -> Results:
    return results(whole, "exchange-se", acceptances=acceptances)


def notes(done: Results) -> dict[str, AcceptedNote | None]:
    return {f.subject.name: f.accepted for f in done.findings if f.check == "ad-domain-controllers"}


def test_an_acceptance_leaves_a_note_and_changes_no_status_no_count_and_no_verdict() -> None:
    plain, noted = run(), run(accept())
    assert notes(noted) == {
        "dc1.corp.example": AcceptedNote(reason="goes in spring", by="M. Bremond", until=accept().until),
        "dc2.corp.example": None,
    }
    assert [f.status for f in noted.findings] == [f.status for f in plain.findings]
    assert noted.targets == plain.targets
    assert [record.state for record in noted.acceptances] == ["applied"]


def test_a_check_is_accepted_when_every_row_that_makes_its_status_is() -> None:
    both = run(accept(), accept(scope="dc2.corp.example"))
    assert both.targets[0].counts.accepted == 1
    assert both.targets[0].counts.blocker == 1
    assert both.targets[0].verdict == "not-ready"


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (TODAY - timedelta(days=1), "expired"),
        (TODAY, "applied"),
        (TODAY + timedelta(days=1), "applied"),
    ],
)
def test_the_last_day_is_the_last_day(until: date, state: str) -> None:
    done = run(accept(until=until))
    assert [record.state for record in done.acceptances] == [state]
    assert (notes(done)["dc1.corp.example"] is not None) == (state == "applied")


@pytest.mark.parametrize(
    ("acceptance", "state"),
    [
        (accept(scope="DC1.Corp.Example"), "applied"),
        (accept(scope="dc1"), "unused"),
        (accept(scope="dc9.corp.example"), "unused"),
        (accept(check="ad-forest-level", scope="corp.example"), "unused"),
        (accept(check="ad-domain-controler"), "unknown-check"),
        (accept(check="ad-domain-controler", until=TODAY - timedelta(days=1)), "unknown-check"),
    ],
    ids=[
        "other case",
        "short name",
        "no such subject",
        "nothing to accept",
        "no such check",
        "unknown first",
    ],
)
def test_what_becomes_of_an_acceptance(acceptance: Acceptance, state: str) -> None:
    (record,) = run(acceptance).acceptances
    assert (record.state, record.check, record.scope) == (state, acceptance.check, acceptance.scope)


def test_an_expired_acceptance_does_not_hide_a_living_one() -> None:
    done = run(accept(until=TODAY - timedelta(days=1)), accept())
    assert [record.state for record in done.acceptances] == ["expired", "applied"]
    assert notes(done)["dc1.corp.example"] is not None


def test_what_is_not_verified_can_be_accepted_and_stays_not_verified() -> None:
    whole = inventory(forest=failed())
    done = run(accept("ad-forest-level", "corp.example"), whole=whole)
    (row,) = (f for f in done.findings if f.check == "ad-forest-level")
    assert (row.status, row.accepted is not None) == ("not-verified", True)
    assert done.targets[0].verdict == "cannot-conclude"


def test_an_acceptance_with_an_unknown_key_is_refused() -> None:
    plain = msgspec.to_builtins(accept())
    with pytest.raises(msgspec.ValidationError, match="scopes"):
        msgspec.convert({**plain, "scopes": "x"}, Acceptance)


def on_the_way(*acceptances: Acceptance) -> Results:
    """From 2007 to SE, over servers that are not there yet."""
    whole = organisation("2007")
    done = judged(whole, "exchange-se", acceptances=acceptances)
    return with_paths(done, whole, [book().target("exchange-se")], book(), Answers()).results


def test_a_row_that_only_arises_on_the_way_can_be_accepted_and_so_can_one_of_a_stop_nobody_asked_for() -> (
    None
):
    planned = accept("exchange-support", "Exchange 2016 (planned)")
    today = accept("exchange-support", "EX0")
    plain, noted = on_the_way(), on_the_way(planned, today)
    hops = noted.paths[0].hops
    rows = [row for hop in hops for row in hop.findings if row.check == "exchange-support"]
    assert {row.subject.name for row in rows if row.accepted} == {"Exchange 2016 (planned)", "EX0"}
    assert [record.state for record in noted.acceptances] == ["applied", "applied"]
    # The first stop, which was not asked for, holds the row of today; the last one that of the planned server.
    assert [hop.counts.accepted for hop in hops] == [1, 0, 1]
    assert noted.paths[0].verdict == plain.paths[0].verdict
    assert [hop.counts for hop in plain.paths[0].hops] == [
        msgspec.structs.replace(hop.counts, accepted=0) for hop in hops
    ]


def test_an_acceptance_that_fits_nothing_on_the_way_either_is_reported() -> None:
    done = on_the_way(accept("exchange-support", "EX9"))
    assert [record.state for record in done.acceptances] == ["unused"]
