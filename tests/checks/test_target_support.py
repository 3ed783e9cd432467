"""target-support: the day support ends, and the day after."""

from datetime import date, timedelta

import pytest

from checks.rules.target_support import Need
from tests.checks.build import asked, inventory, status, target

CHECK = "target-support"
LAST_DAY = date(2025, 10, 14)


@pytest.mark.parametrize(
    ("ends", "as_of", "answer", "shown"),
    [
        (LAST_DAY, LAST_DAY - timedelta(days=1), "met", "14 October 2025"),
        (LAST_DAY, LAST_DAY, "met", "in support until 14 October 2025"),
        (LAST_DAY, LAST_DAY + timedelta(days=1), "unmet", "ended on 14 October 2025"),
        (None, date(2099, 1, 1), "met", "no end of support"),
    ],
)
def test_each_side_of_the_last_day(ends: date | None, as_of: date, answer: str, shown: str) -> None:
    verdict = asked(CHECK, Need(ends=ends), as_of=as_of)
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("name", "as_of", "expected"),
    [
        ("exchange-2010", date(2020, 10, 13), "met should"),
        ("exchange-2010", date(2020, 10, 14), "warning should"),
        ("exchange-2019", date(2025, 10, 14), "met should"),
        ("exchange-2019@cu14", date(2025, 10, 15), "warning should"),
        ("exchange-2013", date(2023, 4, 11), "met should"),
        ("exchange-2013", date(2023, 4, 12), "warning should"),
        ("exchange-2016", date(2025, 10, 14), "met should"),
        ("exchange-2016", date(2025, 10, 15), "warning should"),
        ("exchange-se", date(2026, 11, 23), "met should"),
    ],
)
def test_the_row_of_each_target(name: str, as_of: date, expected: str) -> None:
    assert status(inventory(), name, CHECK, as_of) == expected


@pytest.mark.parametrize(
    ("name", "ends"),
    [("exchange-2013", date(2023, 4, 11)), ("exchange-2016", date(2025, 10, 14)), ("exchange-se", None)],
)
def test_the_target_tells_its_last_day(name: str, ends: date | None) -> None:
    assert target(name).support_ends == ends
