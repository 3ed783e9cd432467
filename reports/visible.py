"""Foreign text made safe to look at: what steers a screen instead of standing on it becomes a sign."""

from __future__ import annotations

import re
from collections.abc import Callable

# What a cell of Excel holds at most (its specifications and limits).
CELL = 32_767

# Control characters, characters that turn the direction of writing or take no room, line and paragraph
# separators, fillers that look like nothing, halves of pairs and code points that are no characters.
# The joiners U+200C and U+200D stay: Persian and many Indian scripts need them.
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    """The text with everything that steers or cannot be seen as its number: `[U+001B]`, `[U+202E]`."""
    return _STEERING.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    return f"[U+{ord(found.group()):04X}]"


def shown(text: str, longest: int) -> str:
    """The text made visible and no longer than so many characters; one that is cut says how long it is."""
    seen = visible(text)
    if len(seen) <= longest:
        return seen
    mark = _length(text)
    return seen[: longest - len(mark)] + mark


def fitting(text: str, guard: Callable[[str], str] = str) -> str:
    """The text made visible, guarded, and cut to what a cell of a spreadsheet holds; one that is cut says how long it
    is."""
    seen = guard(visible(text))
    # Excel counts as UTF-16 does: what lies beyond the first plane takes two.
    if len(seen.encode("utf-16-le")) <= 2 * CELL:
        return seen
    mark = _length(text)
    room = 2 * (CELL - len(mark))
    return seen.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark


def _length(text: str) -> str:
    return f"… [{len(text)}]"
