"""The page as a browser sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import samples
from reports.digest import digests
from reports.language import languages
from tests.reports.cases import (
    ALL,
    DAY,
    Case,
    case,
    edited,
    many_servers,
    nothing_read,
    sample,
    ways_of,
)
from tests.reports.hostile import everywhere, hostile
from tests.reports.paths import with_paths

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
# What the margins leave of A4, 184 by 269 mm, in pixels of a style sheet.
SHEET = {"width": 695, "height": 1017}
PATHS = ("exchange-2007>exchange-2013>exchange-2016", "exchange-2007>exchange-2013>exchange-2016>exchange-se")
PAGES = {
    "2007": lambda: case("exchange-2007"),
    "one-target": lambda: case("exchange-2016-2019", ["exchange-se"]),
    "partly": lambda: case("partly-read"),
    "nothing": lambda: case(nothing_read()),
    "hostile": lambda: case(everywhere(sample("exchange-2007"), hostile)),
    "paths": lambda: with_paths(case("exchange-2007"), *PATHS, recommended=PATHS[-1]),
}


@pytest.fixture(params=PAGES)
def judged(request: pytest.FixtureRequest) -> Case:
    made: Case = PAGES[request.param]()
    return made


@contextmanager
def opened(
    browser: Browser, tmp_path: Path, judged: Case, lang: str = "en", **options: Any
) -> Iterator[Page]:
    """The page in a window of its own; every message and every request beyond the file fails the test."""
    file = tmp_path / "report.html"
    file.write_text(judged.page(lang), "utf-8")
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


def violations(page: Page, without: Sequence[str] = ()) -> list[str]:
    import axe_playwright_python

    script = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
    page.evaluate(script)
    options = {
        "resultTypes": ["violations"],
        "preload": False,
        "rules": {rule: {"enabled": False} for rule in without},
    }
    found = page.evaluate("options => axe.run(options)", options)
    return [f"{item['id']}: {node['html'][:200]}" for item in found["violations"] for node in item["nodes"]]


# Two of everything that repeats: what is right of them is right of all, and axe takes minutes for the rest.
A_FEW = """document.querySelectorAll('main ul, main ol, main tbody, .steps .line, #order-of-work').forEach(
    list => [...list.children].slice(list.id ? 6 : 2).forEach(each => each.remove()))"""
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (DESKTOP, PHONE)]
EVERY_LOOK = [("exchange-2007", lang, LOOKS) for lang in languages()] + [
    ("partly-read", lang, LOOKS) for lang in languages()
]
# Every other sample, and pages no sample makes, in one of the eight ways each.
OTHER_PAGES = [name for name in (*samples.names(), "one-target", "nothing", "hostile", "paths")
               if name not in ("exchange-2007", "partly-read")]  # fmt: skip
ONE_LOOK = [
    (name, languages()[place % 2], [LOOKS[place // 2 % len(LOOKS)]]) for place, name in enumerate(OTHER_PAGES)
]


def page_named(name: str) -> Case:
    if name in PAGES:
        return PAGES[name]()
    return ways_of(name, "exchange-2010", "exchange-se", "m365-hybrid")


@pytest.mark.parametrize(("name", "lang", "looks"), EVERY_LOOK + ONE_LOOK, ids=str)
def test_axe_finds_nothing(
    browser: Browser, tmp_path: Path, name: str, lang: str, looks: list[tuple[Any, Any]]
) -> None:
    with opened(browser, tmp_path, page_named(name), lang) as page:
        page.evaluate(A_FEW)
        open_everything(page)
        for scheme, viewport in looks:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(viewport)
            assert violations(page) == []


def test_axe_finds_nothing_on_a_whole_page(browser: Browser, tmp_path: Path) -> None:
    """What only shows between many parts, such as two regions of one name; colours are those of a few of each."""
    with opened(browser, tmp_path, case("exchange-2016-2019", ["exchange-se"])) as page:
        open_everything(page)
        assert violations(page, without=["color-contrast"]) == []


def test_the_page_never_scrolls_sideways(browser: Browser, tmp_path: Path, judged: Case) -> None:
    with opened(browser, tmp_path, judged) as page:
        open_everything(page)
        for width in (320, 390, 768, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_page_says_its_own_title_and_looks_as_any_other(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, PAGES["hostile"]()) as page:
        assert page.title().startswith("Exchange readiness: ")
        assert page.locator("script").count() == 1
        assert page.locator("img, iframe, object, form").count() == 1  # the filter
        assert page.locator("main > section").count() == 7


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


def test_counts_lead_to_the_findings_they_count(browser: Browser, tmp_path: Path) -> None:
    judged = case("exchange-2007")
    with opened(browser, tmp_path, judged) as page:
        for place, target in enumerate(judged.results.targets):
            for tone, number in (
                ("blocker", target.counts.blocker),
                ("not-verified", target.counts.not_verified),
            ):
                page.locator(".verdicts tbody tr").nth(place).locator(f"a[data-tone={tone}]").click()
                assert page.locator(".finding:not([hidden])").count() == number


def test_a_table_sorts_by_its_headings(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, case("exchange-2016-2019")) as page:
        table = page.locator("table.machines", has_text="HAM-EX11").first
        names = table.locator("tbody th > bdi")
        before = names.all_inner_texts()
        heading = table.get_by_role("columnheader", name="Name")
        heading.get_by_role("button").click()
        assert heading.get_attribute("aria-sort") == "ascending"
        heading.get_by_role("button").click()
        assert heading.get_attribute("aria-sort") == "descending"
        assert names.all_inner_texts() == sorted(before, reverse=True)


def test_light_and_dark_can_be_chosen_and_are_not_remembered(browser: Browser, tmp_path: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, tmp_path, case("exchange-2007"), color_scheme="dark") as page:
        dark = page.evaluate(paper)
        page.get_by_role("button", name="Light").click()
        assert page.evaluate(paper) == "rgb(255, 255, 255)"
        page.get_by_role("button", name="Dark").click()
        assert page.evaluate(paper) == dark
        assert page.evaluate("document.cookie") == ""


def test_everything_can_be_done_with_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    focused = "document.activeElement.textContent.trim()"
    with opened(browser, tmp_path, case("exchange-2007"), reduced_motion="reduce") as page:
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == "Skip to the report"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.locator(".chip").first.focus()
        page.keyboard.press("Space")
        assert page.locator("#group-blocker").is_hidden()
        page.keyboard.press("Space")
        page.locator("#filter-text").focus()
        page.keyboard.type("coexistence")
        assert 0 < page.locator(".finding:not([hidden])").count() < page.locator(".finding").count()
        page.locator("#coexistence summary").focus()
        page.keyboard.press("Enter")
        assert page.locator("#coexistence").get_by_text("What to do").is_visible()
        # Nothing that takes the focus may lie outside what is shown, or below the bar that sticks to the top.
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for _ in range(25):
            page.keyboard.press("Tab")
            box = page.evaluate(
                "(() => { const b = document.activeElement.getBoundingClientRect(); return [b.top, b.bottom]; })()"
            )
            # A table that scrolls may be taller than the window, and then shows a part of itself.
            taller = box[1] - box[0] > DESKTOP["height"]
            assert box[0] >= -1 or (taller and box[1] > 0)
            assert box[0] < DESKTOP["height"]


def printed_pages(page: Page, **options: Any) -> int:
    """How many sheets the page takes; Chromium writes a page object for each."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True, **options)))


