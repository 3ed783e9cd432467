"""ad-preparation-duplicates: one container of Exchange system objects a domain, old ones on both sides of the limit."""

import pytest

from tests.checks.build import asked, domain, domain_head, failed, inventory, need, read, rows, status

CHECK = "ad-preparation-duplicates"


@pytest.mark.parametrize(
    ("versions", "answer", "shown"),
    [
        ([], "met", "never prepared"),
        ([13243], "met", "one, version 13243"),
        # Alone, an old one is what preparing the domain brings up to date; of one, the version does not matter.
        ([11221], "met", "one, version 11221"),
        ([None], "met", "one, version ?"),
        ([13243, 11221], "unmet", "2 containers, versions 13243, 11221"),
        ([13243, 12432], "unmet", "12432"),
        ([13243, 12433], "unknown", "none of them old"),
        ([12639, 13243, 4406], "unmet", "3 containers"),
        ([13243, 13243], "unknown", "not certain"),
        ([13243, None], "unknown", "not known"),
        ([None, None], "unknown", "not known"),
        # One that is old decides, whatever the other is.
        ([None, 11221], "unmet", "?, 11221"),
    ],
)
def test_how_many_and_how_old(versions: list[int | None], answer: str, shown: str) -> None:
    verdict = asked(CHECK, need("exchange-se", CHECK, "must"), head=domain_head(preparation=versions))
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("target", "versions", "expected"),
    [
        ("exchange-2010", [12639, 11221], "warning should"),
        ("exchange-2010", [12639, None], "not-verified should"),
        ("exchange-2013", [13236, 11221], "blocker must"),
        ("exchange-2016", [13236, 11221], "blocker must"),
        ("exchange-2019", [13236, 13243], "not-verified must"),
        ("exchange-se", [13243, 11221], "blocker must"),
        ("exchange-se", [13243], "met must"),
        ("exchange-se", [], "met must"),
    ],
)
def test_the_row_of_each_target(target: str, versions: list[int | None], expected: str) -> None:
    whole = inventory(domains=[domain(head=read(domain_head(preparation=versions)))])
    assert status(whole, target, CHECK) == expected


def test_a_container_in_each_domain_is_no_duplicate() -> None:
    domains = [
        domain(),
        domain("sub.corp.example", read(domain_head(preparation=[11221]))),
        domain("x", failed()),
    ]
    found = rows(inventory(domains=domains), "exchange-se", CHECK)
    assert [row.status for row in found] == ["met", "met", "not-verified"]
