"""ad-domain-level: the level of each domain against the lowest and the highest of the target."""

import pytest

from checks.target import LevelName
from tests.checks.build import asked, domain, domain_head, failed, inventory, need, read, rows, status

CHECK = "ad-domain-level"


@pytest.mark.parametrize(
    ("target", "level", "found", "answer", "shown"),
    [
        ("exchange-2010", "must", 1, "unmet", "Windows Server 2003 interim (level 1)"),
        ("exchange-2010", "must", 2, "met", "Windows Server 2003 (level 2)"),
        ("exchange-2010", "should", 7, "met", "(level 7)"),
        ("exchange-2010", "should", 10, "unmet", "(level 10)"),
        ("exchange-2013", "must", 0, "unmet", "Windows 2000 (level 0)"),
        ("exchange-2013", "must", 2, "met", "(level 2)"),
        ("exchange-2016", "must", 3, "unmet", "Windows Server 2008 (level 3)"),
        ("exchange-2016", "must", 4, "met", "Windows Server 2008 R2 (level 4)"),
        ("exchange-2016", "should", 4, "unmet", "(level 4)"),
        ("exchange-2016", "should", 5, "met", "Windows Server 2012 (level 5)"),
        ("exchange-2019", "must", 5, "unmet", "(level 5)"),
        ("exchange-2019", "must", 6, "met", "Windows Server 2012 R2 (level 6)"),
        ("exchange-se", "must", 5, "unmet", "(level 5)"),
        ("exchange-se", "must", 6, "met", "(level 6)"),
        ("exchange-se", "must", 10, "met", "Windows Server 2025 (level 10)"),
        ("exchange-se", "should", 10, "unmet", "(level 10)"),
        # Levels 8 and 9 were never given out; what lies beyond the table may be anything.
        ("exchange-se", "must", 8, "unknown", "8"),
        ("exchange-se", "must", 11, "unknown", "newer"),
        ("exchange-2010", "must", 11, "unknown", "newer"),
        ("exchange-se", "must", None, "unknown", "did not state"),
    ],
)
def test_each_side_of_a_level(
    target: str, level: LevelName, found: int | None, answer: str, shown: str
) -> None:
    verdict = asked(CHECK, need(target, CHECK, level), head=domain_head(found))
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("target", "found", "expected"),
    [
        ("exchange-2010", 2, "met should"),
        ("exchange-2010", 0, "blocker must"),
        ("exchange-2013", 10, "warning should"),
        ("exchange-2016", 4, "warning should"),
        ("exchange-2019", 6, "met should"),
        ("exchange-2019@cu14", 5, "blocker must"),
        ("exchange-se", 10, "warning should"),
        ("exchange-se", 11, "not-verified must"),
        ("exchange-se", None, "not-verified must"),
    ],
)
def test_the_row_of_each_target(target: str, found: int | None, expected: str) -> None:
    whole = inventory(domains=[domain(head=read(domain_head(found)))])
    assert status(whole, target, CHECK) == expected


def test_one_domain_that_stays_behind_has_its_own_row_and_one_that_was_not_read_blanks_none() -> None:
    domains = [
        domain("corp.example", read(domain_head(6))),
        domain("old.corp.example", read(domain_head(2))),
        domain("dark.corp.example", failed("unreachable", host="dc9", port=389)),
    ]
    found = rows(inventory(domains=domains), "exchange-se", CHECK)
    assert [(row.subject.name, row.status) for row in found] == [
        ("corp.example", "met"),
        ("old.corp.example", "blocker"),
        ("dark.corp.example", "not-verified"),
    ]


@pytest.mark.parametrize("domains", [failed(), read([])])
def test_domains_that_were_not_found_are_not_verified(domains: object) -> None:
    assert status(inventory(domains=domains), "exchange-se", CHECK) == "not-verified must"