LONG_NAME = "Établissements Grandmaison-Lefèvre et Fils, Société anonyme"
FIVE = ("exchange-2010", "exchange-2013", "exchange-2016", "exchange-2019", "exchange-se")
STAR = tuple(f"exchange-2007>{target}" for target in FIVE)
TREE = (
    "exchange-2007>exchange-2010",
    "exchange-2007>exchange-2013",
    "exchange-2007>exchange-2010>exchange-2016",
    "exchange-2007>exchange-2013>exchange-2016>exchange-2019",
    "exchange-2007>exchange-2013>exchange-2016>exchange-se",
)


def with_name(name: str, targets: tuple[str, ...], as_of: date = DAY) -> Case:
    def named(document: dict[str, Any]) -> None:
        document["organization"]["data"]["name"] = name

    return case(edited(sample("exchange-2007"), named), targets, as_of)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize(
    "judged",
    [
        with_name(LONG_NAME, ("exchange-se",)),
        with_name(LONG_NAME, FIVE[1:4]),
        with_name(LONG_NAME, FIVE),
        # A band for an old inventory above all of it.
        with_name(LONG_NAME, FIVE, date(2027, 12, 30)),
        with_paths(with_name(LONG_NAME, ("exchange-se",)), TREE[-1], recommended=TREE[-1]),
        with_paths(with_name(LONG_NAME, ALL), *PATHS, recommended=PATHS[-1]),
        with_paths(with_name(LONG_NAME, FIVE), *STAR, recommended=STAR[-1]),
        with_paths(with_name(LONG_NAME, FIVE), *TREE, recommended=TREE[-1]),
        case("partly-read"),
        case("exchange-2016-2019"),
        case(nothing_read()),
        ways_of("exchange-2007", "exchange-2016", "exchange-se", "m365-hybrid", "m365-staged"),
        ways_of("exchange-2016-2019"),
        # The longest there is: every target, nine ways.
        ways_of("exchange-2003-2007"),
    ],
    ids=["1", "3", "5", "5-old", "1-path", "2-paths", "star", "tree", "partly", "2016", "nothing",
         "4-ways", "every", "9-ways"],
)  # fmt: skip
def test_the_summary_is_one_sheet_of_paper(browser: Browser, tmp_path: Path, judged: Case, lang: str) -> None:
    assert len(LONG_NAME) >= 59
    with opened(browser, tmp_path, judged, lang) as page:
        # What follows the beginning of the next section cannot move the first sheet, and takes long to lay out.
        page.evaluate(
            "(() => { const [, next, ...others] = document.querySelectorAll('section');"
            " others.forEach(s => s.remove()); [...next.children].slice(2).forEach(e => e.remove()); })()"
        )
        every = printed_pages(page)
        page.evaluate("document.querySelectorAll('section:not(#summary)').forEach(s => s.hidden = true)")
        assert printed_pages(page) == 1
        page.evaluate("document.querySelectorAll('section, .masthead').forEach(s => s.hidden = !s.hidden)")
        assert 1 + printed_pages(page) == every


