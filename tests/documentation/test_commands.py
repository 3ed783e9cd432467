"""Every command that a page shows is one: it is run in a folder with the files it names, as whoever copies it would.

A scan is planned, not sent: `--plan` is put behind it, so that all it would ask is worked out. What the tutorial scans
for real is in test_tutorial.py.
"""

from __future__ import annotations

from pathlib import Path

import certifi
import pytest

import samples
from exready import exit_codes
from tests.documentation.markdown import DOCS, Shown, blocks, name_of, pages, shown, text_of
from tests.exready.conftest import Run

ENDED_WELL = (exit_codes.DONE, exit_codes.THRESHOLD_REACHED, exit_codes.INCOMPLETE)
EXAMPLE = DOCS / "examples" / "EX19B-host.txt"
SAMPLE = "partly-read"  # the smallest
OWN_RULES = "our-rules"
# Commands that no test can run, as they stand, and why. One that can be run is refused here.
NOT_RUN: dict[str, str] = {}


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
        if before in ("-o", "--output", "--script") or path.exists():
            continue
        if path.suffix == ".json":
            path.write_bytes(samples.read(SAMPLE))
        elif path.suffix == ".txt":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(EXAMPLE.read_bytes())
        elif word == OWN_RULES:
            write_own_rules()
    words = [certifi.where() if word == "FILE" else word for word in words]
    asks_others = words[0] == "scan" and {"--domain", "--dc"} & set(words)
    return [*words, "--plan"] if asks_others and "--plan" not in words else words


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
        if each.command not in NOT_RUN:
            ended = run(*provide(each.words))
            assert ended.code in ENDED_WELL, (each.command, ended.err)


@pytest.mark.parametrize("command", NOT_RUN)
def test_what_is_not_run_cannot_be(command: str, run: Run) -> None:
    (each,) = [each for commands in PAGES.values() for each in commands if each.command == command]
    assert run(*provide(each.words)).code not in ENDED_WELL, "it runs: take it off the list"


def test_commands_are_found() -> None:
    assert sum(map(len, PAGES.values())) > 30
    assert {"README.md", "docs/tutorial.md", "docs/how-to/account.md"} <= set(PAGES)
