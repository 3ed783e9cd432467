"""The page that leads to several reports, as a browser sees it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reports.html import render_index
from reports.index import Judged, index_of
from reports.words import Words
from tests.reports.cases import case, renamed, sample
from tests.reports.hostile import HOSTILE
from tests.reports.test_browser import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(1280, "light", "en"), (390, "dark", "fr"), (320, "light", "en")]
)
def test_it_can_be_read_by_everybody_and_stays_within_the_window(
    browser: Browser, tmp_path: Path, width: int, scheme: Any, language: str
) -> None:
    inventories = (sample("exchange-2019-ready"), renamed(sample("partly-read"), HOSTILE))
    judged = [
        Judged(file=f"{HOSTILE}.json", results=case(each).results, report="a.html") for each in inventories
    ]
    file = tmp_path / "index.html"
    file.write_text(render_index(index_of(judged, Words(language))), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text))
    page.on("request", lambda request: seen.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen == [file.as_uri()]
    assert page.title() == Words(language).say("Exchange migration readiness")
    page.close()
    context = browser.new_context(bypass_csp=True)  # the page lets no script in, and axe is one
    page = context.new_page()
    page.goto(file.as_uri())
    assert violations(page) == []
    context.close()
