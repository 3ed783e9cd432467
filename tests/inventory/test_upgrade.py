"""Older inventories are brought to the present schema step by step; one frozen file of each for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scanner.inventory import store
from scanner.inventory.absence import Collected, Declared, Failed, Skipped
from scanner.inventory.model import SCHEMA
from scanner.inventory.store import FileRefused, load
from scanner.inventory.upgrade import STEPS, upgrade

FROZEN = Path(__file__).parents[1] / "frozen"


def one_to_two(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "colour": "blue"}


def two_to_three(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "colour": document["colour"].upper()}


@pytest.mark.parametrize(
    ("version", "found", "expected"),
    [
        (1, {"schema": 1}, {"schema": 3, "colour": "BLUE"}),
        (2, {"schema": 2, "colour": "red"}, {"schema": 3, "colour": "RED"}),
        (3, {"schema": 3, "colour": "red"}, {"schema": 3, "colour": "red"}),
    ],
)
def test_steps_are_taken_one_after_the_other(
    version: int, found: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert upgrade(found, version, {1: one_to_two, 2: two_to_three}, newest=3) == expected


def test_a_missing_step_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        upgrade({"schema": 1}, 1, {2: two_to_three}, newest=3)


def test_there_is_a_step_from_every_older_schema() -> None:
    assert set(STEPS) == set(range(1, SCHEMA))


def test_there_is_a_frozen_file_of_every_schema() -> None:
    assert {path.name for path in FROZEN.glob("schema-*.json")} == {
        f"schema-{version}.json" for version in range(1, SCHEMA + 1)
    }


@pytest.mark.parametrize("version", range(1, SCHEMA + 1))
def test_a_frozen_file_is_read_for_ever(version: int) -> None:
    path = FROZEN / f"schema-{version}.json"
    assert json.loads(path.read_text("utf-8"))["schema"] == version
    whole, _ = load(path)
    assert whole.schema == SCHEMA


def test_what_the_frozen_file_of_schema_1_says_is_still_understood() -> None:
    whole, _ = load(FROZEN / "schema-1.json")
    assert isinstance(whole.forest, Collected)
    assert whole.forest.data.functional_level == 2
    assert isinstance(whole.organization, Collected)
    assert whole.organization.data is not None
    assert isinstance(whole.clients, Declared)
    assert whole.clients.data.seen[0].users == 12
    assert isinstance(whole.sites, Failed)
    assert whole.sites.code == "timed-out"
    assert isinstance(whole.recipients, Skipped)
    assert isinstance(whole.servers, Collected)
    assert whole.servers.data[0].build == "8.3.83.6"
    (host,) = whole.hosts
    assert isinstance(host.volumes, Collected)
    assert host.volumes.data[0].free == 42949672960
    assert [candidate.role for candidate in whole.candidates] == ["mailbox"]


def test_an_older_file_is_upgraded_when_it_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step of the future: what is now the newest schema becomes an older one."""
    future = SCHEMA + 1
    old = json.loads((FROZEN / f"schema-{SCHEMA}.json").read_text("utf-8"))
    old["name_of_tool"] = old.pop("tool")
    (tmp_path / "old.json").write_text(json.dumps(old), "utf-8")

    def step(document: dict[str, Any]) -> dict[str, Any]:
        renamed = {**document, "tool": document["name_of_tool"]}
        del renamed["name_of_tool"]
        return renamed

    monkeypatch.setattr(store, "SCHEMA", future)
    monkeypatch.setattr(
        store, "upgrade", lambda document, version: upgrade(document, version, {SCHEMA: step}, future)
    )
    whole, _ = load(tmp_path / "old.json")
    assert (whole.schema, whole.tool) == (future, "1.0")


def test_what_schema_2_brought_is_absent_or_not_stated_in_an_older_file() -> None:
    whole, _ = load(FROZEN / "schema-1.json")
    assert isinstance(whole.send_connectors, Skipped)
    assert whole.send_connectors.code == "not-asked"
    assert isinstance(whole.forest, Collected)
    assert whole.forest.data.recycle_bin is None
    (host,) = whole.hosts
    assert isinstance(host.certificates, Skipped)


@pytest.mark.parametrize(
    "error", [KeyError("forest"), TypeError("no list"), AttributeError("x"), IndexError("x")]
)
def test_a_step_that_stumbles_over_an_edited_file_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    path = tmp_path / "old.json"
    path.write_bytes((FROZEN / "schema-1.json").read_bytes())

    def stumble(document: dict[str, Any], version: int) -> dict[str, Any]:
        raise error

    monkeypatch.setattr(store, "upgrade", stumble)
    with pytest.raises(FileRefused, match="is not a whole inventory"):
        load(path)


def test_what_only_people_know_is_absent_in_an_older_file_and_says_so() -> None:
    whole, _ = load(FROZEN / "schema-1.json")
    assert isinstance(whole.tenant, Skipped)
    assert whole.tenant.code == "only-people-know"
