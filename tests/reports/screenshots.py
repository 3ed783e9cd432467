"""Pictures of the page for people to look at: every sample, on a screen, in the dark, on a phone and on paper.

    make screenshots
    python -m tests.reports.screenshots DIRECTORY [SAMPLE …]

Judged for what an organisation may ask for today, with the ways there; in every language. Needs Chromium, as the
browser tests do. Paper becomes a PDF, and pictures of its pages where pdftoppm is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import samples
from reports.language import languages
from tests.reports.cases import ways_of
from tests.reports.conftest import chromium_here

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TARGETS = ("exchange-2016", "exchange-se", "m365-hybrid", "m365-staged")
DESKTOP, PHONE = 1280, 390
# A picture longer than this is hard to look at; the page is cut into several.
LONGEST = 1600
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"
VIEWS = (
    ("light", DESKTOP, "light", False),
    ("dark-open", DESKTOP, "dark", True),
    ("phone", PHONE, "light", False),
)


def photograph(browser: Browser, file: Path, folder: Path) -> None:
    """Every view of one page, numbered from the top."""
    for name, width, scheme, opened in VIEWS:
        page = browser.new_page(viewport={"width": width, "height": LONGEST}, color_scheme=scheme)  # type: ignore[arg-type] # one of the words it knows
        page.goto(file.as_uri())
        if opened:
            page.evaluate(OPEN_ALL)
        height = page.evaluate("document.documentElement.scrollHeight")
        for number, top in enumerate(range(0, height, LONGEST), 1):
            page.evaluate(f"scrollTo({{top: {top}, behavior: 'instant'}})")
            page.screenshot(path=folder / f"{file.stem}-{name}-{number:02}.png")
        page.close()


def print_out(browser: Browser, file: Path, folder: Path) -> None:
    """The page on A4."""
    page = browser.new_page()
    page.goto(file.as_uri())
    paper = folder / f"{file.stem}.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    page.close()
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "80", "-png", paper, folder / f"{file.stem}-paper"], check=True)


def main() -> None:
    """Write the pages and their pictures, and say where they are."""
    from playwright.sync_api import sync_playwright

    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    place = chromium_here()
    if place is None:
        sys.exit("There is no Chromium here to take pictures with.")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=place, args=["--no-sandbox"])
        for name in sys.argv[2:] or samples.names():
            for lang in languages():
                file = (folder / f"{name}.{lang}.html").resolve()
                file.write_text(ways_of(name, *TARGETS).page(lang), "utf-8")
                photograph(browser, file, folder)
                print_out(browser, file, folder)
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
