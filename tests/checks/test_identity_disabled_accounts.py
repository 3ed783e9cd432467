"""identity-disabled-accounts: mailboxes of people whose account is disabled."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-disabled-accounts"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "met should"),
        ({"control": 514}, "warning should"),
        ({"control": None}, "met should"),
        ({"control": 514, "type_details": 4}, "not-applicable should"),
        ({"control": 514, "type_details": 2, "linked": "S-1-5-21-1"}, "not-applicable should"),
        ({"control": 514, "linked": "S-1-5-10"}, "warning should"),
        ({"control": 514, "type_details": None}, "warning should"),
        ({"control": 514, "type_details": 128, "place": None}, "not-applicable should"),
    ],
)
def test_the_account(more: dict[str, object], expected: str) -> None:
    assert said(CHECK, ada(**more)) == expected


def test_the_account_is_named() -> None:
    (item,) = row(CHECK, ada(control=514)).items
    assert item.observed.text == "account ada"
