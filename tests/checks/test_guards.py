"""House rules no reviewer has to remember: a rule has prose, citations and a test, and holds no value."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from checks.check import all_checks
from checks.rule_book import RuleBook
from checks.target import Target

ROOT = Path(__file__).parents[2]
RULES = sorted(path for path in (ROOT / "checks" / "rules").glob("*.py") if path.stem != "__init__")
HOUSE = ("checks", "exready", "reports", "scanner")

# A day, or two numbers and more with points between: 2025-10-14, 14 October 2025, 15.1.2507.6, 10.0.
DATE_OR_VERSION = re.compile(
    r"\b\d{4}-\d{2}(-\d{2})?\b|\b\d{1,2}\.\d{1,5}(\.\d{1,5})*\b"
    r"|\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def targets() -> tuple[Target, ...]:
    book = RuleBook()
    names = [name for target in book.target_ids() for name in (target, *book.release_ids(target))]
    return tuple(book.target(name) for name in names)


def constants(path: Path) -> Iterator[ast.Constant]:
    """Every literal that is not a docstring."""
    docstrings = set()
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and ast.get_docstring(node) is not None
        ):
            docstrings.add(id(node.body[0].value))  # type: ignore[attr-defined] # a docstring is an expression
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield node


def test_there_are_rules() -> None:
    assert len(RULES) == len(all_checks()) >= 14


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_file_holds_one_check_of_its_own_name(path: Path) -> None:
    named = [check.id for check in all_checks().values() if check.module == f"checks.rules.{path.stem}"]
    assert named == [path.stem.replace("_", "-")]


@pytest.mark.parametrize("check_id", list(all_checks()))
def test_a_check_says_what_why_and_how_to_fix(check_id: str) -> None:
    prose = all_checks()[check_id].prose
    assert 3 <= len(prose.title) <= 60
    assert len(prose.what) > 40
    assert len(prose.why) > 40
    assert len(prose.fix) > 20


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_has_a_test_file_of_its_name(path: Path) -> None:
    assert (ROOT / "tests" / "checks" / f"test_{path.stem}.py").is_file()


@pytest.mark.parametrize("check_id", list(all_checks()))
def test_a_check_is_asked_by_a_target_and_cited_at_every_level(check_id: str) -> None:
    asking = [target for target in targets() if check_id in target.require]
    assert asking
    for target in asking:
        for name, level in target.require[check_id].levels():
            assert level.cite, (target.id, check_id, name)


def test_targets_ask_only_checks_there_are() -> None:
    assert {check for target in targets() for check in target.require} <= set(all_checks())


def test_every_source_is_cited_somewhere() -> None:
    cited: set[str] = set()
    for target in targets():
        for requirements in target.require.values():
            for _, level in requirements.levels():
                cited |= set(level.cite)
    text = "\n".join(
        path.read_text("utf-8") for path in (ROOT / "checks").rglob("*.toml") if path.name != "sources.toml"
    )
    tables = " ".join(path.read_text("utf-8") for path in (ROOT / "checks" / "knowledge").glob("*.csv"))
    cited |= set(re.split(r'[\s,"]+', tables))
    unused = [source for source in RuleBook().sources() if source not in cited and f'"{source}"' not in text]
    assert unused == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_holds_no_number_above_1_no_date_and_no_version(path: Path) -> None:
    for constant in constants(path):
        if isinstance(constant.value, int | float) and not isinstance(constant.value, bool):
            assert abs(constant.value) <= 1, f"line {constant.lineno}: {constant.value} belongs in a target"
        if isinstance(constant.value, str):
            assert not DATE_OR_VERSION.search(constant.value), f"line {constant.lineno}: {constant.value!r}"


@pytest.mark.parametrize(
    "text", ["2025-10-14", "since 14 October 2025", "15.1.2507.6", "Windows 10.0", "8.3.298"]
)
def test_the_guard_knows_a_date_or_version_when_it_sees_one(text: str) -> None:
    assert DATE_OR_VERSION.search(text)


@pytest.mark.parametrize(
    "text", ["{size:gb} usable", "SP{number}", "at most {sockets} sockets", "initial = maximum"]
)
def test_the_guard_lets_words_pass(text: str) -> None:
    assert not DATE_OR_VERSION.search(text)


# Texts


def says() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `checks.wording.say`, with its place."""
    for folder in HOUSE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not any(
                isinstance(node, ast.ImportFrom)
                and node.module == "checks.wording"
                and "say" in [alias.name for alias in node.names]
                for node in ast.walk(tree(path))
            ):
                continue
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_one_text_id_goes_with_one_english_pattern() -> None:
    patterns: dict[str, set[str]] = {}
    for _, call in says():
        text_id, pattern = (literal(argument) for argument in call.args[:2])
        if text_id is not None and pattern is not None:
            patterns.setdefault(text_id, set()).add(pattern)
    assert len(patterns) > 20
    assert {text_id: found for text_id, found in patterns.items() if len(found) > 1} == {}


def test_every_placeholder_of_a_text_is_given_and_every_value_used() -> None:
    for where, call in says():
        pattern = literal(call.args[1])
        if pattern is None or any(keyword.arg is None for keyword in call.keywords):
            continue
        wanted = {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}
        given = {keyword.arg for keyword in call.keywords}
        assert wanted == given, where


def test_texts_of_rules_are_named_after_their_check_or_shared_by_two() -> None:
    users: dict[str, set[str]] = {}
    for where, call in says():
        text_id = literal(call.args[0])
        if where.startswith("checks/rules/") and text_id is not None:
            users.setdefault(text_id, set()).add(Path(where.split(":")[0]).stem.replace("_", "-"))
    for text_id, checks in users.items():
        assert len(checks) > 1 or text_id.split(".")[0] in (*checks, "windows"), text_id
