"""m365-outlook-profiles: made anew or kept."""

import pytest
from msgspec.structs import replace

from tests.checks.build import counts, inventory, organization, outlook, rows, status

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


def test_nobody_needs_one_where_nobody_has_outlook_or_every_mailbox_has_moved() -> None:
    none_seen = inventory(organization=organization(), clients=outlook())
    assert status(none_seen, "m365-staged", CHECK) == "not-applicable should"
    moved = inventory(
        organization=organization(), clients=outlook(("16.0.1", 5)), recipients=counts(remote=5)
    )
    assert status(moved, "m365-staged", CHECK) == "not-applicable should"


def test_logs_that_were_not_read_may_hold_everybody() -> None:
    part = inventory(organization=organization(), clients=replace(outlook(), limits=["EX2"]))
    (row,) = rows(part, "m365-staged", CHECK)
    assert row.observed.text == "every user of Outlook makes a new one"


def test_without_a_known_organisation_it_is_not_verified() -> None:
    assert status(inventory(), "m365-staged", CHECK) == "not-verified should"
