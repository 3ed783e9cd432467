"""Lines and columns of a screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# A screen narrower than this is written to as if it were this wide.
NARROWEST = 40


def wrap(text: str, width: int | None, first: str = "", indent: str = "") -> list[str]:
    """Lines no wider than a width on the screen; one line when there is no width.

    The first one begins with `first`, the others with `indent`.
    """
    if width is None:
        return [first + text]
    made, line = [], first
    blank = True
    for word in text.split(" "):
        joined = line + word if blank else f"{line} {word}"
        if columns(joined) <= width:
            line, blank = joined, False
            continue
        if not blank:
            made.append(line)
            line = indent
        line += word
        while columns(line) > width:
            cut = _fitting(line, width)
            made.append(line[:cut])
            line = indent + line[cut:]
        blank = False
    return [*made, line]


def rows(pairs: Sequence[tuple[str, str]], width: int | None) -> list[str]:
    """Names in one column, what there is to say of them in another one, or below where that leaves too little room."""
    names = max((columns(name) for name, _ in pairs), default=0) + 2
    beside = width is None or width - names >= NARROWEST
    made: list[str] = []
    for name, text in pairs:
        if beside:
            made += wrap(text, width, padded(name, names), " " * names)
        else:
            made += [*wrap(name, width), *wrap(text, width, "    ", "    ")]
    return made


def _fitting(line: str, width: int) -> int:
    """How many characters of a line fit into a width."""
    taken = 0
    for place, character in enumerate(line):
        taken += columns(character)
        if taken > width:
            return place
    return len(line)


def columns(text: str) -> int:
    """How many columns a text takes on a screen, where some characters take two or none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def padded(text: str, width: int) -> str:
    """The text with blanks up to a width."""
    return text + " " * (width - columns(text))
