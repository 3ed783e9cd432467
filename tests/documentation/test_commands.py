"""Every command that a page shows is one: it is run in a folder with the files it names, as whoever copies it would.

A scan is planned, not sent: `--plan` is put behind it, so that all it would ask is worked out. What the tutorial scans
for real is in test_tutorial.py.
"""

from __future__ import annotations

import re
from pathlib import Path

import certifi
import pytest

import samples
from exready import exit_codes
from tests.documentation.markdown import DOCS, PROMPT, ROOT, Shown, blocks, name_of, pages, shown, text_of
from tests.exready.conftest import Run

ENDED_WELL = (exit_codes.DONE, exit_codes.THRESHOLD_REACHED, exit_codes.INCOMPLETE)
EXAMPLE = DOCS / "examples" / "EX19B-host.txt"
SAMPLE = "partly-read"  # the smallest
OWN_RULES = "our-rules"
# Commands that ask others, and can say beforehand what they would ask.
PLANNED = ("scan", "doctor")
ASK_OTHERS = {"--domain", "--dc", "--servers", "--candidate", "--server", "--only"}
# A scan with one of these reads into the file that is there.
READ_AGAIN = {"--server", "--only"}


def by_page() -> dict[str, list[Shown]]:
    """The commands of each page, each only where it is met first."""
    met: set[str] = set()
    found: dict[str, list[Shown]] = {}
    for page in pages():
        new = [each for each in shown(text_of(page)) if each.command not in met]
        met |= {each.command for each in new}
        if new:
            found[name_of(page)] = new
    return found


PAGES = by_page()


def provide(words: list[str]) -> list[str]:
    """Put the files that a command reads where it looks for them; the command as it can be run here."""
    for before, word in zip(["", *words], words, strict=False):
        path = Path(word)
        written = before in ("-o", "--output", "--script") and not READ_AGAIN & set(words)
        if written or path.exists():
            continue
        if path.suffix == ".json":
            path.write_bytes(inventory())
        elif path.suffix == ".txt":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(EXAMPLE.read_bytes())
        elif word == OWN_RULES:
            write_own_rules()
    words = [certifi.where() if word == "FILE" else word for word in words]
    planned = words[0] in PLANNED and ASK_OTHERS & set(words)
    return [*words, "--plan"] if planned and "--plan" not in words else words


def inventory() -> bytes:
    """A sample, with the names that the pages use."""
    text = samples.read(SAMPLE).decode()
    for there, here in (("val-dourse.local", "example.local"), ("vdo-exch", "ex"), ("VDO-EXCH", "EX")):
        text = text.replace(there, here)
    return text.encode()


def write_own_rules() -> None:
    """The folder that the page on rules of one's own shows, file by file."""
    for block in blocks(text_of(DOCS / "how-to" / "own-rules.md")):
        if block.language == "toml":
            name = block.lines[0].removeprefix("# ")
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text("\n".join(block.lines), "utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_run(page: str, run: Run) -> None:
    for each in PAGES[page]:
        ended = run(*provide(each.words))
        assert ended.code in ENDED_WELL, (each.command, ended.err)


def test_commands_are_found() -> None:
    assert sum(map(len, PAGES.values())) > 30
    assert {"README.md", "docs/tutorial.md", "docs/how-to/account.md"} <= set(PAGES)


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_target_of_make_that_a_page_shows_exists(page: Path) -> None:
    typed = [line.removeprefix(PROMPT).split() for block in blocks(text_of(page)) for line in block.lines]
    named = {words[1] for words in typed if len(words) > 1 and words[0] == "make"}
    named_there = {words[words.index("make.ps1") + 1] for words in typed if "make.ps1" in words[:-1]}
    assert named <= set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    offered = re.search(r"ValidateSet\((.*?)\)", (ROOT / "make.ps1").read_text("utf-8"))
    assert offered
    assert named_there <= set(re.findall(r"'([a-z-]+)'", offered[1]))
