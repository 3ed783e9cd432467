"""The page on Microsoft's roadmap says what exready says: names that exist, and answers of the sample word for word."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import samples
from checks.check import all_checks
from checks.results import Results
from checks.rule_book import RuleBook
from exready.config import Config
from exready.judging import judge_inventory
from scanner.inventory.store import loads

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ("exchange-2007-roadmap.md", "exchange-2007-roadmap.fr.md")
AS_OF = date(2026, 11, 23)

QUOTED = re.compile(r"`([a-z0-9-]+)/([a-z0-9-]+)`: ([a-z-]+), “([^”]*)”")
NAMED = re.compile(r"`([a-z0-9@-]+)`")
WAY = re.compile(r"`([a-z0-9@:-]+(?:>[a-z0-9@:-]+)+)`")
COLUMNS = 4


@cache
def results() -> Results:
    inventory, sha256 = loads("exchange-2007", samples.read("exchange-2007"))
    return judge_inventory(inventory, sha256, ["all"], Config(), AS_OF).judged.results


def text(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def rows(page: str) -> list[list[str]]:
    """The cells of each row of the tables, without heads."""
    lines = [line for line in text(page).splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] not in ("Statement", "Énoncé")]


@pytest.mark.parametrize("page", PAGES)
def test_the_quoted_answers_are_those_of_the_sample(page: str) -> None:
    quoted = set(QUOTED.findall(text(page)))
    given = {(row.target, row.check, row.status, row.observed.text) for row in results().findings}
    assert quoted - given == set()
    assert len(quoted) > 40


@pytest.mark.parametrize("page", PAGES)
def test_every_check_and_target_that_is_named_exists(page: str) -> None:
    known = set(all_checks()) | set(RuleBook().target_ids()) | set(samples.names())
    options = {"--weeks", "--coexistence"}
    assert set(NAMED.findall(text(page))) - options - known == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_way_that_is_named_is_one_of_the_sample(page: str) -> None:
    named = set(WAY.findall(text(page)))
    assert named - {path.id for path in results().paths} == set()
    assert len(named) > 5


@pytest.mark.parametrize("page", PAGES)
def test_every_statement_has_an_answer(page: str) -> None:
    for row in rows(page):
        assert len(row) == COLUMNS, row
        assert row[1], row


@pytest.mark.parametrize("page", PAGES)
def test_the_sources_of_today_are_those_of_the_rule_book(page: str) -> None:
    known = {(source.url, str(source.as_of)) for source in RuleBook().sources().values()}
    cited = set(re.findall(r"\]\((https://[^)\s]*(?:\([^)]*\))?[^)\s]*)\), (\d{4}-\d{2}-\d{2})", text(page)))
    assert len(cited) > 8
    assert cited - known == set()


def test_both_languages_say_the_same() -> None:
    english, french = PAGES
    assert QUOTED.findall(text(english)) == QUOTED.findall(text(french))
    assert len(rows(english)) == len(rows(french))
