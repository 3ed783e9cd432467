"""identity-address-count: very many addresses on one recipient."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-address-count"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "met should"),
        (300, "met should"),
        (301, "warning should"),
        (332, "warning should"),
        (333, "blocker must"),
    ],
)
def test_how_many(number: int, expected: str) -> None:
    assert said(CHECK, ada(addresses=[f"smtp:a{each}@corp.example" for each in range(number)])) == expected


def test_none_is_no_address_too_many() -> None:
    assert row(CHECK, ada(addresses=None)).status == "met"
