"""Recipients in words, and which of their fields nobody asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from checks.check import Verdict, unknown
from checks.wording import say
from scanner.inventory.model import Recipient, RecipientList

T = TypeVar("T")


def called(recipient: Recipient) -> str:
    """What people know it by."""
    return recipient.display_name or recipient.alias or recipient.guid or "?"


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


def once(look: Callable[[RecipientList], T]) -> Callable[[RecipientList], T]:
    """The last answer is kept: many checks ask the same of one list, which nobody changes and which has no hash."""
    kept: list[tuple[RecipientList, T]] = []

    @wraps(look)
    def asked(people: RecipientList) -> T:
        if not kept or kept[0][0] is not people:
            kept[:] = [(people, look(people))]
        return kept[0][1]

    return asked
