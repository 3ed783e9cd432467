"""Pages of the documentation taken apart: headings, links, blocks, and the commands shown in them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SHELLS = ("", "sh", "console", "powershell")
PROMPT = "$ "
ELIDED = "…"

_FENCE = re.compile(r"```(\w*)\s*$")
_HEADING = re.compile(r"(#+) (.+)$")
_LINK = re.compile(r"(?<!`)\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^()<>\s]+(?:\([^()\s]*\))?[^()<>\s]*)>?\)")


class Block(NamedTuple):
    """A fenced block."""

    language: str
    lines: list[str]


class Shown(NamedTuple):
    """A command of exready as a page shows it, and what the page says that it prints."""

    command: str
    prints: list[str]

    @property
    def words(self) -> list[str]:
        """Its arguments, as a shell would give them."""
        return shlex.split(self.command, comments=True)[1:]


@cache
def pages() -> tuple[Path, ...]:
    """README and every page below docs/, the French ones last: they show the same commands."""
    return (ROOT / "README.md", *sorted(DOCS.rglob("*.md"), key=lambda page: ("fr" in page.parts, page)))


def name_of(page: Path) -> str:
    """A page as people write it."""
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page."""
    found: list[Block] = []
    inside: Block | None = None
    for line in text.splitlines():
        fence = _FENCE.match(line)
        if fence and inside is None:
            inside = Block(fence[1], [])
        elif fence and inside is not None:
            found.append(inside)
            inside = None
        elif inside is not None:
            inside.lines.append(line)
    assert inside is None, "a block that does not end"
    return found


def prose(text: str) -> list[str]:
    """The lines of a page outside its blocks."""
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE).splitlines()


def headings(text: str) -> list[tuple[int, str]]:
    """The headings of a page with their levels."""
    return [(len(match[1]), match[2]) for line in prose(text) if (match := _HEADING.match(line))]


def anchor_of(title: str) -> str:
    """What a link to a heading ends in, as GitHub and the site make it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def links(text: str) -> list[str]:
    """Where the links of a page lead."""
    return _LINK.findall("\n".join(prose(text)))


def shown(text: str) -> list[Shown]:
    """Every command of exready in the blocks of a page, in their order."""
    return [each for block in blocks(text) if block.language in SHELLS for each in _shown(block)]


def _shown(block: Block) -> Iterator[Shown]:
    lines = iter(_joined(block.lines))
    console = block.language == "console"
    current: Shown | None = None
    for line in lines:
        command = line.removeprefix(PROMPT) if console else line
        begins = not console or line.startswith(PROMPT)
        if begins and current is not None:
            yield current
        if begins:
            current = Shown(command, []) if command.startswith("exready ") else None
        elif current is not None:
            current.prints.append(line)
    if current is not None:
        yield current


def _joined(lines: list[str]) -> list[str]:
    """Lines that end in a backslash together with the next one."""
    return re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines()
