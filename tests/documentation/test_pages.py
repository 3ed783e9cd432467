"""Pages hang together: links lead somewhere, every page is in the navigation, French says all that English says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from docs.site.build import made_pages
from docs.site.navigation import heads, language_of
from tests.documentation.markdown import (
    DOCS,
    ROOT,
    anchor_of,
    blocks,
    headings,
    links,
    name_of,
    pages,
    text_of,
)

PAIRS = {
    "index.md": "fr/index.md",
    "tutorial.md": "fr/tutoriel.md",
    "reading-the-report.md": "fr/lire-le-rapport.md",
    "exchange-2007-roadmap.md": "exchange-2007-roadmap.fr.md",
}
# What French readers find in English only has other heads there.
OWN_HEADS = {"index.md"}


@cache
def made() -> dict[Path, str]:
    """The pages made from the code, by where they would lie in docs/."""
    return {DOCS / path: text for path, text in made_pages().items()}


def text_at(path: Path) -> str | None:
    """What a link leads to; None for nothing."""
    return made().get(path) or (text_of(path) if path.suffix == ".md" and path.is_file() else None)


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    nowhere = []
    for link in links(text_of(page)):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        to = (page.parent / path).resolve() if path else page
        text = text_at(to)
        anchors = [anchor_of(title) for _, title in headings(text or "")]
        if (text is None and not to.exists()) or (anchor and anchor not in anchors):
            nowhere.append(link)
    assert nowhere == []


def test_the_readme_and_the_first_pages_lead_to_the_documentation() -> None:
    assert "docs/tutorial.md" in links(text_of(ROOT / "README.md"))
    assert "fr/index.md" in links(text_of(DOCS / "index.md"))


def test_every_page_is_in_the_navigation_once() -> None:
    listed = [page for head in heads() for page in head.pages]
    assert sorted(set(listed)) == sorted(listed)
    written = {
        page.relative_to(DOCS).with_suffix("").as_posix() for page in pages() if page.is_relative_to(DOCS)
    }
    # Each kind of subject has a page of its own below that of the checks, which lists them.
    overviews = {path.relative_to(DOCS).with_suffix("") for path in made()}
    generated = {page.as_posix() for page in overviews if page.parent not in overviews}
    assert set(listed) | {"index"} == written | generated, "a new page belongs in docs/site/navigation.toml"


@pytest.mark.parametrize("english", PAIRS)
def test_a_french_page_has_the_structure_of_its_english_one(english: str) -> None:
    here, there = (text_of(DOCS / page) for page in (english, PAIRS[english]))
    assert [level for level, _ in headings(here)] == [level for level, _ in headings(there)]
    assert [block for block in blocks(here) if block.language] == [
        block for block in blocks(there) if block.language
    ]


def test_a_page_is_shown_under_a_head_of_its_language() -> None:
    for head in heads():
        assert {language_of(page) for page in head.pages} <= set(head.shown), head.title


def test_every_french_page_has_an_english_one() -> None:
    french = {page.relative_to(DOCS).as_posix() for page in pages() if page.is_relative_to(DOCS / "fr")}
    assert french <= set(PAIRS.values())
