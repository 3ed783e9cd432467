"""Text for outputs that cannot carry every character: typographic signs in ASCII, letters without their accents."""

from __future__ import annotations

import unicodedata

# What has no decomposition of its own, or one that says less.
_SIGNS = {
    "–": "-", "—": "-", "−": "-", "‑": "-", "…": "...", "×": "x", "≥": ">=", "≤": "<=", "≠": "!=", "→": "->",
    "←": "<-", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "•": "*", "·": ".",
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "®": "(R)", "©": "(C)", "€": "EUR", "✓": "ok", "✖": "X", "▲": "!",
}  # fmt: skip
# Typography alone, which can be replaced before lines are broken; letters of names are left as they are.
_TYPOGRAPHY = str.maketrans({sign: _SIGNS[sign] for sign in "–—−…×≥≤≠→←’‘“”€œŒ"})


def without_typography(text: str) -> str:
    """The text with signs of typography in ASCII."""
    return text.translate(_TYPOGRAPHY)


def plain(text: str) -> str:
    r"""The text in ASCII, readable as far as it can be: é becomes e, and what has no likeness its number, `\u4e2d`."""
    return "".join(character if character.isascii() else _plain(character) for character in text)


def _plain(character: str) -> str:
    sign = _SIGNS.get(character)
    if sign is not None:
        return sign
    parts = unicodedata.normalize("NFKD", character)
    likeness = "".join(part for part in parts if not unicodedata.combining(part))
    if likeness and likeness.isascii() and likeness.isprintable():
        return likeness
    return character.encode("ascii", "backslashreplace").decode()
