"""Texts made outside templates: an id, its values, and the English sentence made of both.

Results carry all three. Renderers of other languages look the id up in their catalogue and fill in the same values,
so no sentence is ever translated from a sentence.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Union

from msgspec import Struct

# A value that is a part of a sentence itself is a text, so that it too can be said in another language.
Value = Union[str, int, float, "Text", Sequence[Union[str, "Text"]]]

GIB = 1 << 30
MIB = 1 << 20
KIB = 1 << 10


class Text(Struct, frozen=True):
    """A sentence or a part of one, with what is needed to say it in another language."""

    id: str
    values: dict[str, Value]
    text: str


class English:
    """str.format for what a rule book speaks of.

    A whole number has its thousands apart; `{x:d}` leaves together what is no quantity: a port, a level, a value of
    the registry. `{x:day|days}` is the word that goes with a number, or with how many a list holds. `{x:date}` is an
    ISO day or month, `{x:gb}` a size in bytes, `{x:percent}` a share; lists and texts need no mark. Another language
    overrides what it writes differently.
    """

    def fill(self, pattern: str, values: Mapping[str, Value]) -> str:
        """A pattern with its values. Raises KeyError for one that is missing, ValueError for a broken pattern."""
        return "".join(
            literal if name is None else literal + self.value(values[name], mark)
            for literal, name, mark in _parsed(pattern)
        )

    def value(self, value: Any, mark: str) -> str:
        """One value; an unknown type of value is shown as it is."""
        if not mark and isinstance(value, str):
            return value
        if not mark and isinstance(value, int):
            return self.number(value)
        if "|" in mark:
            words = mark.split("|")
            return words[self.form(value if isinstance(value, int) else len(value))]
        if mark == "date":
            return self.day_or_month(value)
        if mark == "gb":
            return self.size(value)
        if mark == "percent":
            return self.percent(value)
        if isinstance(value, Text):
            return self.text(value)
        if isinstance(value, list | tuple):
            return self.joined([self.value(each, "") for each in value]) or self.nothing()
        return format(value, mark)

    def number(self, number: int) -> str:
        """A whole number with its thousands apart."""
        return f"{number:,}"

    def form(self, number: int) -> int:
        """Which of the forms of a word goes with a number."""
        return int(number != 1)

    def day_or_month(self, text: str) -> str:
        """`2025-10-14` or `2025-10`."""
        return english_day_or_month(text)

    def size(self, size: int) -> str:
        """Bytes."""
        return gigabytes(size)

    def percent(self, share: float) -> str:
        """A share of 1."""
        return f"{share:.0%}"

    def joined(self, items: Sequence[str]) -> str:
        """A list in one line; items that hold commas themselves are groups, and kept further apart."""
        return (self.between_groups() if any(", " in item for item in items) else ", ").join(items)

    def between_groups(self) -> str:
        """What stands between items that hold commas themselves."""
        return "; "

    def text(self, text: Text) -> str:
        """A text within another."""
        return text.text

    def nothing(self) -> str:
        """An empty list."""
        return "none"


_ENGLISH = English()


@cache
def _parsed(pattern: str) -> Sequence[tuple[str, str | None, str]]:
    """What stands before each value, the name of the value, and its mark. There are as many as sentences."""
    return [(literal, name, mark or "") for literal, name, mark, _ in string.Formatter().parse(pattern)]


def say(text_id: str, english: str, **values: Value) -> Text:
    """Make a text. The id is the key of translations, so one id always goes with one English pattern."""
    return Text(text_id, values, _ENGLISH.fill(english, values))


# The id of words that stand in a rule book: they are their own key.
RULE_BOOK = "rule-book"


def from_rule_book(words: str) -> Text:
    """Words of a target's file, such as `Outlook 2007 with Service Pack 3`, as a part of a sentence."""
    return Text(RULE_BOOK, {}, words)


_MONTHS = ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December")  # fmt: skip


def english_date(day: date) -> str:
    """`14 October 2025`, whatever the locale of the machine is."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def english_day_or_month(text: str) -> str:
    """`14 October 2025` for `2025-10-14`, `October 2025` for `2025-10`."""
    whole = text.count("-") > 1
    day = date.fromisoformat(text if whole else f"{text}-01")
    return english_date(day) if whole else f"{_MONTHS[day.month - 1]} {day.year}"


def gigabytes(size: int) -> str:
    """Bytes in GB of 2**30, rounded down to a tenth, so that a size under a limit never reads as the limit."""
    tenths = size * 10 // GIB
    return f"{tenths // 10:,}.{tenths % 10} GB" if tenths % 10 else f"{tenths // 10:,} GB"


def listed(items: Sequence[str]) -> list[str]:
    """Items as a list value, each once and in their order."""
    return list(dict.fromkeys(items))


def values_of(values: Mapping[str, str | int | float]) -> dict[str, Value]:
    """Values of an absence as values of a text."""
    return dict(values)
