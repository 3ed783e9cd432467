"""ad-domain-mode: mixed mode, at the two levels that know it."""

import pytest

from tests.checks.build import asked, domain, domain_head, failed, inventory, need, read, rows, status

CHECK = "ad-domain-mode"


@pytest.mark.parametrize(
    ("level", "mixed", "answer", "shown"),
    [
        (0, True, "unmet", "mixed mode, level Windows 2000"),
        (0, False, "met", "native mode"),
        # The interim level exists for domains that still hold controllers with Windows NT 4.
        (1, True, "unmet", "mixed mode, level Windows Server 2003 interim"),
        (1, False, "met", "native mode"),
        # From level 2 on there is no mixed mode, whatever an attribute left behind says.
        (2, True, "unknown", "Windows Server 2003, which excludes it"),
        (2, False, "met", "native mode"),
        (2, None, "met", "Windows Server 2003"),
        (7, None, "met", "Windows Server 2016"),
        (11, None, "met", "11"),
        (1, None, "unknown", "did not state its mode"),
        (0, None, "unknown", "did not state its mode"),
        (None, False, "met", "native mode"),
        (None, True, "unknown", "did not state"),
        (None, None, "unknown", "did not state"),
    ],
)
@pytest.mark.parametrize("target", ["exchange-2010", "exchange-2013"])
def test_mode_and_level(target: str, level: int | None, mixed: bool | None, answer: str, shown: str) -> None:
    verdict = asked(CHECK, need(target, CHECK, "must"), head=domain_head(level, mixed))
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("target", "mixed", "expected"),
    [
        ("exchange-2010", True, "blocker must"),
        ("exchange-2010", False, "met must"),
        ("exchange-2013", True, "blocker must"),
        ("exchange-2013", None, "not-verified must"),
        ("exchange-2016", True, "not-applicable"),
        ("exchange-se", True, "not-applicable"),
    ],
)
def test_the_row_of_each_target(target: str, mixed: bool | None, expected: str) -> None:
    whole = inventory(domains=[domain(head=read(domain_head(0, mixed)))])
    assert status(whole, target, CHECK) == expected


@pytest.mark.parametrize("target", ["exchange-2016", "exchange-2019", "exchange-se"])
def test_where_it_is_not_asked_the_level_stops_a_mixed_domain(target: str) -> None:
    whole = inventory(domains=[domain(head=read(domain_head(1, True)))])
    assert status(whole, target, "ad-domain-level") == "blocker must"


def test_each_domain_has_its_row() -> None:
    domains = [
        domain(),
        domain("nt.corp.example", read(domain_head(0, True))),
        domain("dark.example", failed()),
    ]
    found = rows(inventory(domains=domains), "exchange-2010", CHECK)
    assert [row.status for row in found] == ["met", "blocker", "not-verified"]
