"""Guards over the whole repository: nothing of one machine in it, and no file nobody can read any more."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINES = 500
LONGER_BECAUSE: dict[str, str] = {}  # path → the reason why that file may have more than LINES lines

# Put together here, because this file is searched as well.
HOSTS = ("pypi.", "pythonhosted.", "npmjs.", "yarnpkg.", "anaconda.", "deb.debian.", "security.debian.")
SECRETS_OF_A_MACHINE = {
    "the host of a package registry": re.compile("|".join(re.escape(h) + "(org|com)" for h in HOSTS)),
    "an option that names a package index": re.compile(
        r"(?<![\w-])--(" + "|".join(("extra-index", "default-index", "index-url", "find-links")) + r")\b"
        r"|\b(UV|PIP)_(DEFAULT_|EXTRA_)?(" + "|".join(("INDEX", "FIND_LINKS")) + ")"
    ),
    "a path of somebody's machine": re.compile(
        r"(?<![\w.:*}>-])/(" + "|".join(("home/[a-z]", "root/[.a-z]", "work/[a-z]", "Users/[A-Za-z]")) + ")"
    ),
}
LOCKS = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "package-lock.json", "yarn.lock"}


@cache
def files() -> tuple[Path, ...]:
    """Every file git would publish: tracked, or new and not ignored."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: there is no list of what belongs to the project")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def relative(path: Path) -> str:
    """The path as git writes it."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("what", SECRETS_OF_A_MACHINE)
def test_no_file_holds(what: str) -> None:
    pattern = SECRETS_OF_A_MACHINE[what]
    hits = []
    for path in files():
        lines = path.read_bytes().decode("utf-8", "replace").splitlines()
        hits += [
            f"{relative(path)}:{n}: {m[0]}" for n, line in enumerate(lines, 1) if (m := pattern.search(line))
        ]
    assert hits == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("the host of a package registry", "see https://" + "pypi" + ".org/project/x"),
        ("an option that names a package index", "pip install --" + "extra-index-url x"),
        ("an option that names a package index", "PIP_" + "INDEX_URL=x"),
        ("a path of somebody's machine", "open('/" + "home/me/x')"),
        ("a path of somebody's machine", "cd /" + "work/main"),
    ],
)
def test_the_guard_sees(what: str, line: str) -> None:
    assert SECRETS_OF_A_MACHINE[what].search(line)


def test_the_checkout_does_not_name_itself() -> None:
    assert [relative(path) for path in files() if f"{ROOT}/".encode() in path.read_bytes()] == []


def test_there_is_no_lock_file_that_carries_addresses() -> None:
    assert [relative(path) for path in files() if path.name in LOCKS] == []


def test_no_python_file_is_too_long_to_read() -> None:
    lengths = {
        relative(path): len(path.read_bytes().splitlines()) for path in files() if path.suffix == ".py"
    }
    long = {name: length for name, length in lengths.items() if length > LINES}
    assert sorted(long.keys() - LONGER_BECAUSE.keys()) == []
    assert sorted(LONGER_BECAUSE.keys() - long.keys()) == [], "no longer long: take it off the list"
