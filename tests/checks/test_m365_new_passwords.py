"""m365-new-passwords: for everybody."""

import pytest

from tests.checks.build import counts, inventory, organization, rows, status

CHECK = "m365-new-passwords"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("m365-cutover", "warning should"),
        ("m365-staged", "warning should"),
        ("m365-hybrid", "not-applicable"),
    ],
)
def test_who_gets_one(target: str, expected: str) -> None:
    whole = inventory(organization=organization(), recipients=counts(users=10))
    assert status(whole, target, CHECK) == expected


def test_people_are_counted_where_they_are_known() -> None:
    known = inventory(organization=organization(), recipients=counts(users=10, shared=5))
    (row,) = rows(known, "m365-cutover", CHECK)
    assert row.observed.values == {"number": 10}
    (row,) = rows(inventory(organization=organization()), "m365-cutover", CHECK)
    assert row.observed.text == "everybody gets a new one"


@pytest.mark.parametrize(("numbers", "expected"), [({"remote": 9}, "not-applicable"), ({}, "warning")])
def test_nobody_is_left_and_nobody_was_found(numbers: dict[str, int], expected: str) -> None:
    whole = inventory(organization=organization(), recipients=counts(**numbers))
    assert status(whole, "m365-cutover", CHECK) == f"{expected} should"


def test_without_a_known_organisation_it_is_not_verified() -> None:
    assert status(inventory(), "m365-cutover", CHECK) == "not-verified should"