ROWS_SHOWN = """(() => {
    const room = document.querySelector('.support-room tbody').getBoundingClientRect();
    return [...document.querySelectorAll('.support-room tbody tr')].map(row => row.getBoundingClientRect())
        .filter(row => row.width && row.left < room.right).map(row => room.bottom - row.bottom);
})()"""
LABELS = """[...document.querySelectorAll('.route text')].map(each => each.getBBox())
    .map(box => [box.x, box.y, box.x + box.width, box.y + box.height])"""
# Words that stand past the end of what they are in: on paper they are cut off.
CUT_OFF = """selector => [...document.querySelectorAll(selector)].filter(
    e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth + 1
).map(e => e.textContent)"""
WRAPPED = """selector => [...document.querySelectorAll(selector)].filter(
    e => e.clientHeight >= 2 * parseFloat(getComputedStyle(e).lineHeight)).map(e => e.textContent)"""


# What a first page takes differs most between these; so many products have room.
FIRST_SHEETS = [("exchange-2007", 5), ("exchange-2016-2019", 7), ("exchange-2019-ready", 4),
                ("exchange-2003-2007", 0), ("exchange-2013-outdated", 0), ("partly-read", 4)]  # fmt: skip


@pytest.mark.parametrize(("name", "shown"), FIRST_SHEETS)
def test_the_first_sheet_is_full_and_nothing_on_it_is_cut(
    browser: Browser, tmp_path: Path, name: str, shown: int
) -> None:
    """As many products as have room, each whole; verdicts and shares on one line; names on the map stand apart."""
    judged = ways_of(name, "exchange-2016", "exchange-se", "m365-hybrid", "m365-staged")
    with opened(browser, tmp_path, judged, "fr", viewport=SHEET) as page:
        page.emulate_media(media="print")
        height, room = page.locator("#summary").evaluate("e => [e.scrollHeight, e.clientHeight]")
        assert height <= room
        left = page.evaluate(ROWS_SHOWN)
        assert len(left) >= shown
        assert all(each > -1 for each in left)
        assert page.evaluate(CUT_OFF, ".verdicts, .verdicts .of, .verdict") == []
        assert page.evaluate(WRAPPED, ".verdict, .verdicts .of") == []
        boxes = page.evaluate(LABELS)
        for at, (x, y, to_x, to_y) in enumerate(boxes):
            for other in boxes[:at]:
                assert x >= other[2] - 1 or to_x <= other[0] + 1 or y >= other[3] - 6 or to_y <= other[1] + 6


