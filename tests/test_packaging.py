"""What people install: the wheel, the pins and the two build scripts.

The folders at the top of the wheel are the project's layout, so a new one, or one that is missing, must be
noticed here and not by a user whose site-packages it clutters.
"""

import json
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
from typing import Any, NamedTuple

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
    return build(tmp_path_factory.mktemp("dist"))


def build(out: Path, *options: str) -> Path:
    """Run the builder of packages, without an environment of its own where its backend is here."""
    command = [sys.executable, "-m", "build", *options, "--outdir", str(out), str(ROOT)]
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
    allowed |= {"CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", ".pre-commit-config.yaml"}
    always = {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "PKG-INFO",
        ".gitignore",
    }  # hatchling adds these by itself
    assert {name.split("/")[0] for name in names} <= allowed | always


def test_the_wheel_made_from_the_sdist_is_the_wheel_made_from_the_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    (direct,) = build(tmp_path, "--wheel").glob("*.whl")
    with zipfile.ZipFile(wheel) as ours, zipfile.ZipFile(direct) as theirs:
        assert sorted(ours.namelist()) == sorted(theirs.namelist())
        assert [name for name in ours.namelist() if ours.read(name) != theirs.read(name)] == []


def uv(*words: str | Path, cwd: Path) -> str:
    """What uv prints. Skips the test when the package index cannot be reached, unless it must be."""
    program = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    assert program, "uv is one of the test tools"
    command = [program, "--no-config", *map(str, words)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode and "No solution found" not in done.stderr:
        assert os.environ.get("EXREADY_REQUIRE_NETWORK") != "1", done.stderr
        pytest.skip(f"the package index cannot be reached: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return done.stdout


class Installed(NamedTuple):
    """An environment that holds the wheel and what it depends on, and a folder far from the checkout."""

    environment: Path
    folder: Path

    def program(self, name: str) -> str:
        """The path of one of its programs."""
        return str(self.environment / ("Scripts" if os.name == "nt" else "bin") / name)

    def run(self, *words: str, program: str = "exready") -> str:
        """What a command prints; its complaint is the message when it fails."""
        own = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        done = subprocess.run(
            [self.program(program), *words],
            cwd=self.folder,
            env=own | {"PYTHONUTF8": "1", "LC_ALL": "C"},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, with the pinned libraries and nothing of the tests."""
    made = Installed(tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("away"))
    uv("venv", "--allow-existing", "--python", sys.executable, made.environment, cwd=made.folder)
    where = ("--python", made.program("python"))
    uv("pip", "install", *where, "-c", REQUIREMENTS["run"], wheel, cwd=made.folder)
    return made


def test_the_wheel_is_what_runs(installed: Installed, pyproject: dict[str, Any]) -> None:
    where = f"import {', '.join(sorted(PACKAGES))}; print(*(m.__file__ for m in ({', '.join(PACKAGES)})), sep='\\n')"
    for path in installed.run("-c", where, program="python").splitlines():
        assert Path(path).is_relative_to(installed.environment)
        assert "site-packages" in path
    assert installed.run("--version") == f"exready {pyproject['project']['version']}\n"


def test_the_wheel_does_what_a_newcomer_types(installed: Installed) -> None:
    assert ".html" in installed.run("try")
    assert list(installed.folder.glob("*.html"))
    for what in ("targets", "checks"):
        assert json.loads(installed.run("list", what, "--json"))[what]
    assert "Fix" in installed.run("explain", "ad-forest-level")
    installed.run("collect", "--script", "scripts")
    assert {path.suffix for path in (installed.folder / "scripts").iterdir()} >= {".ps1", ".cmd"}
    assert "nothing has been sent" in installed.run("scan", "--domain", "example.local", "--plan")


@pytest.mark.parametrize("sample", sorted((ROOT / "samples").glob("*.json*")), ids=lambda path: path.name)
def test_the_wheel_judges_every_sample(installed: Installed, sample: Path) -> None:
    judged = json.loads(installed.run("check", str(sample), "--target", "exchange-se", "--json"))
    assert judged["findings"]
    assert judged["error"] is None


def test_the_wheel_speaks_french(installed: Installed) -> None:
    sample = str(ROOT / "samples" / "exchange-2007.json")
    assert installed.run("inventory", "validate", sample)
    page = installed.folder / "rapport.html"
    installed.run("report", sample, "--target", "exchange-se", "--lang", "fr", "-o", str(page))
    assert '<html lang="fr"' in page.read_text("utf-8")


@pytest.mark.parametrize("version", WINDOWS_PYTHONS)
def test_run_time_resolves_to_wheels_on_windows(version: str, tmp_path: Path) -> None:
    """A Windows workstation has no compiler: one dependency without a wheel and nobody can install exready."""
    found = uv(
        *("pip", "compile", "--python-platform", "x86_64-pc-windows-msvc", "--python-version", version),
        *("--only-binary", ":all:", "--no-header", ROOT / "pyproject.toml", "-c", REQUIREMENTS["run"]),
        cwd=tmp_path,
    )
    assert "sspilib==" in found, "this is not what Windows would get"


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
