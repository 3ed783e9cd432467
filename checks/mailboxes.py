"""Which recipients are mailboxes, for every check and every count that asks.

Source: Microsoft "RecipientTypeDetails" and the values of msExchRecipientTypeDetails. Exchange 2000 and 2003 write no
type: there a recipient with a database is a mailbox.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.check import Verdict, not_applicable, unknown
from checks.wording import Text, say
from scanner.inventory.model import RecipientCount

USERS = frozenset({1, 2, 8})  # user, linked, of a version before 2007
SHARED = frozenset({4, 16, 32, 137438953472, 2199023255552})  # shared, room, equipment, team, linked room
REMOTE = frozenset({2147483648, 8589934592, 17179869184, 34359738368, 274877906944})  # in Microsoft 365


NONE_FOUND: Text = say("mailboxes.none", "no mailbox was found, so the account may not see them")


def of_users(recipients: Iterable[RecipientCount]) -> int:
    """Mailboxes of people, each of which needs a licence in Microsoft 365."""
    return sum(row.count for row in recipients if _is_user(row))


def to_move(recipients: Iterable[RecipientCount]) -> int:
    """Mailboxes of people, and shared and resource mailboxes."""
    return sum(row.count for row in recipients if is_mailbox(row))


def known_to_move(recipients: Iterable[RecipientCount] | None) -> int | None:
    """How many mailboxes move; None when recipients were not read, or none was found where some must be."""
    if recipients is None:
        return None
    rows = list(recipients)
    number = to_move(rows)
    return number if number or in_the_cloud(rows) else None


def none_to_move(recipients: Iterable[RecipientCount]) -> Verdict | None:
    """Why no mailbox moves: all have, or the account may not see them; None where some do."""
    rows = list(recipients)
    number = known_to_move(rows)
    if number is None:
        return unknown(NONE_FOUND)
    if number == 0:
        return not_applicable(
            say(
                "mailboxes.moved",
                "none is left here; in Microsoft 365: {number}",
                number=in_the_cloud(rows),
            )
        )
    return None


def in_the_cloud(recipients: Iterable[RecipientCount]) -> int:
    """Recipients whose mailbox is in Microsoft 365."""
    return sum(row.count for row in recipients if row.type_details in REMOTE)


def is_mailbox(row: RecipientCount) -> bool:
    """Whether the recipients of this row have a mailbox here that moves with a migration."""
    return _is_user(row) or row.type_details in SHARED


def _is_user(row: RecipientCount) -> bool:
    if row.type_details is None:
        return row.database is not None
    return row.type_details in USERS
