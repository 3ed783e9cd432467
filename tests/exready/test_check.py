"""`exready check`: the contract of its JSON, its exit codes, bad input."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import samples
from tests.exready.conftest import Run

THREE = "exchange-2013,exchange-2016,exchange-se"


def results(run: Run, *words: str | Path) -> dict[str, Any]:
    ended = run("check", *words, "--json", "--as-of", "2026-11-22")
    assert ended.code == 0
    document = json.loads(ended.out)
    assert isinstance(document, dict)
    return document


def test_the_json_contract(run: Run, bremond: Path) -> None:
    document = results(run, bremond, "--target", THREE)
    assert list(document) == [
        "schema", "version", "tool", "rules", "as_of", "inventory", "complete", "gaps", "sources", "targets",
        "findings", "acceptances", "paths", "no_way", "decision", "error",
    ]  # fmt: skip
    assert (document["schema"], document["version"], document["as_of"]) == (
        "exready/results",
        1,
        "2026-11-22",
    )
    assert document["inventory"]["organization"] == "Ateliers Brémond SA"
    assert document["complete"] is False
    assert document["error"] is None
    assert [(t["id"], t["verdict"], t["support_ends"]) for t in document["targets"]] == [
        ("exchange-2013", "not-ready", "2023-04-11"),
        ("exchange-2016", "not-ready", "2025-10-14"),
        ("exchange-se", "not-ready", None),
    ]
    level = next(
        f for f in document["findings"] if (f["check"], f["target"]) == ("ad-forest-level", "exchange-2016")
    )
    assert level["subject"] == {"kind": "forest", "name": "bremond.local"}
    assert (level["status"], level["level"]) == ("blocker", "must")
    assert level["observed"]["values"]["level"] == 2
    assert level["observed"]["text"] == "Windows Server 2003 (level 2)"
    assert level["read_from"]["collector"] == "ldap-forest"
    assert set(level["cite"]) <= set(document["sources"])
    gap = next(g for g in document["gaps"] if g["subject"]["name"].startswith("LYO-EDGE1"))
    assert gap["reason"]["text"]
    assert gap["hint"]["text"]


def test_counts_are_of_checks_by_their_worst_row(run: Run, bremond: Path) -> None:
    document = results(run, bremond, "--target", "all")
    order = ["blocker", "not-verified", "warning", "met", "not-applicable"]
    for target in document["targets"]:
        worst: dict[str, str] = {}
        for finding in document["findings"]:
            if finding["target"] == target["id"]:
                before = worst.get(finding["check"], order[-1])
                worst[finding["check"]] = min(before, finding["status"], key=order.index)
        counted = {status: list(worst.values()).count(status) for status in order}
        assert {status: target["counts"][status] for status in order} == counted


def test_the_same_arguments_give_the_same_bytes(run: Run, bremond: Path) -> None:
    words = ("check", bremond, "--json", "--as-of", "2026-11-22")
    assert run(*words).out == run(*words).out


def test_dates_are_judged_as_of_a_day(run: Run, bremond: Path) -> None:
    words = ("check", bremond, "--target", "exchange-2016", "--json", "--as-of")
    found = [json.loads(run(*words, day).out) for day in ("2025-10-14", "2025-10-15")]
    statuses = [next(f["status"] for f in d["findings"] if f["check"] == "target-support") for d in found]
    assert statuses == ["met", "warning"]


@pytest.mark.parametrize(
    ("sample", "target", "threshold", "code"),
    [
        ("exchange-2007", "exchange-se", "never", 0),
        ("exchange-2007", "exchange-se", "blocker", 1),
        ("exchange-2016-2019", "exchange-se", "blocker", 0),
        ("exchange-2016-2019", "exchange-se", "unverified", 3),
        ("exchange-2007", "exchange-se", "unverified", 1),
    ],
)
def test_fail_on(run: Run, tmp_path: Path, sample: str, target: str, threshold: str, code: int) -> None:
    file = tmp_path / "inventory.json"
    file.write_bytes(samples.read(sample))
    ended = run("check", file, "--target", target, "--fail-on", threshold, "-o", "results.json")
    assert ended.code == code
    assert json.loads(Path("results.json").read_text())["schema"] == "exready/results"


@pytest.mark.parametrize(
    ("target", "near"),
    [("exchange-2061", "exchange-20"), ("exchange-se@cu9", "cu2"), ("SE", "exchange-se")],
)
def test_a_target_there_is_not(run: Run, bremond: Path, target: str, near: str) -> None:
    ended = run("check", bremond, "--target", target)
    assert ended.code == 2
    assert near in ended.err


def truncated(path: Path) -> None:
    path.write_bytes(samples.read("exchange-2007")[:5000])


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        os.truncate(file.fileno(), 2 << 30)


BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "There is no file"),
    "truncated": (truncated, "cut short"),
    "not JSON": (lambda path: path.write_text("Name;Version\nEX01;15.1"), "not readable as JSON"),
    "newer": (lambda path: path.write_text('{"holds": "x", "schema": 99}'), "newer exready (schema 99"),
    "another document": (
        lambda path: path.write_text('{"schema": "exready/results"}'),
        "not an exready inventory",
    ),
    "2 GB": (sparse, "2.0 GB"),
    "empty": (lambda path: path.write_bytes(b""), "is empty"),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
}


@pytest.mark.parametrize("command", ["check", "report", "inventory validate", "inventory show"])
@pytest.mark.parametrize("bad", BAD_FILES)
def test_bad_files_are_refused_in_a_sentence(run: Run, tmp_path: Path, command: str, bad: str) -> None:
    make, sentence = BAD_FILES[bad]
    file = tmp_path / "inventory.json"
    make(file)
    ended = run(*command.split(), file)
    assert ended.code == 2
    assert sentence in ended.err
    assert len(ended.err.splitlines()) <= 2
    assert [path.name for path in tmp_path.iterdir()] == (["inventory.json"] if file.exists() else [])


def test_output_that_cannot_be_written_keeps_the_old_file(run: Run, bremond: Path) -> None:
    ended = run("check", bremond, "-o", "no/such/folder/results.json")
    assert ended.code == 2
    assert "could not be written" in ended.err
