"""`exready report` with a logo, and with rules of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.logo import logo_of
from tests.checks.test_own_rules import CHECK, SOURCES, TARGET
from tests.exready.conftest import Run
from tests.reports.pages import Page
from tests.reports.test_logo import png

OWN_RULES = {
    "knowledge/sources.toml": SOURCES,
    "targets/our-exchange.toml": TARGET,
    "rules/our_names.py": CHECK,
}


def test_checks_of_ones_own_stand_in_the_report_and_on_the_terminal(
    run: Run, bremond: Path, tmp_path: Path
) -> None:
    for name, content in OWN_RULES.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(content, "utf-8")
    asked = (bremond, "--rules", tmp_path, "--target", "our-exchange")
    page = tmp_path / "page.html"
    assert run("report", *asked, "-o", page).code == 0
    assert 'id="our-names"' in page.read_text("utf-8")
    told = run("check", *asked)
    assert told.code == 0
    assert "our-names" in told.out


def test_a_logo_stands_in_the_page_and_nothing_else_may_be_shown(
    run: Run, bremond: Path, tmp_path: Path
) -> None:
    picture = png(9, 9, noise=20_000)
    (tmp_path / "logo.png").write_bytes(picture)
    page = tmp_path / "page.html"
    ended = run("report", bremond, "--target", "exchange-se", "-o", page, "--logo", tmp_path / "logo.png")
    assert ended.code == 0
    text = page.read_text("utf-8")
    assert f'src="{logo_of(picture)}"' in text
    assert "img-src data:;" in text


def test_a_logo_that_is_none_is_refused_and_nothing_is_written(
    run: Run, bremond: Path, tmp_path: Path
) -> None:
    (tmp_path / "logo.svg").write_text("<svg><script/></svg>", "utf-8")
    page = tmp_path / "page.html"
    ended = run("report", bremond, "-o", page, "--logo", tmp_path / "logo.svg")
    assert ended.code == 2
    assert "The logo is not an SVG" in ended.err
    assert not page.exists()


def test_the_summary_alone_is_the_first_page_of_the_whole_report_and_leads_nowhere(
    run: Run, bremond: Path, tmp_path: Path
) -> None:
    pages = []
    for options in ((), ("--only-summary",)):
        file = tmp_path / "page.html"
        asked = ("report", bremond, "--target", "exchange-2016,exchange-se", "-o", file, *options)
        assert run(*asked).code == 0
        pages.append(Page(file.read_text("utf-8")))
    whole, alone = pages
    assert alone.open == []
    assert {id_ for id_ in alone.values("id") if not id_.startswith("sign-")} == {
        "main", "summary", "headline", "theme", "print", "tools", "hatch"
    }  # fmt: skip
    assert alone.values("href")
    for href in alone.values("href"):
        assert href.removeprefix("#") in alone.values("id")
    assert "summary" in whole.values("id")
    same = [" ".join(page.text_in("verdicts", without="none").split()) for page in pages]
    assert same[0] == same[1] != ""


@pytest.mark.parametrize(
    ("form", "option"),
    [
        (form, option)
        for option in ("--only-summary", "--logo", "--baseline")
        for form in ("json", "csv", "xlsx", "md")
        if (form, option) not in (("csv", "--baseline"), ("xlsx", "--baseline"), ("md", "--baseline"))
    ],
)
def test_what_a_kind_of_report_cannot_show_is_refused_and_nothing_is_written(
    run: Run, bremond: Path, tmp_path: Path, form: str, option: str
) -> None:
    (tmp_path / "logo.png").write_bytes(png(9, 9))
    value = {"--only-summary": (), "--logo": (tmp_path / "logo.png",), "--baseline": (bremond,)}[option]
    place = tmp_path / "out"
    ended = run("report", bremond, "--format", form, "-o", place, option, *value)
    assert ended.code == 2
    assert f"{option} cannot be used with --format {form}: " in ended.err
    assert not place.exists()
