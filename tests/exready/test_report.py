"""`exready report --logo`."""

from __future__ import annotations

from pathlib import Path

from reports.logo import logo_of
from tests.exready.conftest import Run
from tests.reports.test_logo import png


def test_a_logo_stands_in_the_page_and_nothing_else_may_be_shown(
    run: Run, bremond: Path, tmp_path: Path
) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    page = tmp_path / "page.html"
    ended = run("report", bremond, "--target", "exchange-se", "-o", page, "--logo", tmp_path / "logo.png")
    assert ended.code == 0
    text = page.read_text("utf-8")
    assert f'src="{logo_of(png())}"' in text
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
