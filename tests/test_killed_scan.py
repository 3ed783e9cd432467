"""A scan that is killed, or whose disk fills up, at any moment: nothing that was finished is lost, ever."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import msgspec
import pytest

from scanner import scan
from scanner.collectors.steps import DIRECTORY_STEPS
from scanner.connections.credentials import Credentials
from scanner.inventory.journal import fold, partial_path, read_journal
from scanner.inventory.model import Inventory
from scanner.inventory.store import FileRefused, load, save
from tests.test_scan import FOREST, NOW, REQUEST, FakeDirectories

if os.name == "nt":
    pytest.skip("needs fork, SIGKILL and limits of a process", allow_module_level=True)
import resource

KILLS = 100
FINISHED, REFUSED, NO_BEGINNING = 0, 2, 3
PREVIOUS = b"an inventory of last month"


@pytest.fixture(autouse=True)
def _forest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "Directories", FakeDirectories(FOREST))
    # Most of the time goes there. Only power failures need the one: a killed process has given what it wrote to the
    # system. The other loads the authorities of this machine, before anything is read.
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    monkeypatch.setattr(scan, "check", lambda request: None)


def run(path: Path, progress: scan.Progress = lambda step, state, detail: None, *, resume: bool) -> None:
    scan.run(REQUEST, path, Credentials(), tool="1.0", now=lambda: NOW, progress=progress, resume=resume)


def forked(work: Callable[[], object]) -> int:
    """The number of a child process that does the work; it ends with 2 or 3 when that was refused."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        work()
        code = FINISHED
    except FileRefused as refused:
        if "File too large" in refused.what:
            code = REFUSED if "--resume" in refused.do else NO_BEGINNING
    finally:
        os._exit(code)


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Killed:
    """One scan in a process of its own, killed some moments after it told so many news, unless it is through before.

    Attributes:
        code: what it ended with.
        finished: the collectors whose parts were on the disk by then.
    """

    def __init__(self, path: Path, news: int, seconds: float) -> None:
        reading, writing = os.pipe()

        def tell(step: str, state: str, detail: str) -> None:
            os.write(writing, f"{step} {state}\n".encode())

        resume = partial_path(path).exists()
        child = forked(lambda: run(path, tell, resume=resume))
        os.close(writing)
        with os.fdopen(reading) as told:
            lines = list(islice(told, news))
            if len(lines) == news:
                time.sleep(seconds)
                os.kill(child, signal.SIGKILL)
            self.code = ended(child)
            states = [line.split() for line in (*lines, *told)]
        begun = [place for place, (_, state) in enumerate(states) if state == "started"]
        # A collector is on the disk before the next one is begun.
        before = states[: begun[-1]] if begun else states
        self.finished = {step for step, state in before if state in ("done", "failed", "kept")}


@pytest.fixture
def reference(tmp_path: Path) -> bytes:
    """The file that an uninterrupted scan writes."""
    path = tmp_path / "reference.json"
    run(path, resume=False)
    return path.read_bytes()


def test_a_scan_killed_a_hundred_times_loses_no_finished_part(tmp_path: Path, reference: bytes) -> None:
    path = tmp_path / "corp.json"
    whole = msgspec.to_builtins(load(tmp_path / "reference.json")[0])
    path.write_bytes(PREVIOUS)
    chance, kills, through, partial = random.Random(20261122), 0, 0, partial_path(path)
    held: set[str] = set()
    while kills < KILLS or partial.exists():
        news = (
            chance.randrange(len(DIRECTORY_STEPS) * 3) if kills < KILLS else 1000
        )  # the last one is let go to its end
        killed = Killed(path, news, chance.uniform(0, 0.003))
        assert killed.code in (FINISHED, -signal.SIGKILL)
        kills += killed.code == -signal.SIGKILL
        assert path.read_bytes() in (PREVIOUS, reference)
        if partial.exists():
            first, parts = read_journal(partial)
            held |= killed.finished
            assert held <= {part.collector for part in parts}
            assert fold(first, parts).taken_at == NOW
            for part in parts:
                assert {name: whole[name] for name in part.sections} == part.sections
        elif path.read_bytes() == reference:
            through, held = through + 1, set()
            path.write_bytes(PREVIOUS)
        else:
            assert killed.finished | held == set()
    assert through > 1


def full_at(path: Path, size: int, *, resume: bool) -> int:
    """How a scan ends on a disk that takes no file larger than so many bytes."""

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        run(path, resume=resume)

    return ended(forked(work))


def test_a_disk_that_fills_up_at_any_byte_loses_nothing(tmp_path: Path, reference: bytes) -> None:
    path = tmp_path / "corp.json"
    path.write_bytes(PREVIOUS)
    partial = partial_path(path)
    assert full_at(path, 10, resume=False) == NO_BEGINNING
    assert [each.name for each in tmp_path.iterdir() if "corp" in each.name] == ["corp.json"]
    held: set[str] = set()
    for size in range(400, 15_000, 2999):
        assert full_at(path, size, resume=partial.exists()) == REFUSED
        assert path.read_bytes() == PREVIOUS
        parts = read_journal(partial)[1]
        assert held <= {part.collector for part in parts}
        held = {part.collector for part in parts}
    run(path, resume=True)
    assert path.read_bytes() == reference
    assert not partial.exists()


def test_a_disk_that_has_no_room_for_the_end_keeps_every_part(
    tmp_path: Path, reference: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "corp.json"
    path.write_bytes(PREVIOUS)

    def save_on_a_full_disk(path: Path, inventory: Inventory) -> str:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(reference) - 1,) * 2)
        return save(path, inventory)

    with monkeypatch.context() as patched:
        patched.setattr(scan, "save", save_on_a_full_disk)
        assert ended(forked(lambda: run(path, resume=False))) == REFUSED
    assert path.read_bytes() == PREVIOUS
    assert len(read_journal(partial_path(path))[1]) == 1 + len(DIRECTORY_STEPS)
    run(path, resume=True)
    assert path.read_bytes() == reference
