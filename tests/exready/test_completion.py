"""What a shell offers when Tab is pressed: asked as click asks, and by bash itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

import samples
from checks.check import all_checks
from exready.cli import COMMANDS, cli
from exready.completion import SHELLS, VARIABLE
from scanner.repeat import COLLECTORS
from tests.exready.conftest import Run

ROOT = Path(__file__).parents[2]


def offered(*words: str) -> list[str]:
    """What is offered for the last of some words."""
    *before, begun = words
    return [item.value for item in ShellComplete(cli, {}, "exready", VARIABLE).get_completions(before, begun)]


def test_commands() -> None:
    assert offered("") == list(COMMANDS)
    assert offered("ex") == ["explain"]
    assert offered("inventory", "va") == ["validate"]
    assert offered("list", "") == ["targets", "checks", "samples"]


def test_checks_and_samples() -> None:
    assert offered("explain", "") == list(all_checks())
    assert offered("explain", "AD-forest") == ["ad-forest-level"]
    assert offered("try", "exchange-2016") == [n for n in samples.names() if n.startswith("exchange-2016")]


@pytest.mark.parametrize("option", ["--target", "-t"])
def test_targets_one_by_one_and_in_a_list(option: str) -> None:
    assert offered("check", "x.json", option, "exchange-se") == ["exchange-se", "exchange-se@cu2"]
    assert offered("report", "x.json", option, "exchange-2016,exchange-se@") == [
        "exchange-2016,exchange-se@cu2"
    ]
    assert "exchange-2016,exchange-2016" not in offered("diff", "a", "b", option, "exchange-2016,exchange-20")
    assert "all" in offered("try", option, "")
    assert "exchange-se" in offered("collect", "--for", "exch")


def test_collectors_and_the_servers_of_the_inventory(tmp_path: Path, bremond: Path) -> None:
    assert offered("scan", "--only", "") == list(COLLECTORS)
    assert offered("scan", "--only", "ldap-forest,ldap-si") == [
        "ldap-forest,ldap-sites",
        "ldap-forest,ldap-site-links",
    ]
    assert "lyo-ex01" in offered("scan", "-o", str(bremond), "--server", "LYO")
    assert offered("scan", "--server", "") == offered("scan", "-o", str(tmp_path), "--server", "") == []
    bremond.write_text(bremond.read_text("utf-8").replace("LYO-EX01", "LYO;reboot $(id)"), "utf-8")
    assert offered("scan", "-o", str(bremond), "--server", "lyo;") == []
    bremond.write_text("{")
    assert offered("scan", "-o", str(bremond), "--server", "") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_its_script(run: Run, shell: str) -> None:
    ended = run("completion", shell)
    assert (ended.code, ended.err) == (0, "")
    assert VARIABLE in ended.out


@pytest.fixture
def exready(tmp_path: Path) -> dict[str, str]:
    """An environment whose `exready` is this one."""
    program = tmp_path / "exready"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m exready "$@"\n')
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_itself_completes(exready: dict[str, str]) -> None:
    """Bash breaks words at @ and =; what it replaces is only what stands after them."""
    lines = ("exready check x -t exchange-2016,exchange-se@", "exready check x --target=exchange-se@c")
    asked = [f"COMP_LINE='{line}' COMP_POINT={len(line)}; _exready_completion exready" for line in lines]
    script = 'eval "$(exready completion bash)"\n' + "\n".join(
        f'{each}\necho "${{COMPREPLY[*]}}"' for each in asked
    )
    ended = subprocess.run(["bash", "-c", script], env=exready, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["cu2", "cu2"]


def test_completion_loads_no_library_that_connects_or_paints() -> None:
    """ldap3 comes with the collectors, for the form of its messages; it is small."""
    asked = [["explain"], ["check", "x", "-t"], ["try"], ["scan", "--only"], []]
    code = (
        "import sys\nfrom exready.cli import cli\nfrom click.shell_completion import ShellComplete\n"
        "ask = ShellComplete(cli, {}, 'exready', 'X').get_completions\n"
        f"for words in {asked}:\n    assert ask(words, '')\n"
        "heavy = {'jinja2', 'cryptography', 'rich', 'babel', 'requests', 'psutil', 'xlsxwriter', 'spnego', 'winrm'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ended.stdout == "[]\n"
