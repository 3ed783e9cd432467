"""The page as a browser sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reports.digest import digests
from tests.reports.cases import Case, case, many_servers, nothing_read, renamed, sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
HOSTILE = '"><script>document.title="broken"</script><img src=x onerror=alert(1)>\u202e\x07'
PAGES = {
    "2007": lambda: case("exchange-2007"),
    "one-target": lambda: case("exchange-2016-2019", ["exchange-se"]),
    "partly": lambda: case("partly-read"),
    "nothing": lambda: case(nothing_read()),
    "hostile": lambda: case(renamed(sample("exchange-2007"), HOSTILE)),
}


@pytest.fixture(params=PAGES)
def judged(request: pytest.FixtureRequest) -> Case:
    made: Case = PAGES[request.param]()
    return made


@contextmanager
def opened(browser: Browser, tmp_path: Path, judged: Case, **options: Any) -> Iterator[Page]:
    """The page in a window of its own; every message and every request beyond the file fails the test."""
    file = tmp_path / "report.html"
    file.write_text(judged.page(), "utf-8")
    context = browser.new_context(**{"viewport": DESKTOP, **options})
    page = context.new_page()
    seen: list[str] = []
    page.on("console", lambda message: seen.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    page.on("dialog", lambda dialog: seen.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: seen.append(request.url))
    page.goto(file.as_uri())
    yield page
    assert seen == [file.as_uri()]
    context.close()


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def violations(page: Page) -> list[str]:
    import axe_playwright_python

    script = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
    page.evaluate(script)
    found = page.evaluate("axe.run({resultTypes: ['violations'], preload: false})")
    return [f"{item['id']}: {node['html'][:200]}" for item in found["violations"] for node in item["nodes"]]


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", DESKTOP), ("dark", PHONE)], ids=["light-desktop", "dark-phone"]
)
def test_axe_finds_nothing_when_all_is_open(
    browser: Browser, tmp_path: Path, judged: Case, scheme: str, viewport: dict[str, int]
) -> None:
    with opened(browser, tmp_path, judged, color_scheme=scheme, viewport=viewport) as page:
        open_everything(page)
        assert violations(page) == []


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("dark", DESKTOP), ("light", PHONE)], ids=["dark-desktop", "light-phone"]
)
def test_axe_finds_nothing_as_the_page_arrives(
    browser: Browser, tmp_path: Path, scheme: str, viewport: dict[str, int]
) -> None:
    with opened(browser, tmp_path, case("partly-read"), color_scheme=scheme, viewport=viewport) as page:
        assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_page_never_scrolls_sideways(browser: Browser, tmp_path: Path, judged: Case, width: int) -> None:
    with opened(browser, tmp_path, judged, viewport={"width": width, "height": 800}) as page:
        open_everything(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_can_be_read_without_script(browser: Browser, tmp_path: Path) -> None:
    judged = case("exchange-2007")
    with opened(browser, tmp_path, judged, java_script_enabled=False) as page:
        assert page.locator("#filter").is_hidden()
        row = page.locator("#coexistence")
        assert row.is_visible()
        row.locator("summary").click()
        assert row.get_by_text("What to do").is_visible()


def test_filters_leave_what_was_asked_for(browser: Browser, tmp_path: Path) -> None:
    judged = case("exchange-2007")
    blocking = [digest for digest in digests(judged.results) if digest.status == "blocker"]
    with opened(browser, tmp_path, judged) as page:
        shown = page.locator(".finding:not([hidden])")
        every = shown.count()
        page.get_by_role("button", name="Blockers").click()
        assert shown.count() == every - len(blocking)
        assert page.locator("#group-blocker").is_hidden()
        page.get_by_role("button", name="Blockers").click()
        for other in ("Not verified", "Warnings", "Met"):
            page.get_by_role("button", name=other).click()
        page.get_by_role("combobox", name="Target").select_option("A")
        number = judged.results.targets[0].counts.blocker
        assert 0 < number < len(blocking)
        assert shown.count() == number
        assert page.locator("#shown").inner_text() == f"{number} of {every} checks shown"


def test_search_takes_every_word(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, case("exchange-2007")) as page:
        shown = page.locator(".finding:not([hidden])")
        page.get_by_role("searchbox").fill("lyo-ex02 VERSIONS coexistence")
        assert shown.count() == 1
        page.get_by_role("searchbox").fill("no such thing")
        assert shown.count() == 0
        assert page.locator("#shown").inner_text().startswith("0 of ")


def test_open_all_opens_and_closes(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, case("exchange-2007")) as page:
        page.get_by_role("button", name="Open all").click()
        assert page.locator("#findings details:not([open])").count() == 0
        page.get_by_role("button", name="Close all").click()
        assert page.locator("details[open]").count() == 0


def test_a_link_to_a_hidden_finding_shows_it(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, case("exchange-2007")) as page:
        page.get_by_role("button", name="Not verified").click()
        assert page.locator("#server-memory").is_hidden()
        page.locator("#new-servers a[href='#server-memory']").click()
        page.wait_for_function("location.hash === '#server-memory'")
        assert page.locator("#server-memory").get_by_text("What to do").is_visible()


def test_the_summary_prints_on_one_page(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, case("exchange-2007")) as page:
        page.emulate_media(media="print")
        page.set_viewport_size(
            {"width": 695, "height": 978}
        )  # what A4 leaves inside the margins, in CSS pixels
        assert page.evaluate("document.getElementById('summary').getBoundingClientRect().bottom") < 978


def test_print_is_light_and_open(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, case("exchange-2007"), color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator("#coexistence .advice").bounding_box() is not None


def test_five_hundred_servers_still_open(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, case(many_servers(500))) as page:
        assert page.locator(".machines tbody tr").count() > 500
