"""What people install: the wheel, the pins and the two build scripts.

The folders at the top of the wheel are the project's layout, so a new one, or one that is missing, must be
noticed here and not by a user whose site-packages it clutters.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Sequence
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import tree_sitter
import tree_sitter_pwsh
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.xdist_group("packaging")  # the wheel is built once

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = {"exready", "scanner", "checks", "reports", "templates", "samples"}
DATA = (
    "reports/locale/*/LC_MESSAGES/exready.po",
    "templates/*.html",
    "templates/*.css",
    "templates/*.js",
    "samples/*.json*",
    "checks/targets/*.toml",
    "checks/knowledge/*.toml",
    "checks/knowledge/*.csv",
    "scanner/scripts/*.ps1",
    "scanner/scripts/*.cmd",
    "scanner/scripts/*.txt",
)
REQUIREMENTS = {name: ROOT / "requirements" / f"{name}.txt" for name in ("build", "run", "kerberos", "test")}
WINDOWS_PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@pytest.fixture(scope="session")
def pyproject() -> dict[str, Any]:
    """The project's own description, read once."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel made from it, so that a hole in the sdist breaks the wheel."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)]
    if find_spec("hatchling"):
        command.insert(3, "--no-isolation")
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    """The one wheel that was built."""
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def wheel_names(wheel: Path) -> list[str]:
    """Every path in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def tracked(folders: Sequence[str]) -> list[str]:
    """What git knows of these folders and is still there; a copy without git has nothing to compare with."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: the wheel cannot be compared with what is tracked")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--", *folders], cwd=ROOT, capture_output=True, check=True
    )
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return [name for name in names if (ROOT / name).is_file()]


def test_the_top_of_the_wheel_is_pinned(wheel_names: list[str], pyproject: dict[str, Any]) -> None:
    version = pyproject["project"]["version"]
    assert {name.split("/")[0] for name in wheel_names} == {*PACKAGES, f"exready-{version}.dist-info"}


@pytest.mark.parametrize("pattern", DATA)
def test_the_wheel_holds_its_data(wheel_names: list[str], pattern: str) -> None:
    assert [name for name in wheel_names if fnmatch(name, pattern)]


def test_the_wheel_holds_every_tracked_file(wheel_names: list[str]) -> None:
    assert sorted(set(tracked(sorted(PACKAGES))) - set(wheel_names)) == []


def test_the_sdist_holds_what_rebuilds_and_tests_it_and_nothing_found_lying_about(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "Makefile",
        "make.ps1",
        "requirements/run.txt",
        "tests/test_packaging.py",
    } <= names
    allowed = PACKAGES | {"tests", "docs", "benchmarks", "requirements", "Makefile", "make.ps1"}
    always = {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "PKG-INFO",
        ".gitignore",
    }  # hatchling adds these by itself
    assert {name.split("/")[0] for name in names} <= allowed | always


def test_the_installed_wheel_answers(wheel: Path, tmp_path: Path, pyproject: dict[str, Any]) -> None:
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--no-index"]
    subprocess.run([*install, "--target", str(target), str(wheel)], check=True)
    environment = os.environ | {"PYTHONPATH": str(target)}  # before the checkout of an editable installation
    where = "import exready.cli, scanner, templates; print(exready.cli.__file__)"
    imported = run([sys.executable, "-c", where], tmp_path, environment)
    assert Path(imported.strip()).is_relative_to(target)
    command = next((target / "bin").glob("exready*"))
    assert pyproject["project"]["version"] in run([str(command), "--version"], tmp_path, environment)


def run(command: Sequence[str], cwd: Path, environment: dict[str, str]) -> str:
    """What a command prints, away from the checkout; its complaint is the message when it fails."""
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("version", WINDOWS_PYTHONS)
def test_run_time_resolves_to_wheels_on_windows(version: str, tmp_path: Path) -> None:
    """A Windows workstation has no compiler: one dependency without a wheel and nobody can install exready."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    assert uv, "uv is one of the test tools"
    command = [uv, "--no-config", "pip", "compile", "--python-platform", "x86_64-pc-windows-msvc"]
    command += ["--python-version", version, "--only-binary", ":all:", "--no-header"]
    command += [str(ROOT / "pyproject.toml"), "-c", str(REQUIREMENTS["run"])]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    if done.returncode and "No solution found" not in done.stderr:
        assert os.environ.get("EXREADY_REQUIRE_NETWORK") != "1", done.stderr
        pytest.skip(f"the package index cannot be reached: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    assert "sspilib==" in done.stdout, "this is not what Windows would get"


def pins(name: str) -> dict[str, str]:
    """Package → pinned version of one requirements file, with the hashes checked on the way."""
    text = REQUIREMENTS[name].read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        pin = re.fullmatch(r"([a-z0-9-]+)==(\S+)(?: ; .+?)?((?:\s+--hash=sha256:[0-9a-f]{64})+)\s*", line)
        assert pin, f"{name}.txt: not a pin with hashes: {line[:80]}"
        found[pin[1]] = pin[2]
    return found


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_are_pins_with_hashes_and_name_no_address(name: str) -> None:
    assert pins(name)
    assert "://" not in REQUIREMENTS[name].read_text(encoding="utf-8")


def declared(pyproject: dict[str, Any], name: str) -> list[str]:
    """The requirements that pyproject.toml states for one requirements file."""
    project, groups = pyproject["project"], pyproject["dependency-groups"]
    kerberos = [*project["dependencies"], *project["optional-dependencies"]["kerberos"]]
    development = [entry for entry in (*groups["dev"], *groups["docs"]) if isinstance(entry, str)]
    stated: dict[str, list[str]] = {
        "build": pyproject["build-system"]["requires"],
        "run": project["dependencies"],
        "kerberos": kerberos,
        "test": [*kerberos, *groups["build"], *development],
    }
    return stated[name]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_agree_with_pyproject(name: str, pyproject: dict[str, Any]) -> None:
    pinned = pins(name)
    for requirement in map(Requirement, declared(pyproject, name)):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in {name}.txt: run `make lock`"
        assert requirement.specifier.contains(version), f"{requirement} but {version} in {name}.txt"


def test_requirements_agree_with_each_other(pyproject: dict[str, Any]) -> None:
    assert pins("run").items() <= pins("kerberos").items() <= pins("test").items()
    assert pins("build").items() <= pins("test").items()
    assert {"gssapi", "krb5"} <= pins("kerberos").keys() - pins("run").keys()
    assert pyproject["dependency-groups"]["build"] == pyproject["build-system"]["requires"]


def test_make_ps1_parses() -> None:
    source = (ROOT / "make.ps1").read_bytes()
    assert source.isascii(), "Windows PowerShell 5.1 reads a file without a BOM in the machine's code page"
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_pwsh.language()))
    assert not parser.parse(source).root_node.has_error
    assert parser.parse(source + b"\nif ($true) {\n").root_node.has_error, "the grammar accepts anything"


def test_ci_calls_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == "make test"
    assert os.name == "nt" or os.access(ROOT / ".ci" / "run", os.X_OK)
    for counterpart in ("LAB", "BROWSER", "NETWORK"):
        assert f"EXREADY_REQUIRE_{counterpart}=1" in script
