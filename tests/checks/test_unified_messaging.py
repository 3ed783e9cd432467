"""unified-messaging: objects and mailboxes, for targets that have none."""

import pytest

from scanner.inventory.model import UnifiedMessaging
from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.objects import recipient, recipient_list
from tests.made import made

CHECK = "unified-messaging"
PLAN = made(UnifiedMessaging, kind="dial-plan", name="Lyon")
POLICY = made(UnifiedMessaging, kind="mailbox-policy", name="Lyon Default")


@pytest.mark.parametrize(
    ("objects", "flags", "expected"),
    [
        ([], None, "met should"),
        ([], 0, "met should"),
        # The lowest bit is what enables a mailbox.
        ([], 1, "warning should"),
        ([], 831, "warning should"),
        ([], 830, "met should"),
        ([PLAN], None, "warning should"),
        ([POLICY], None, "met should"),
    ],
)
def test_objects_and_mailboxes(objects: list[UnifiedMessaging], flags: int | None, expected: str) -> None:
    people = recipient_list(recipient(voice_mail=flags))
    whole = inventory(organization=organization(), unified_messaging=objects, recipient_list=people)
    assert status(whole, "exchange-se", CHECK) == expected


def test_mailboxes_that_were_not_read() -> None:
    unread = inventory(organization=organization(), unified_messaging=[], recipient_list=failed())
    assert status(unread, "exchange-2019", CHECK) == "not-verified should"
    found = inventory(organization=organization(), unified_messaging=[PLAN], recipient_list=failed())
    assert status(found, "exchange-2019", CHECK) == "warning should"
    (row,) = rows(found, "exchange-2019", CHECK)
    assert row.observed.text == "objects: 1; the mailboxes were not read"
    assert status(inventory(organization=organization()), "exchange-2019", CHECK) == "not-verified should"
    assert status(found, "exchange-2016", CHECK) == "not-applicable"
