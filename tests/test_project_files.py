"""What surrounds the code: the hooks of pre-commit, the changelog, the version."""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ".venv-test/bin/"


def hooks() -> list[dict[str, Any]]:
    read = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repository["repo"] for repository in read["repos"]] == ["local"], "nothing is downloaded"
    found: list[dict[str, Any]] = read["repos"][0]["hooks"]
    return found


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_a_tool_of_the_tests_as_make_lint_does(hook: dict[str, Any]) -> None:
    assert hook["language"] == "system"
    program, *options = hook["entry"].split()
    assert program.startswith(TOOLS)
    name = program.removeprefix(TOOLS)
    assert list(Path(sys.executable).parent.glob(f"{name}*")), f"{name} is none of the test tools"
    command = " ".join((f"$(TEST)/{name}", *(each for each in options if each != "--force-exclude")))
    assert command in (ROOT / "Makefile").read_text("utf-8")


def test_every_linter_is_a_hook() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\nlint:")[2].partition("\n\n")[0]
    called = re.findall(r"\$\(TEST\)/(\S+)", recipe)
    assert sorted(called) == sorted(hook["entry"].split()[0].removeprefix(TOOLS) for hook in hooks())


def test_the_changelog_keeps_its_form() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
    releases = [line for line in lines if line.startswith("## ")]
    assert releases[0] == "## [Unreleased]"
    for release in releases[1:]:
        assert re.fullmatch(r"## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", release)
    kinds = {line.removeprefix("### ") for line in lines if line.startswith("### ")}
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert kinds


def test_the_version_is_written_in_one_place() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    for path in (ROOT / "exready").rglob("*.py"):
        assert f'"{version}"' not in path.read_text("utf-8"), path
