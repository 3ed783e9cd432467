"""The browser of the tests: the system's Chromium, with nothing of the user's in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def _missing(what: str) -> None:
    if os.environ.get("EXREADY_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{what}, and EXREADY_REQUIRE_BROWSER=1 asks for the browser tests")
    pytest.skip(f"{what}: the page was NOT looked at in a browser")


def chromium_here() -> str | None:
    """The Chromium of this machine, or the one EXREADY_CHROMIUM names."""
    return os.environ.get("EXREADY_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; skipped when there is none, failed when EXREADY_REQUIRE_BROWSER=1."""
    place = chromium_here()
    if place is None:
        _missing("there is no Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed")
        raise
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=place, args=["--no-sandbox"])
        yield chromium
        chromium.close()
