"""Fields of recipients that nobody asked for prove nothing."""

import pytest

from checks.people import called
from tests.checks.build import inventory, organization, server, status
from tests.checks.objects import ARBITRATION, recipient, recipient_list

SYSTEM = recipient("System", type_details=ARBITRATION, place=0, home_server="EX1")


@pytest.mark.parametrize(
    ("check_id", "field"),
    [
        ("leaving-groups", "expansion_server"),
        ("recipient-addresses", "addresses"),
        ("recipient-address-duplicates", "addresses"),
        ("move-requests", "move_status"),
        ("mailbox-holds", "holds"),
        ("mailbox-databases", "archive"),
        ("linked-mailboxes", "linked"),
        ("dynamic-group-filters", "filter"),
        ("system-mailboxes", "home_server"),
        ("unified-messaging", "voice_mail"),
        ("recipient-aliases", "alias"),
    ],
)
def test_a_field_that_was_not_asked_for_is_not_verified(check_id: str, field: str) -> None:
    def row(*unread: str) -> str:
        whole = inventory(
            organization=organization(),
            servers=[server("15.1.2507.6")],
            domains=[],
            unified_messaging=[],
            recipient_list=recipient_list(SYSTEM, unread=unread),
        )
        return status(whole, "exchange-se", check_id)

    assert row() in ("met should", "not-applicable should")
    assert row("usage_location") == row()
    assert row(field) == "not-verified should"


def test_what_people_know_a_recipient_by() -> None:
    assert called(recipient("Ada", "ada")) == "Ada"
    assert called(recipient("", "ada")) == "ada"
    assert called(recipient("", None, guid="0a")) == "0a"
    assert called(recipient("", None, guid=None)) == "?"
