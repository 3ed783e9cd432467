"""`exready report` with a logo, and with rules of one's own."""

from __future__ import annotations

from pathlib import Path

from reports.logo import logo_of
from tests.checks.test_own_rules import CHECK, SOURCES, TARGET
from tests.exready.conftest import Run
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
