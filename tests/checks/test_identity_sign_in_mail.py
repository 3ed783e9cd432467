"""identity-sign-in-mail: people who sign in with something else than their address."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-sign-in-mail"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "met should"),
        ({"upn": "ADA@corp.example"}, "met should"),
        ({"upn": "al@corp.example"}, "warning should"),
        ({"upn": "al@corp.local"}, "not-applicable should"),
        ({"upn": "al@corp.example", "type_details": 4}, "not-applicable should"),
        ({"upn": "al@corp.example", "addresses": []}, "not-applicable should"),
        ({"upn": "al@corp.example", "type_details": None}, "warning should"),
        ({"upn": "al@corp.example", "type_details": None, "place": None}, "not-applicable should"),
    ],
)
def test_the_two(more: dict[str, object], expected: str) -> None:
    assert said(CHECK, ada(**more)) == expected


def test_the_address_is_suggested() -> None:
    (item,) = row(CHECK, ada(upn="al@corp.example")).items
    assert item.suggested == "ada@corp.example"
