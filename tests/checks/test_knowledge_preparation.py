"""The table of preparation levels: numbers of each release, and which releases a number means."""

from __future__ import annotations

import pytest

from checks.knowledge import preparation
from checks.knowledge.preparation import levels_of, newest, written_by
from checks.rule_book import RuleBook


@pytest.mark.parametrize(
    ("product", "name", "numbers"),
    [
        ("SE", "RTM", (17003, 16763, 13243)),
        ("2019", "CU15", (17003, 16763, 13243)),
        ("2019", "CU14", (17003, 16762, 13243)),
        ("2016", "CU23", (15334, 16223, 13243)),
        ("2013", "CU23", (15312, 16133, 13237)),
        ("2010", "SP3", (14734, 14322, 13040)),
        ("2007", "SP3", (14625, 11222, 11221)),
        ("2000", "RTM", (4397, None, 4406)),
    ],
)
def test_numbers_of_a_release(product: str, name: str, numbers: tuple[int | None, ...]) -> None:
    row = levels_of(product, name)
    assert (row.schema, row.organization, row.domain) == numbers


def test_a_release_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="no 2016 CU99"):
        levels_of("2016", "CU99")


@pytest.mark.parametrize(
    ("found", "names"),
    [
        ({"schema": 17003}, ["2019 CU10 … CU15", "SE RTM"]),
        ({"schema": 14622}, ["2007 SP2", "2010 RTM"]),
        ({"schema": 14622, "organization": 12640}, ["2010 RTM"]),
        ({"organization": 16763}, ["2019 CU15", "SE RTM"]),
        ({"organization": 16762}, ["2019 CU14"]),
        ({"schema": 1}, []),
    ],
)
def test_releases_of_a_number(found: dict[str, int], names: list[str]) -> None:
    assert written_by(**found) == names


def test_the_newest_numbers() -> None:
    assert (newest("schema"), newest("organization"), newest("domain")) == (17003, 16763, 13243)


def test_numbers_never_fall_within_a_version() -> None:
    """A later release writes no lower number: a digit turned round in the table would."""
    for product in ("2000", "2003", "2007", "2010", "2013", "2016", "2019", "SE"):
        rows = [row for row in preparation._table() if row.product == product]
        assert rows
        for part in ("schema", "organization", "domain"):
            numbers = [getattr(row, part) or 0 for row in rows]
            assert numbers == sorted(numbers), (product, part)


@pytest.mark.parametrize(
    "target_id", [name for name in RuleBook().target_ids() if name.startswith("exchange-")]
)
def test_each_exchange_target_asks_for_what_its_own_release_writes(target_id: str) -> None:
    target = RuleBook().target(target_id)
    for check_id in ("exchange-schema", "exchange-preparation", "domain-preparation"):
        for _, level in target.require[check_id].levels():
            assert level.need.release == target.release  # type: ignore[attr-defined] # it is a preparation level
