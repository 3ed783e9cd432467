"""m365-mailbox-count: recommended and allowed numbers."""

import pytest

from tests.checks.build import counts, inventory, organization, status

CHECK = "m365-mailbox-count"


@pytest.mark.parametrize(
    ("target", "users", "expected"),
    [
        ("m365-cutover", 150, "met should"),
        ("m365-cutover", 151, "warning should"),
        ("m365-cutover", 2000, "warning should"),
        ("m365-cutover", 2001, "blocker must"),
        ("m365-express", 150, "met should"),
        ("m365-express", 151, "warning should"),
        ("m365-hybrid", 149, "warning should"),
        ("m365-hybrid", 150, "met should"),
        ("m365-imap", 50000, "met should"),
        ("m365-imap", 50001, "warning should"),
        ("m365-cutover", 0, "not-verified must"),
    ],
)
def test_numbers(target: str, users: int, expected: str) -> None:
    whole = inventory(organization=organization(), recipients=counts(users=users))
    assert status(whole, target, CHECK) == expected


def test_shared_and_resource_mailboxes_move_as_well_and_contacts_do_not() -> None:
    whole = inventory(
        organization=organization(), recipients=counts(users=100, shared=30, rooms=21, contacts=500)
    )
    assert status(whole, "m365-cutover", CHECK) == "warning should"


@pytest.mark.parametrize("target", ["m365-cutover", "m365-hybrid", "m365-imap"])
def test_nothing_is_asked_where_every_mailbox_has_moved(target: str) -> None:
    whole = inventory(organization=organization(), recipients=counts(remote=10))
    assert status(whole, target, CHECK).startswith("not-applicable")


def test_without_recipients_it_is_not_verified() -> None:
    assert status(inventory(organization=organization()), "m365-cutover", CHECK) == "not-verified must"
