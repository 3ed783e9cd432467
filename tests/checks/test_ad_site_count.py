"""ad-site-count: how many sites there are."""

import pytest

from tests.checks.build import failed, inventory, sites, status

CHECK = "ad-site-count"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "met should"),
        (749, "met should"),
        (750, "warning should"),
        (1000, "warning should"),
        (0, "not-verified should"),
    ],
)
def test_the_number(number: int, expected: str) -> None:
    whole = inventory(sites=sites(*(f"S{index}" for index in range(number))))
    assert status(whole, "exchange-se", CHECK) == expected


def test_sites_that_were_not_read() -> None:
    assert status(inventory(sites=failed()), "exchange-se", CHECK) == "not-verified should"
