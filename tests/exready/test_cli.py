"""The group of commands: help, exit codes, what a newcomer meets first."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from exready.cli import COMMANDS
from tests.exready.conftest import Run


def test_help_names_every_command(run: Run) -> None:
    ended = run("--help")
    assert ended.code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in ended.out


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "inventory"])
def test_help_of_a_command_ends_with_examples(run: Run, name: str) -> None:
    ended = run(name, "--help")
    assert ended.code == 0
    assert f"exready {name}" in ended.out.partition("Examples:")[2]


def test_help_imports_no_more_than_click() -> None:
    code = (
        "import sys\nfrom exready.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'msgspec', 'jinja2', 'ldap3', 'rich', 'checks', 'reports', 'psutil', 'cryptography'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "HEAVY []" in ended.stdout


def test_check_imports_no_network_library(bremond: Path) -> None:
    code = (
        "import sys\nfrom exready.cli import main\n"
        f"try:\n    main(['check', {str(bremond)!r}])\nexcept SystemExit:\n    pass\n"
        "network = {'ldap3', 'winrm', 'pypsrp', 'spnego', 'exchangelib', 'requests', 'dns', 'psutil', '_ssl'}\n"
        "print('NETWORK', sorted(network & set(sys.modules)))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "NETWORK []" in ended.stdout


def test_unknown_command_names_the_nearest(run: Run) -> None:
    ended = run("chek")
    assert ended.code == 2
    assert "There is no command chek. Did you mean check?" in ended.err


def test_usage_error_is_json_when_json_was_asked_for(run: Run) -> None:
    ended = run("check", "no-such.json", "--json")
    assert ended.code == 2
    document = json.loads(ended.out)
    assert document["schema"] == "exready/error"
    assert document["error"]["exit_code"] == 2
    assert "no-such.json" in document["error"]["what"]


def test_a_defect_ends_with_70_and_a_log(run: Run, bremond: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret of the machine")

    monkeypatch.setattr("exready.commands.check.judge_files", broken)
    ended = run("check", bremond)
    assert ended.code == 70
    assert "secret" not in ended.err
    log = Path(ended.err.split("report it with ")[1].strip().rstrip("."))
    assert "ZeroDivisionError" in log.read_text()
    log.unlink()


def test_interrupt_ends_with_130(run: Run, bremond: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("exready.commands.check.judge_files", interrupted)
    assert run("check", bremond).code == 130


@pytest.mark.parametrize("wait", ["", "sleep 0.2; "], ids=["reads and goes", "goes at once"])
def test_a_reader_that_goes_away_is_no_error(wait: str) -> None:
    exready = f'{{ {wait}"{sys.executable}" -m exready inventory schema; }}'  # more than a pipe holds
    reader = "head -c 10" if not wait else "true"
    command = f'{exready} | {reader}; echo "=${{PIPESTATUS[0]}}"'
    for _ in range(3):
        ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
        assert ended.stdout.endswith("=0\n")
        assert ended.stderr == ""


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8"])
def test_any_console_can_show_the_result(bremond: Path, encoding: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "exready", "check", str(bremond)],
        capture_output=True, env={"PYTHONIOENCODING": encoding, "PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert ended.returncode == 0
    assert ended.stderr == b""
    assert "Ateliers" in ended.stdout.decode(encoding)
