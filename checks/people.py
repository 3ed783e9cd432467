"""Recipients in words, and which of their fields nobody asked for."""

from __future__ import annotations

from typing import NamedTuple

from checks.check import Verdict, unknown
from checks.once import once
from checks.wording import say
from scanner.inventory.model import Recipient, RecipientList

_PRIMARY = "SMTP:"


def called(recipient: Recipient) -> str:
    """What people know it by."""
    return recipient.display_name or recipient.alias or recipient.guid or "?"


class Mail(NamedTuple):
    """How many primary addresses a recipient has, and all of its SMTP addresses without their prefix."""

    primaries: int
    addresses: list[str]


@once
def mail(people: RecipientList) -> list[Mail]:
    """The SMTP addresses of each recipient."""
    return [_mail(each) for each in people.recipients]


@once
def mail_addresses(people: RecipientList) -> list[list[str]]:
    """The SMTP addresses of each recipient, in the form in which equal addresses are equal strings."""
    return [[address.casefold() for address in each.addresses] for each in mail(people)]


def _mail(recipient: Recipient) -> Mail:
    primaries, addresses = 0, []
    for each in recipient.addresses or ():
        kind = each[: len(_PRIMARY)]
        if kind == _PRIMARY:
            primaries += 1
        elif kind.upper() != _PRIMARY:
            continue
        addresses.append(each[len(_PRIMARY) :])
    return Mail(primaries, addresses)


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
