"""try, report, list, explain and inventory."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import samples
from checks.check import all_checks
from tests.exready.conftest import Run


@pytest.mark.parametrize("name", samples.names())
def test_try_writes_the_report_and_says_where(run: Run, name: str) -> None:
    ended = run("try", name)
    assert ended.code == 0
    report = Path(f"exready-try-{name}.html")
    assert str(report.resolve()) in ended.out
    assert report.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("words", [("try",), ("report", "bremond.json")])
def test_json_says_where_the_report_lies_and_the_verdicts(
    run: Run, bremond: Path, words: tuple[str, ...]
) -> None:
    told = json.loads(run(*words, "--target", "exchange-se", "--json").out)
    assert Path(told["report"]).exists()
    assert told["targets"] == [{"id": "exchange-se", "verdict": "not-ready"}]


def test_try_without_a_word_takes_the_2007_sample(run: Run) -> None:
    assert "Ateliers Brémond SA" in run("try").out


def test_try_of_no_sample(run: Run) -> None:
    ended = run("try", "exchange-5.5")
    assert ended.code == 2
    assert "exchange-2007" in ended.err


def test_report_is_private_and_beside_nothing(run: Run, bremond: Path) -> None:
    ended = run("report", bremond, "-o", "a.html")
    assert ended.code == 0
    assert Path("a.html").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in Path().iterdir()) == ["a.html", "bremond.json"]


def test_report_as_json_is_what_check_prints(run: Run, bremond: Path) -> None:
    run("report", bremond, "--format", "json", "--as-of", "2026-11-22", "-o", "a.json")
    assert Path("a.json").read_text("utf-8") == run("check", bremond, "--json", "--as-of", "2026-11-22").out


@pytest.mark.parametrize("what", ["targets", "checks", "samples"])
def test_list(run: Run, what: str) -> None:
    rows = json.loads(run("list", what, "--json").out)[what]
    plain = run("list", what).out.splitlines()
    assert [line.split()[0] for line in plain] == [row["id"] for row in rows]


def test_list_targets_names_releases_and_support(run: Run) -> None:
    rows = {row["id"]: row for row in json.loads(run("list", "targets", "--json").out)["targets"]}
    assert rows["exchange-2016"]["support_ends"] == "2025-10-14"
    assert "exchange-se@cu2" in rows


@pytest.mark.parametrize("check", list(all_checks()))
def test_explain_says_what_why_fix_values_and_sources(run: Run, check: str) -> None:
    ended = run("explain", check)
    assert ended.code == 0
    for heading in ("\nWhat\n", "\nWhy\n", "\nFix\n", "https://"):
        assert heading in ended.out
    explained = json.loads(run("explain", check, "--json").out)
    assert explained["id"] == check
    assert explained["requirements"]
    assert all(f"{row['target']}, {row['level']}" in ended.out for row in explained["requirements"])
    assert all(row["sources"] for row in explained["requirements"])


def test_explain_lists_a_release_only_where_it_differs(run: Run) -> None:
    def targets(check: str) -> set[str]:
        return {row["target"] for row in json.loads(run("explain", check, "--json").out)["requirements"]}

    assert "exchange-se@cu2" in targets("coexistence")
    assert "exchange-se@cu2" not in targets("ad-forest-level")


def test_explain_of_no_check(run: Run) -> None:
    ended = run("explain", "forest-level")
    assert ended.code == 2
    assert "Did you mean ad-forest-level?" in ended.err


def test_inventory_validate(run: Run, bremond: Path) -> None:
    assert run("inventory", "validate", bremond).out.startswith("Valid: inventory of schema 2")
    assert json.loads(run("inventory", "validate", bremond, "--json").out)["valid"] is True


def test_inventory_show_says_what_is_there_and_what_is_not(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "partly.json"
    file.write_bytes(samples.read("partly-read"))
    shown = run("inventory", "show", file).out
    assert "Commune de Val-d'Ourse" in shown
    assert "\nNot read\n" in shown
    assert "What this file holds" in shown
    told = json.loads(run("inventory", "show", file, "--json").out)
    assert (told["schema"], told["organization"]) == ("exready/overview", "Commune de Val-d'Ourse")
    assert [part["heading"] for part in told["parts"]][:2] == ["Directory", "Domain controllers"]
    assert {"reason", "hint", "places"} == set(told["missing"][0])


def test_inventory_schema_says_what_every_field_is_and_where_it_comes_from(run: Run) -> None:
    definitions = json.loads(run("inventory", "schema").out)["$defs"]
    level = definitions["Forest"]["properties"]["functional_level"]
    assert level["description"] == "Forest functional level"
    assert level["x-origin"] == "CN=Partitions msDS-Behavior-Version"
    sections = {"Collected", "Declared", "Failed", "Skipped", "Scan", "Inventory", "Clients"}
    for name, definition in definitions.items():
        if name.split("_")[0] not in sections:
            values = definition.get("properties") or dict(enumerate(definition["prefixItems"]))
            for field, said in values.items():
                assert "description" in said or "anyOf" in said or "$ref" in said, (name, field)
