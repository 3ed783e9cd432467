"""Nothing an inventory holds acts in any format, whichever text of the model it stands in."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache

import pytest

from reports.context import Context, context_of
from reports.csv_report import DIALECTS
from reports.exports import EXPORTS, csv_files
from reports.visible import CELL
from tests.reports.cases import Case, sample, ways_of, with_ways
from tests.reports.hostile import MARKUP, endless, everywhere, hostile, places, texts_of_model
from tests.reports.pages import Page
from tests.reports.sheets import Workbook

TARGETS = ("exchange-se", "m365-hybrid")
# Between them these hold every text the model has a place for, but one that is a number everywhere.
TRIED = ("exchange-se-old-outlook", "exchange-2003-2007", "exchange-2019-ready", "exchange-2010-edge")
NO_SAMPLE_HAS = {"AuthServer.kind"}
BEGINS_FORMULA = re.compile(r"^[=+\-@\t\r＝＋－＠]")


@cache
def made_hostile(name: str) -> Case:
    return with_ways(everywhere(sample(name), hostile), *TARGETS)


@cache
def made_endless() -> Case:
    return with_ways(everywhere(sample("exchange-2019-ready"), endless()), "exchange-se")


def context(judged: Case) -> Context:
    return context_of(judged.inventory, judged.results, judged.targets)


def test_every_text_of_the_model_is_tried() -> None:
    tried = set().union(*(places(sample(name)) for name in TRIED))
    assert texts_of_model() - tried == NO_SAMPLE_HAS
    assert len(texts_of_model()) > 300


@pytest.mark.parametrize("name", TRIED)
def test_no_text_of_the_model_becomes_markup(name: str) -> None:
    page = Page(made_hostile(name).page())
    kinds = set().union(*(Page(ways_of(each, *TARGETS).page()).elements for each in TRIED))
    assert set(page.elements) <= kinds
    assert page.open == []
    assert [kind for kind, _ in page.raw] == ["style", "style", "script"]
    assert MARKUP[:40] in page.text
    assert "49" not in {word.strip("'\"") for word in re.findall(r"onerror=alert\(1\)>(\d+)", page.text)}
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", page.text)


@pytest.mark.parametrize("name", TRIED)
def test_no_cell_is_a_formula(name: str) -> None:
    here = context(made_hostile(name))
    for dialect in DIALECTS.values():
        for file, body in csv_files(here, dialect).items():
            if file.startswith("staged-batch"):
                continue
            text = body.decode(dialect.encoding)
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=dialect.separator, strict=True):
                assert [cell for cell in row if BEGINS_FORMULA.match(cell)] == [], file
    book = Workbook(EXPORTS["xlsx"](here))
    assert book.tags <= {"c", "is", "t", "v"}
    assert {link.partition(":")[0] for link in book.links} <= {"https"}


@pytest.mark.parametrize("name", TRIED)
def test_a_ticket_holds_no_markup(name: str) -> None:
    from tests.reports.test_exports import inline, parsed

    text = EXPORTS["md"](context(made_hostile(name))).decode()
    assert {token.type for token in inline(parsed(text))} <= {
        "text", "code_inline", "softbreak", "strong_open", "strong_close"
    }  # fmt: skip
    assert not [token for token in parsed(text) if token.type.startswith("html")]


def test_every_format_takes_texts_of_64_kb() -> None:
    judged = made_endless()
    here = context(judged)
    assert len(judged.page()) < 6_000_000
    assert json.loads(EXPORTS["json"](here))["schema"] == "exready/results"
    cells = [cell for rows in Workbook(EXPORTS["xlsx"](here)).sheets.values() for row in rows for cell in row]
    assert max(map(len, cells)) <= CELL
    assert any(cell.endswith("… [65536]") for cell in cells)
    assert EXPORTS["md"](here)
