"""From the pages and the code to the site."""

from __future__ import annotations

import shutil
from pathlib import Path

from sphinx.cmd.build import build_main

from checks.rule_book import RuleBook
from docs.site import checks, commands, inventory, queries, targets
from docs.site.navigation import heads

PAGES = Path(__file__).parents[1]
CONFIGURATION = Path(__file__).parent


def made_pages() -> dict[Path, str]:
    """Every page that is made from the code, by its path."""
    rule_book = RuleBook()
    return {
        **commands.pages(),
        **checks.pages(rule_book),
        **targets.pages(rule_book),
        **inventory.pages(),
        **queries.pages(),
    }


def stage(folder: Path) -> None:
    """Put every page of the site into an empty folder, as Sphinx takes them."""
    ignored = shutil.ignore_patterns("site", "*.py", "__pycache__")
    shutil.copytree(PAGES, folder, ignore=ignored)
    for path, text in made_pages().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    with (folder / "index.md").open("a", encoding="utf-8") as page:
        for head in heads():
            listed = "\n".join(head.pages)
            page.write(f"\n```{{toctree}}\n:hidden:\n:caption: {head.title}\n\n{listed}\n```\n")


def build(folder: Path, builder: str = "html") -> int:
    """Build into `folder`; anything that does not fit, such as a link to nowhere, is told and makes it fail.

    Args:
        builder: Sphinx's name for what to make; `dummy` reads and checks everything and writes nothing.

    Returns:
        0, or what Sphinx ended with.
    """
    shutil.rmtree(folder, ignore_errors=True)
    stage(folder / "pages")
    options = ["--quiet", "--fail-on-warning", "--nitpicky", "-b", builder, "-d", str(folder / "read")]
    return build_main([*options, "-c", str(CONFIGURATION), str(folder / "pages"), str(folder / "site")])
