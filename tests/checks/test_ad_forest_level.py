"""ad-forest-level: the level of the forest against the lowest and the highest of the target."""

import pytest

from checks.target import LevelName
from tests.checks.build import asked, failed, forest, inventory, need, status

CHECK = "ad-forest-level"


@pytest.mark.parametrize(
    ("target", "level", "found", "answer", "shown"),
    [
        ("exchange-2013", "must", 1, "unmet", "Windows Server 2003 interim (level 1)"),
        ("exchange-2013", "must", 2, "met", "Windows Server 2003 (level 2)"),
        ("exchange-2016", "must", 3, "unmet", "Windows Server 2008 (level 3)"),
        ("exchange-2016", "must", 4, "met", "Windows Server 2008 R2 (level 4)"),
        ("exchange-2016", "should", 4, "unmet", "(level 4)"),
        ("exchange-2016", "should", 5, "met", "Windows Server 2012 (level 5)"),
        ("exchange-se", "must", 5, "unmet", "(level 5)"),
        ("exchange-se", "must", 6, "met", "Windows Server 2012 R2 (level 6)"),
        ("exchange-se", "should", 7, "met", "Windows Server 2016 (level 7)"),
        ("exchange-se", "should", 10, "unmet", "Windows Server 2025 (level 10)"),
        ("exchange-se", "must", 0, "unmet", "Windows 2000 (level 0)"),
        ("exchange-se", "must", 11, "unknown", "11"),
        ("exchange-se", "must", 8, "unknown", "8"),
        ("exchange-se", "must", None, "unknown", "did not state"),
    ],
)
def test_each_side_of_a_level(
    target: str, level: LevelName, found: int | None, answer: str, shown: str
) -> None:
    verdict = asked(CHECK, need(target, CHECK, level), forest=forest(found))
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("target", "found", "expected"),
    [
        ("exchange-2010", 1, "blocker must"),
        ("exchange-2010", 2, "met should"),
        ("exchange-2010", 7, "met should"),
        ("exchange-2010", 10, "warning should"),
        ("exchange-2019", 5, "blocker must"),
        ("exchange-2019", 6, "met should"),
        ("exchange-2019", 10, "warning should"),
        ("exchange-2013", 2, "met should"),
        ("exchange-2013", 0, "blocker must"),
        ("exchange-2013", 10, "warning should"),
        ("exchange-2016", 5, "met should"),
        ("exchange-2016", 4, "warning should"),
        ("exchange-2016", 3, "blocker must"),
        ("exchange-2016", 10, "warning should"),
        ("exchange-se", 6, "met should"),
        ("exchange-se", 5, "blocker must"),
        ("exchange-se", 10, "warning should"),
        ("exchange-2013", 11, "not-verified must"),
        ("exchange-2016", None, "not-verified must"),
        ("exchange-se", None, "not-verified must"),
    ],
)
def test_the_row_of_each_target(target: str, found: int | None, expected: str) -> None:
    assert status(inventory(forest=forest(found)), target, CHECK) == expected


@pytest.mark.parametrize("target", ["exchange-2013", "exchange-2016", "exchange-se"])
def test_a_forest_that_was_not_read_is_not_verified(target: str) -> None:
    assert status(inventory(forest=failed()), target, CHECK) == "not-verified must"
