"""Builds that must be reached from a day on: the floor that is in force, and both sides of it."""

from datetime import date

import pytest

from checks.floor import Floor, in_force, reached
from checks.installed import Installed

EARLY = Floor(since=date(2025, 1, 1), builds={"2016": ["15.1.2507.1"]})
LATE = Floor(
    since=date(2026, 1, 1), builds={"2019": ["15.2.1544.25", "15.2.1748.24"], "SE": ["15.2.2562.17"]}
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), EARLY),
        (date(2025, 12, 31), EARLY),
        (date(2026, 1, 1), LATE),
    ],
)
def test_the_last_that_has_begun_is_in_force_in_whatever_order_they_stand(
    day: date, expected: Floor | None
) -> None:
    assert in_force([LATE, EARLY], day) is expected


@pytest.mark.parametrize(
    ("product", "build", "exact", "expected"),
    [
        ("2019", "15.2.1544.24", True, False),
        ("2019", "15.2.1544.25", True, True),
        ("2019", "15.2.1748.23", True, False),
        ("2019", "15.2.1748.24", True, True),
        ("2019", "15.2.1748.10", False, None),
        ("2019", "15.2.1258.99", True, False),
        ("2019", "15.2.1258.12", False, False),
        ("2016", "15.1.2507.99", True, False),
        ("SE", "15.2.2562.17", False, True),
        ("SE", "15.2.2800.1", False, True),
    ],
)
def test_both_sides_of_a_floor(product: str, build: str, exact: bool, expected: bool | None) -> None:
    here = Installed(product=product, build=build, exact=exact, edge=False)
    assert reached(here, LATE) is expected