@pytest.mark.parametrize("name", ["paths", "2007"])
def test_french_has_room_on_every_width(browser: Browser, tmp_path: Path, name: str) -> None:
    with opened(browser, tmp_path, PAGES[name](), "fr") as page:
        open_everything(page)
        for width in (320, 390, 768, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


# Words of names, between blanks and hyphens, that go on on another line.
BROKEN_NAMES = r"""[...document.querySelectorAll('th bdi')].map(each => each.firstChild).flatMap(
    text => [...text.data.matchAll(/[^\s-]+/g)].map(word => {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return [word[0], new Set([...range.getClientRects()].map(part => part.bottom)).size];
    })).filter(([, lines]) => lines > 1)"""


def test_names_are_not_broken_within_words(browser: Browser, tmp_path: Path) -> None:
    judged = ways_of("exchange-2016-2019", "exchange-2016", "exchange-se", "m365-hybrid", "m365-staged")
    with opened(browser, tmp_path, judged, "fr") as page:
        page.evaluate(A_FEW)
        open_everything(page)
        assert page.locator("th bdi", has_text="HAM-EX31.nordhafen.example").count()
        looks: list[tuple[Any, Any]] = [("screen", DESKTOP), ("screen", PHONE), ("print", SHEET)]
        for media, viewport in looks:
            page.emulate_media(media=media)
            page.set_viewport_size(viewport)
            assert page.evaluate(BROKEN_NAMES) == []


@pytest.mark.parametrize("lang", languages())
def test_menu_and_filter_have_one_line_each(browser: Browser, tmp_path: Path, lang: str) -> None:
    judged = ways_of("exchange-2016-2019", "exchange-2016", "exchange-se", "m365-hybrid", "m365-staged")
    with opened(browser, tmp_path, judged, lang) as page:
        menu = page.locator(".ways ul").evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert menu[0] <= menu[1]
        tops = "all => all.map(e => e.getBoundingClientRect().top)"
        assert len(set(page.eval_on_selector_all(".chip, .filter select, #open-all", tops))) == 1


# Headings in the margin of paper that reach into the one below.
OVER_EACH_OTHER = """[...document.querySelectorAll('.advice')].filter(each => each.offsetParent).flatMap(each => {
    const all = [...each.querySelectorAll('h4')].map(h => [h.textContent, h.offsetTop, h.offsetTop + h.scrollHeight]);
    return all.filter(([, , bottom], place) => place + 1 < all.length && bottom > all[place + 1][1]);
})"""


def test_the_whole_report_takes_few_sheets(browser: Browser, tmp_path: Path) -> None:
    """Tables break between rows, and what a finding saw is printed once; its headings hang in the margin."""
    judged = ways_of("exchange-2019-ready", "exchange-2016", "exchange-se", "m365-hybrid", "m365-staged")
    with opened(browser, tmp_path, judged, viewport=SHEET) as page:
        assert printed_pages(page) <= 17
        page.emulate_media(media="print")
        assert page.locator(".advice h4").count()
        assert page.evaluate(OVER_EACH_OTHER) == []


def test_print_is_light_and_open(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, case("exchange-2007"), color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator("#coexistence .advice").bounding_box() is not None


def test_five_hundred_servers_still_open(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, case(many_servers(500))) as page:
        assert page.locator(".machines tbody tr").count() > 500
