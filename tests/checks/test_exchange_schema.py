"""exchange-schema: rangeUpper of the forest against what the target writes."""

import pytest
from msgspec.structs import replace

from tests.checks.build import answered, failed, forest, inventory, organization, status

CHECK = "exchange-schema"


@pytest.mark.parametrize(
    ("target", "found", "answer", "shown"),
    [
        ("exchange-se", 17003, "met", "2019 CU10 … CU15, SE RTM"),
        ("exchange-se", 17002, "unmet", "2019 CU8"),
        ("exchange-se", None, "unmet", "never extended"),
        ("exchange-se", 17004, "unknown", "newer than this rule book"),
        ("exchange-se", 16999, "unmet", "no release in this rule book writes"),
        # A schema of a later version serves an older one.
        ("exchange-2016", 17003, "met", "SE RTM"),
        ("exchange-2016", 15334, "met", "2016 CU21"),
        ("exchange-2016", 15333, "unmet", "2016 CU19"),
        ("exchange-2010", 14734, "met", "2010 SP3"),
        ("exchange-2010", 14733, "unmet", "no release"),
    ],
)
def test_the_levels(target: str, found: int | None, answer: str, shown: str) -> None:
    at = replace(forest(), exchange_schema=found)
    got = answered(CHECK, target, forest=at, organization=None)
    assert (got[0], shown in got[1]) == (answer, True), got


@pytest.mark.parametrize(
    ("prepared", "shown"),
    [
        (11222, "14622 (2007 SP2)"),
        (12640, "14622 (2010 RTM)"),
        (None, "14622 (2007 SP2, 2010 RTM)"),
        (1, "2007 SP2, 2010"),
    ],
)
def test_one_number_of_two_versions_is_told_apart_by_the_organisation(
    prepared: int | None, shown: str
) -> None:
    at = replace(forest(), exchange_schema=14622)
    whole = None if prepared is None else replace(organization(), object_version=prepared)
    assert shown in answered(CHECK, forest=at, organization=whole)[1]


def test_a_forest_that_was_not_read_is_not_one_without_a_schema() -> None:
    assert status(inventory(forest=failed()), "exchange-se", CHECK) == "not-verified should"
    assert status(inventory(forest=forest()), "exchange-se", CHECK) == "met should"
