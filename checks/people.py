"""Recipients in words, and which of their fields nobody asked for."""

from __future__ import annotations

from checks.check import Verdict, unknown
from checks.once import once
from checks.wording import say
from scanner.inventory.model import Recipient, RecipientList

_SMTP = "smtp:"


def called(recipient: Recipient) -> str:
    """What people know it by."""
    return recipient.display_name or recipient.alias or recipient.guid or "?"


@once
def mail_addresses(people: RecipientList) -> list[list[str]]:
    """The SMTP addresses of each recipient, in the form in which equal addresses are equal strings."""
    return [
        [
            folded[len(_SMTP) :]
            for address in each.addresses or ()
            if (folded := address.casefold()).startswith(_SMTP)
        ]
        for each in people.recipients
    ]


def unread(people: RecipientList, *fields: str) -> Verdict | None:
    """The verdict where a field was not asked for, since the global catalogue lacks it; None where all were."""
    missing = [name for name in fields if name in people.unread]
    if not missing:
        return None
    return unknown(
        say(
            "people.unread",
            "the global catalogue of this forest does not hold what decides: {fields}",
            fields=missing,
        )
    )
