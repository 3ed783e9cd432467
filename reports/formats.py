"""Numbers, days, sizes and shares as English writes them, and patterns filled in with them."""

from __future__ import annotations

from datetime import date

from checks.wording import English
from reports.language import SOURCE_LANGUAGE, Catalogue

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Formats(English):
    """English, with what only reports write."""

    def day(self, day: date) -> str:
        """A day, short."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def share(self, low: int, high: int) -> str:
        """A range of whole percents."""
        return f"{low} %" if low == high else f"{low}–{high} %"


def formats_of(language: str, catalogue: Catalogue) -> Formats:
    """How a language is written."""
    if language == SOURCE_LANGUAGE:
        return Formats()
    from reports.localized import Localized  # late: importing Babel takes longer than most commands do

    return Localized(language, catalogue)
