"""Inventories damaged as by hand: each command gives a result or one sentence, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import samples
from tests.damage import damaged
from tests.exready.conftest import Run

WHOLE = json.loads(samples.read("partly-read"))
TARGET = ("--target", "exchange-se")
COMMANDS = (
    ("inventory", "show"),
    ("check", *TARGET, "--json"),
    ("report", *TARGET, "--lang", "fr", "-o", "report.html"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
@given(document=damaged(WHOLE))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_inventory_is_used_or_refused(
    run: Run, tmp_path: Path, command: tuple[str, ...], document: dict[str, Any]
) -> None:
    file = tmp_path / "damaged.json"
    file.write_text(json.dumps(document), "utf-8")
    valid = run("inventory", "validate", file).code == 0
    ended = run(*command, file)
    if valid:
        assert ended.code in (0, 3)
    else:
        assert ended.code == 2
        said = json.loads(ended.out)["error"]["what"] if "--json" in command else ended.err
        assert "damaged.json" in said
