"""`exready diff`, the formats of `exready report`, and its baseline."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.exready.conftest import Run

SE = ("--target", "exchange-se", "--as-of", "2026-11-23")


@pytest.fixture
def later(bremond: Path, tmp_path: Path) -> Path:
    """The same organisation with a level that is high enough."""
    document = json.loads(bremond.read_text("utf-8"))
    document["forest"]["data"]["functional_level"] = 7
    file = tmp_path / "later.json"
    file.write_text(json.dumps(document), "utf-8")
    return file


def results(run: Run, inventory: Path) -> Path:
    file = inventory.with_suffix(".results")
    assert run("check", inventory, *SE, "-o", file).code == 0
    return file


def test_two_inventories_and_their_results_tell_the_same_of_findings(
    run: Run, bremond: Path, later: Path
) -> None:
    of_inventories = json.loads(run("diff", bremond, later, *SE, "--json").out)
    of_results = json.loads(run("diff", results(run, bremond), results(run, later), "--json").out)
    assert of_inventories["schema"] == of_results["schema"] == "exready/diff"
    assert of_inventories["findings"] == of_results["findings"]
    assert of_inventories["environment"]
    assert of_results["environment"] == []


def test_a_new_blocker_fails_only_when_asked_for(run: Run, bremond: Path, later: Path) -> None:
    assert run("diff", later, bremond, *SE).code == 0
    assert run("diff", later, bremond, *SE, "--fail-on", "new-blocker").code == 1
    assert run("diff", bremond, later, *SE, "--fail-on", "new-blocker").code == 0


def test_a_ticket_can_be_written_to_a_file(run: Run, bremond: Path, later: Path, tmp_path: Path) -> None:
    ended = run("diff", bremond, later, *SE, "--format", "md", "-o", tmp_path / "diff.md")
    assert (ended.code, ended.out) == (0, "")
    assert "## Environment" in (tmp_path / "diff.md").read_text("utf-8")


def test_an_inventory_and_results_are_not_compared(run: Run, bremond: Path) -> None:
    ended = run("diff", bremond, results(run, bremond))
    assert ended.code == 2
    assert "One of the two files is an inventory" in ended.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"schema": "exready/results", "version": 9}', "results of version 9"),
        ('{"schema": "exready/results", "version": 1}', "is not a whole results document"),
        ('{"schema": "exready/res', "is cut short"),
        ("[]", "is JSON but not an exready inventory"),
    ],
)
def test_a_file_that_is_neither_is_refused_in_a_sentence(
    run: Run, bremond: Path, tmp_path: Path, content: str, said: str
) -> None:
    (tmp_path / "broken.json").write_text(content, "utf-8")
    ended = run("diff", bremond, tmp_path / "broken.json")
    assert ended.code == 2
    assert said in ended.err


def test_each_format_is_written_where_it_was_asked_for(run: Run, bremond: Path, tmp_path: Path) -> None:
    for form in ("xlsx", "md"):
        assert run("report", bremond, *SE, "--format", form, "-o", tmp_path / f"r.{form}").code == 0
        assert (tmp_path / f"r.{form}").stat().st_mode & 0o777 == 0o600
    asked = ("--format", "csv", "--csv-dialect", "excel-fr", "-o", tmp_path / "r")
    assert run("report", bremond, *SE, *asked).code == 0
    assert (tmp_path / "r" / "findings.csv").read_bytes().startswith(b"\xef\xbb\xbfcheck;")


def test_a_baseline_is_an_inventory_or_results(run: Run, bremond: Path, later: Path, tmp_path: Path) -> None:
    pages = []
    for baseline in (bremond, results(run, bremond)):
        page = tmp_path / "page.html"
        assert run("report", later, *SE, "--baseline", baseline, "-o", page).code == 0
        pages.append(page.read_text("utf-8"))
    assert pages[0] == pages[1]
    assert "Since 22 Nov 2026" in pages[0]


def test_tables_and_a_ticket_carry_what_changed_since_the_baseline(
    run: Run, bremond: Path, later: Path, tmp_path: Path
) -> None:
    plain, tables, ticket = tmp_path / "plain", tmp_path / "tables", tmp_path / "ticket.md"
    since = ("--baseline", bremond)
    assert run("report", later, *SE, "--format", "csv", "-o", plain).code == 0
    assert run("report", later, *SE, "--format", "csv", "-o", tables, *since).code == 0
    assert run("report", later, *SE, "--format", "md", "-o", ticket, *since).code == 0
    assert not (plain / "changes.csv").exists()
    with (tables / "changes.csv").open(newline="") as file:
        told = [(row["check"], row["subject"], row["change"]) for row in csv.DictReader(file)]
    found = json.loads(run("diff", bremond, later, *SE, "--json").out)["findings"]
    assert told == [(one["check"], one["subject"]["name"], one["movement"]) for one in found] != []
    assert "Since 22 Nov 2026: " in ticket.read_text("utf-8").replace("`", "")
