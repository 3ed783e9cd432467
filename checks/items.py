"""The things a row counts, in the words of the row itself where it may name them all."""

from __future__ import annotations

from collections.abc import Iterable

from checks.results import Item
from checks.wording import Text, say


def in_words(items: Iterable[Item]) -> list[Text]:
    """Each with what was seen of it."""
    return [say("items.seen", "{name}: {seen}", name=item.name, seen=item.observed) for item in items]
