"""How another language than English writes: its catalogue, and Unicode's data, which Babel brings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from checks.wording import GIB, RULE_BOOK, Text, Value
from reports.formats import Formats
from reports.language import N_, Catalogue
from scanner.inventory.names import name_of_deleted, points_to_deleted

# Names of targets, and what an absence is about or says, which may also be the words of a system.
OWN_WORDS = ("target", "what", "detail")
_BETWEEN_GROUPS = N_("; ")
# Where the first day of a month is not written like the others: Unicode's patterns of a locale do not know.
_FIRST_DAYS = {"fr": "'1er'"}


class Localized(Formats):
    """Another language: its catalogue, and Unicode's data on how it writes."""

    def __init__(self, language: str, catalogue: Catalogue) -> None:
        super().__init__()
        self._language = language
        self._catalogue = catalogue

    def text(self, text: Text) -> str:
        """A text from its id and values; in English where either is of another version, or of somebody's own rules."""
        if text.id == RULE_BOOK:
            return self._catalogue.gettext(text.text)
        pattern = self._catalogue.pattern(text.id)
        if pattern is None:
            return text.text
        try:
            return self.fill(pattern, self._said(text.values))
        except (KeyError, TypeError, ValueError):
            return text.text

    def _said(self, values: Mapping[str, Value]) -> Mapping[str, Value]:
        """Values with those translated that are words of exready's own: no name of an environment stands there."""
        return {
            name: self._catalogue.gettext(value) if name in OWN_WORDS and isinstance(value, str) else value
            for name, value in values.items()
        }

    def value(self, value: Any, mark: str) -> str:
        """One value; that somebody deleted what bears a name is said by exready."""
        if not mark and isinstance(value, str) and points_to_deleted(value):
            name = value.removesuffix(name_of_deleted(""))
            return self._catalogue.gettext(N_("{name} (deleted)")).replace("{name}", name)
        return super().value(value, mark)

    def between_groups(self) -> str:
        """What stands between items that hold commas themselves."""
        return self._catalogue.gettext(_BETWEEN_GROUPS)

    def nothing(self) -> str:
        """An empty list."""
        return self._catalogue.gettext(super().nothing())

    def number(self, number: int) -> str:
        """A whole number with its thousands apart."""
        return format_decimal(number, locale=self._language)

    def form(self, number: int) -> int:
        """Which of the forms of a word goes with a number."""
        return self._catalogue.form(number)

    def size(self, size: int) -> str:
        """A size in bytes, rounded down to a tenth of a GB as in English."""
        return format_unit(size * 10 // GIB / 10, "digital-gigabyte", length="short", locale=self._language)

    def percent(self, share: float) -> str:
        """A share of 1."""
        return format_percent(share, locale=self._language)

    def share(self, low: int, high: int) -> str:
        """A range of whole percents."""
        return super().share(low, high).replace(" ", "\u00a0")

    def day(self, day: date) -> str:
        """A day, short."""
        return self._date(day, "d MMM y")

    def day_or_month(self, text: str) -> str:
        """`2025-10-14` or `2025-10`, with the month in full."""
        whole = text.count("-") > 1
        day = date.fromisoformat(text if whole else f"{text}-01")
        return self._date(day, "d MMMM y") if whole else format_date(day, "MMMM y", locale=self._language)

    def _date(self, day: date, pattern: str) -> str:
        if day.day == 1:
            pattern = pattern.replace("d", _FIRST_DAYS.get(self._language, "d"), 1)
        return format_date(day, pattern, locale=self._language)
