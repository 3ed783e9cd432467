"""Which recipients are mailboxes."""

from checks import mailboxes
from scanner.inventory.model import RecipientCount
from tests.checks.build import counts


def test_people_shared_and_remote_mailboxes_are_told_apart() -> None:
    rows = counts(users=10, linked=2, shared=5, rooms=3, remote=7, contacts=100)
    assert mailboxes.of_users(rows) == 12
    assert mailboxes.to_move(rows) == 20
    assert mailboxes.in_the_cloud(rows) == 7


def test_before_2007_a_recipient_with_a_database_is_a_mailbox() -> None:
    rows = [
        RecipientCount(type_details=None, database="Mailbox Store (OLD)", server="OLD", count=30),
        RecipientCount(type_details=None, database=None, server=None, count=400),
    ]
    assert (mailboxes.of_users(rows), mailboxes.to_move(rows)) == (30, 30)


def test_mailboxes_of_the_system_do_not_move() -> None:
    arbitration = RecipientCount(type_details=8388608, database="DB1", server=None, count=4)
    assert mailboxes.to_move([arbitration]) == 0
