"""m365-outlook-profiles: made anew or kept."""

import pytest

from tests.checks.build import inventory, organization, outlook, rows, status

CHECK = "m365-outlook-profiles"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("m365-cutover", "warning should"),
        ("m365-staged", "warning should"),
        ("m365-imap", "warning should"),
        ("m365-express", "not-applicable"),
        ("m365-hybrid", "not-applicable"),
    ],
)
def test_who_makes_one(target: str, expected: str) -> None:
    assert status(inventory(organization=organization()), target, CHECK) == expected


def test_users_of_outlook_are_counted() -> None:
    clients = outlook(("15.0.5000.1", 7), ("16.0.1", 5))
    (row,) = rows(inventory(organization=organization(), clients=clients), "m365-staged", CHECK)
    assert row.observed.values == {"users": 12}


def test_without_a_known_organisation_it_is_not_verified() -> None:
    assert status(inventory(), "m365-staged", CHECK) == "not-verified should"
