"""docs/review.csv: every value that can make a blocker was read again in a source of its own.

A value that changes is no longer the one that was read: its row fails here until somebody reads the source again.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TARGETS = ROOT / "checks" / "targets"
SOURCES = tomllib.loads((ROOT / "checks" / "knowledge" / "sources.toml").read_text("utf-8"))
with (ROOT / "docs" / "review.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))

Place = tuple[str, str]


def musts() -> Iterator[tuple[Place, dict[str, Any]]]:
    """Every must table of every target, shared file and release, by file and table."""
    for path in sorted([*TARGETS.glob("*.toml"), *(TARGETS / "shared").glob("*.toml")]):
        document = tomllib.loads(path.read_text("utf-8"))
        asked = {"require": document["require"]}
        for release, content in document.get("releases", {}).items():
            asked[f"releases.{release}.require"] = content["require"]
        for prefix, tables in asked.items():
            for check, levels in tables.items():
                if "must" in levels:
                    place = (path.relative_to(TARGETS).as_posix(), f"{prefix}.{check}.must")
                    yield place, levels["must"]


MUSTS = dict(musts())


def values(must: dict[str, Any]) -> dict[str, Any]:
    """The values by name, days as text; a table of tables counts as one value for each."""
    found: dict[str, Any] = {}
    for name, value in must.items():
        if name in ("cite", "confidence", "conflicts"):
            continue
        if isinstance(value, dict) and value and all(isinstance(inner, dict) for inner in value.values()):
            found |= {f"{name}.{key}": inner for key, inner in value.items()}
        else:
            found[name] = value
    dateless: dict[str, Any] = json.loads(json.dumps(found, default=str))
    return dateless


def place_of(row: dict[str, str]) -> Place:
    return row["file"], row["table"]


def named(row: dict[str, str]) -> str:
    return f"{row['file']} {row['table']} {row['source']}"


def test_there_are_musts() -> None:
    assert len(MUSTS) > 100


@pytest.mark.parametrize("place", MUSTS, ids=" ".join)
def test_every_value_of_a_must_was_read_again_as_it_stands(place: Place) -> None:
    rows = [json.loads(row["value"]) for row in ROWS if place_of(row) == place]
    assert rows, "no row"
    read: dict[str, Any] = {}
    for row in rows:
        for name, value in row.items():
            assert read.setdefault(name, value) == value
    assert read == values(MUSTS[place])


def test_no_row_is_left_over_or_there_twice() -> None:
    assert {place_of(row) for row in ROWS} <= set(MUSTS)
    keys = [(*place_of(row), row["value"], row["source"]) for row in ROWS]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_row_is_of_a_source_that_its_table_cites(row: dict[str, str]) -> None:
    must = MUSTS[place_of(row)]
    cited = {*must["cite"], *(source for said in must.get("conflicts", []) for source in said["cite"])}
    assert row["source"] in cited
    source = SOURCES[row["source"]]
    assert (row["address"], row["as_of"]) == (source["url"], source["as_of"].isoformat())


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_verdict_has_the_words_or_the_reason_it_needs(row: dict[str, str]) -> None:
    if row["verdict"] == "agrees":
        assert row["words"]
    elif row["verdict"] == "differs":
        assert row["words"]
        assert row["note"]
        assert MUSTS[place_of(row)].get("conflicts"), "a reader of the report must see it too"
    else:
        assert row["verdict"] == "not read again"
        assert row["note"]
        assert not row["words"]
