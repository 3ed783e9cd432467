"""The site: it builds, a link to nowhere fails it, and its pages ask nothing of anybody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.site import build as site
from docs.site import navigation
from docs.site.build import build
from docs.site.navigation import Head

# MyST still calls what Sphinx is going to change.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two languages with a page each, in a folder of pages of its own."""
    pages = tmp_path / "docs"
    (pages / "fr").mkdir(parents=True)
    (pages / "index.md").write_text("# Site\n\n[there](page.md#a-head)\n")
    (pages / "page.md").write_text("# Page\n\n## A head\n\nWords.\n")
    (pages / "fr" / "index.md").write_text("# En français\n\n[là](page.md)\n")
    (pages / "fr" / "page.md").write_text("# Page française\n\n## Un titre\n\n[anglais](../page.md)\n")
    heads = (
        Head("Start", ["en"], ["page"]),
        Head("Français", ["en", "fr"], ["fr/index"]),
        Head("Commencer", ["fr"], ["fr/page"]),
    )
    monkeypatch.setattr(site, "PAGES", pages)
    monkeypatch.setattr(site, "made_pages", dict)
    monkeypatch.setattr(site, "heads", lambda: heads)
    monkeypatch.setattr(navigation, "heads", lambda: heads)
    return pages


def test_the_documentation_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tmp_path / "built", "dummy") == 0, capsys.readouterr().err


def test_pages_ask_no_other_host_and_speak_their_language(small: Path, tmp_path: Path) -> None:
    assert build(tmp_path / "built") == 0
    pages = {
        path.relative_to(tmp_path / "built/site").as_posix(): path.read_text("utf-8")
        for path in (tmp_path / "built/site").rglob("*.html")
    }
    assert {"index.html", "page.html", "fr/index.html", "fr/page.html", "search.html"} == set(pages)
    for text in pages.values():
        fetched = re.findall(r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="([^"]+)"', text)
        assert fetched
        assert [address for address in fetched if "//" in address] == []
    assert '<html class="no-js" lang="en"' in pages["page.html"]
    assert '<html class="no-js" lang="fr"' in pages["fr/page.html"]
    assert ("Search" in pages["page.html"], "Recherche" in pages["fr/page.html"]) == (True, True)
    assert "Recherche" not in pages["page.html"]
    assert "Sur cette page" in pages["fr/page.html"]
    captions = {name: re.findall(r'caption-text">([^<]+)<', text) for name, text in pages.items()}
    assert captions["page.html"] == ["Start", "Français"]
    assert captions["fr/page.html"] == ["Français", "Commencer"]


@pytest.mark.parametrize(
    ("page", "text", "told"),
    [
        ("page.md", "# Page\n\n## A head\n\n[x](nowhere.md)\n", "nowhere.md"),
        ("page.md", "# Page\n\n## Another head\n", "a-head"),
        ("stray.md", "# In no navigation\n", "stray"),
    ],
)
def test_what_leads_nowhere_fails(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], page: str, text: str, told: str
) -> None:
    (small / page).write_text(text)
    assert build(tmp_path / "built", "dummy") != 0
    assert told in capsys.readouterr().err
