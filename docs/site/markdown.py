"""Markdown from texts and tables: what every page that is made from the code is put together with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checks.target import Citation

# What Markdown would take for a sign of its own, such as in `<name>`, `*` or `{domain}`.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>|#~$])")
_BLANKS = re.compile(r"[ \t\r\n]+")  # not those that hold words together, as French has


def plain(text: str) -> str:
    """A text that means itself, on one line."""
    return _SIGNS.sub(r"\\\1", _BLANKS.sub(" ", text.strip()))


def code(text: str) -> str:
    """A text in a code span, in a table or outside; nothing for an empty one."""
    shown = _BLANKS.sub(" ", text.strip()).replace("|", "\\|")
    return f"`{shown}`" if shown else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table whose cells are Markdown already."""
    yield ""
    for cells in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cells)} |"
    yield ""


def block(language: str, text: str) -> Iterator[str]:
    """The lines of a block to be copied."""
    yield from ("", f"```{language}", *text.splitlines(), "```", "")


def target(name: str) -> str:
    """What other pages lead to by this name; stands above a heading."""
    return f"\n({name})="


def source(citation: Citation) -> str:
    """A page that is cited, with its day."""
    return f"[{plain(citation.title)}](<{citation.url}>), {citation.as_of.isoformat()}"
