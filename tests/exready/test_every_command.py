"""What holds of every command: on a poor terminal, with hostile names, without a network, for programs."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from exready.cli import COMMANDS
from exready.commands.auth import command as auth
from exready.commands.inventory import command as inventory
from tests.connections.keyrings import environment_of, use_keyring
from tests.exready.conftest import Run
from tests.exready.every_command import BEGIN, END, EVERY, OTHERS, prepare

ROOT = Path(__file__).parents[2]
COLUMNS = 80
# What is to be copied whole: commands, addresses, paths, and the source of a script.
WHOLE = re.compile(
    r"https?://|^(Report|Details|Next|Rapport) |^      (exready|eval|[A-Z][a-z]+-[A-Z])|\S{40}"
)
REFUSED = {"refusal", "refusal of a name", "auth login"}
# Without an account and a network no scan would work.
CODES = {**dict.fromkeys(EVERY, 0), **dict.fromkeys(REFUSED, 2), "doctor": 4}
BY_ITSELF = {"inventory schema", "completion", "help"}


class Said(NamedTuple):
    """What one command printed on the terminal, how it ended, and the calls to sockets that were refused."""

    lines: list[str]
    code: int
    tried: list[str]


needs_posix = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal and limits of a process")


def on_a_terminal(folder: Path, *names: str, largest: int | str = "") -> dict[str, Said]:
    """Commands on a terminal of 80 columns that knows ASCII only, with files of at most so many bytes."""
    import pty
    import termios

    reading, writing = pty.openpty()
    attributes = termios.tcgetattr(writing)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(writing, termios.TCSANOW, attributes)
    termios.tcsetwinsize(writing, (25, COLUMNS))
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    for name in ("COLUMNS", "NO_COLOR", "EXREADY_PASSWORD"):
        environment.pop(name, None)
    # Whoever runs the tests keeps ticket and passwords for themselves.
    environment |= {"KRB5CCNAME": f"FILE:{folder / 'no-tickets'}", **environment_of(folder)}
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.exready.every_command", str(largest), *names],
        cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=writing, stderr=subprocess.STDOUT,
    )  # fmt: skip
    os.close(writing)
    printed = b"".join(_until_closed(reading)).decode()
    assert child.wait() == 0, printed[-2000:]
    found = {}
    for each in printed.split(BEGIN)[1:]:
        text, _, end = each.partition(END)
        name, *lines = text.split("\n")
        code, *tried = end.split()
        found[name] = Said(lines, int(code), tried)
    return found


def _until_closed(handle: int) -> Iterator[bytes]:
    while True:
        try:
            some = os.read(handle, 1 << 16)
        except OSError:  # how a terminal says that nobody writes to it any more
            break
        if not some:
            break
        yield some
    os.close(handle)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Said]:
    folder = tmp_path_factory.mktemp("every")
    prepare(folder)
    return on_a_terminal(folder)


def test_every_command_is_tried() -> None:
    assert {words[0] for words in EVERY.values()} - {"--help"} == set(COMMANDS)
    for group in (inventory, auth):
        tried = {words[1] for words in EVERY.values() if words[0] == group.name}
        assert tried == set(group.commands)


@needs_posix
@pytest.mark.xdist_group("every-command")  # all of them run once, for all of these
@pytest.mark.parametrize("name", EVERY)
def test_on_a_poor_terminal_and_without_a_network(said: dict[str, Said], name: str) -> None:
    lines, code, tried = said[name]
    assert code == CODES[name]
    assert bool(tried) == (EVERY[name][0] in OTHERS)
    for line in lines:
        assert "Traceback" not in line
        assert line.isascii()
        assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cf")], line
        assert len(line) <= COLUMNS or name in BY_ITSELF or WHOLE.search(line), line


WRITERS = {
    "try": "try.html", "scan of this machine": "here.json", "collect": "machine.json",
    "collect, scripts": "scripts/host.ps1", "import": "imported.json", "inventory merge": "merged.json",
    "inventory anonymize": "anonymous.json", "report, html": "report.html", "report, xlsx": "report.xlsx",
    "report, csv": "tables/findings.csv", "report, md": "report.md",
}  # fmt: skip


@needs_posix
def test_a_full_disk_is_a_sentence_and_leaves_what_was_there(tmp_path: Path) -> None:
    prepare(tmp_path)
    new, previous = (tmp_path / "new.json").read_bytes(), b"what was there"
    for place in WRITERS.values():
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_bytes(new if place == "imported.json" else previous)
    for name, ended in on_a_terminal(tmp_path, *WRITERS, largest=1000).items():
        text = " ".join(line.strip() for line in ended.lines)
        assert (ended.code, "could not be written: File too large." in text) == (2, True), (name, text)
        assert (
            "a file that was there before is unchanged" in text or "--resume" in text or "Make room" in text
        )
        kept = (tmp_path / WRITERS[name]).read_bytes()
        assert kept == (new if name == "import" else previous)
    assert [each.name for each in tmp_path.rglob(".*")] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device of a full disk")
@pytest.mark.parametrize("words", [("list", "checks"), ("--help",), ("list", "samples", "--json")])
def test_an_output_that_is_full_is_a_sentence(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "exready", *words],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 2
    assert b"exready: The output could not be written: No space left on device." in ended.stderr
    assert b"Traceback" not in ended.stderr
    assert b"Exception" not in ended.stderr


class Console:
    """Standard output that knows one encoding."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
        self._bytes, self._encoding = io.BytesIO(), encoding
        self._stream = io.TextIOWrapper(self._bytes, encoding=encoding, newline="\n")
        monkeypatch.setattr(sys, "stdout", self._stream)

    def text(self) -> str:
        """What was printed."""
        self._stream.flush()
        return self._bytes.getvalue().decode(self._encoding)


@pytest.mark.parametrize("name", [name for name in EVERY if name not in BY_ITSELF])
def test_json_is_one_document_whatever_the_console(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    prepare(tmp_path)
    monkeypatch.delenv("EXREADY_PASSWORD", raising=False)
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{tmp_path / 'no-tickets'}")
    use_keyring(monkeypatch, tmp_path)
    with monkeypatch.context() as patched:
        console = Console(patched, "cp437")
        ended = run(*EVERY[name], "--json")
        text = console.text()
    document = json.loads(text)
    assert document["schema"].startswith("exready/")
    assert document["version"] == 1
    assert ended.code == CODES[name]
    assert ("error" in document and document["error"] is not None) == (name in REFUSED)
    assert "{" not in ended.err


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp850", "cp1252"])
def test_french_stays_readable(run: Run, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    with monkeypatch.context() as patched:
        console = Console(patched, encoding)
        assert run("explain", "coexistence", "--lang", "fr").code == 0
        text = console.text()
    assert "\\" not in text
    assert ("é" in text) == (encoding != "ascii")
    assert "[confiance" in text
    assert "…" not in text or encoding == "cp1252"
