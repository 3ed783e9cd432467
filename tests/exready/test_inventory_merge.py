"""exready inventory merge: what it writes and what it says."""

from __future__ import annotations

import json
from pathlib import Path

from scanner.inventory.model import Inventory
from scanner.inventory.store import load, save
from tests.exready.conftest import Run
from tests.sample_organizations.opened import data
from tests.test_merging import machine, memory


def inventory_of(size: int, day: int = 0) -> Inventory:
    return machine(memory(size, day))


def test_the_command_writes_the_result_and_says_what_it_settled(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "old.json", inventory_of(4))
    save(tmp_path / "new.json", inventory_of(8, 3))
    ended = run("inventory", "merge", "old.json", "new.json", "-o", "both.json")
    assert ended.code == 0
    assert data(load(tmp_path / "both.json")[0].hosts[0].memory).installed == 8
    for said in ("EX1: memory", "new.json, read 2026-11-25 09:00", "old.json, read 2026-11-22 09:00"):
        assert said in ended.out
    told = json.loads(run("inventory", "merge", "new.json", "old.json", "-o", "b.json", "--json").out)
    (note,) = told["settled"]
    assert (note["subject"], note["section"], note["kept"]["file"]) == ("EX1", "memory", "new.json")
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "both.json").read_bytes()


def test_the_command_never_replaces_what_it_reads(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "a.json", inventory_of(4))
    before = (tmp_path / "a.json").read_bytes()
    ended = run("inventory", "merge", "a.json", "a.json", "-o", str(tmp_path / "a.json"))
    assert (ended.code, (tmp_path / "a.json").read_bytes()) == (2, before)
