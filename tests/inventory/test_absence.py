"""Typed absence: what a code means, and that its sentence can be said with the values its users give."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from scanner.inventory.absence import REASONS, Collected, Declared, Failed, Section, Skipped, known, reason_of
from tests.checks.build import AT, failed, read, said, skipped

ROOT = Path(__file__).parents[2]
MAKERS = {"Trouble", "NotOffered", "Failed", "Skipped", "skipped"}


def test_what_was_read_or_said_is_known_and_the_rest_is_none() -> None:
    assert (known(read(3)), known(said(3)), known(read(None))) == (3, 3, None)
    section: Section[int]
    for section in (failed(), skipped()):
        assert known(section) is None


@pytest.mark.parametrize("section", [read(3), said(3), failed(), skipped()])
def test_a_section_carries_its_state_in_the_file(section: Section[int]) -> None:
    plain = msgspec.to_builtins(section)
    assert plain["state"] == type(section).__name__.casefold()
    shape = Collected[int] | Declared[int] | Failed | Skipped
    assert msgspec.json.decode(msgspec.json.encode(section), type=shape) == section


def test_a_code_of_another_version_is_shown_as_it_is() -> None:
    reason = reason_of(Failed(code="out-of-this-world", values={}, collector="c", at=AT))
    assert (reason.sentence, reason.hint) == ("out-of-this-world", "")


@pytest.mark.parametrize("code", list(REASONS))
def test_a_reason_is_a_clause_and_its_hint_a_sentence(code: str) -> None:
    reason = REASONS[code]
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code)
    assert not reason.sentence.endswith(".")
    assert reason.hint.endswith(".")
    assert reason.hint[0].isupper()


def made() -> Iterator[tuple[str, str, set[str]]]:
    """Every absence the scanner and the checks make with a literal code: place, code, names of the values."""
    for folder in ("scanner", "checks"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
                if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
                    yield from _of_call(where, node)
                elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
                    code, *values = node.value.elts
                    if values and isinstance(values[0], ast.Dict) and _text(code) is not None:
                        yield where, _text(code) or "", _keys(values[0])


def _of_call(where: str, call: ast.Call) -> Iterator[tuple[str, str, set[str]]]:
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    code = keywords.pop("code", call.args[0] if call.args else None)
    if code is None or _text(code) is None:
        return
    values = keywords.pop("values", None)
    if isinstance(values, ast.Dict):
        yield where, _text(code) or "", _keys(values)
    elif values is None:
        yield where, _text(code) or "", {name for name in keywords if name}


def _name(function: ast.expr) -> str | None:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else None


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _keys(values: ast.Dict) -> set[str]:
    return {_text(key) or "?" for key in values.keys if key is not None}


def test_users_were_found() -> None:
    assert len({code for _, code, _ in made()}) >= 3


def test_every_code_in_use_has_a_reason_and_gets_the_values_it_names() -> None:
    for where, code, given in made():
        assert code in REASONS, f"{where} uses {code}, which REASONS lacks"
        reason = REASONS[code]
        for pattern in (reason.sentence, reason.hint):
            wanted = {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}
            assert wanted <= given | {"collector"}, f"{where}: {code} lacks {wanted - given}"
