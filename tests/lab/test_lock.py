"""What happens to an address whose test run died. No samba here: a sleeping process stands in for it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lab.lock import LabBusyError, controller_directory, release_lock, take_lock
from tests.lab.process import Process

_PROJECT = Path(__file__).parents[2]
ADDRESS = "192.0.2.1"

# Takes the lock as a test run does, starts what stands in for samba, and waits to be killed.
TEST_RUN = """
import subprocess, sys, time
from pathlib import Path
from tests.lab.lock import controller_directory, take_lock
from tests.lab.process import Process
directory = Path(sys.argv[2])
lock = take_lock(Path(sys.argv[1]), "192.0.2.1", directory, outlives_starter=sys.argv[3] == "by hand")
samba = subprocess.Popen(["sleep", "60"], stdout=subprocess.DEVNULL, pass_fds=[lock],
                         start_new_session=True)
controller_directory(directory).mkdir(parents=True)
(controller_directory(directory) / "samba.pid").write_text(Process.of(samba.pid).to_text())
print(samba.pid, flush=True)
time.sleep(60)
"""


class Run:
    """Another test run with a lab of its own."""

    def __init__(self, tmp_path: Path, kind: str) -> None:
        self.lock_file = tmp_path / "lock"
        self.directory = tmp_path / "lab"
        self.process = subprocess.Popen(
            [sys.executable, "-c", TEST_RUN, self.lock_file, self.directory, kind],
            cwd=_PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        with self.process.stdout as output:
            self.samba = Process.of(int(output.readline()))

    def die(self) -> None:
        self.process.kill()
        self.process.wait()

    def take_over(self, tmp_path: Path) -> None:
        release_lock(take_lock(self.lock_file, ADDRESS, tmp_path / "mine", outlives_starter=False))

    def end(self) -> None:
        self.die()
        if self.samba.is_alive():
            os.kill(self.samba.pid, signal.SIGKILL)


def test_a_living_run_keeps_its_address(tmp_path: Path) -> None:
    run = Run(tmp_path, "test run")
    try:
        with pytest.raises(LabBusyError, match=f"{ADDRESS} is held by .* process {run.process.pid} "):
            run.take_over(tmp_path)
        assert run.samba.is_alive()
    finally:
        run.end()


def test_what_a_dead_run_left_is_stopped_and_removed(tmp_path: Path) -> None:
    run = Run(tmp_path, "test run")
    try:
        run.die()
        assert run.samba.is_alive()
        run.take_over(tmp_path)
        assert not run.samba.is_alive()
        assert not run.directory.exists()
    finally:
        run.end()


def test_a_lab_started_by_hand_outlives_its_starter(tmp_path: Path) -> None:
    run = Run(tmp_path, "by hand")
    try:
        run.die()
        with pytest.raises(LabBusyError, match="started by hand"):
            run.take_over(tmp_path)
        assert run.samba.is_alive()
    finally:
        run.end()


def test_the_address_of_a_dead_samba_is_free(tmp_path: Path) -> None:
    run = Run(tmp_path, "by hand")
    try:
        run.die()
        os.kill(run.samba.pid, signal.SIGKILL)
        run.samba.wait(5)
        run.take_over(tmp_path)
        assert not controller_directory(run.directory).exists()
    finally:
        run.end()


def test_another_process_with_the_same_id_is_not_taken_for_the_first() -> None:
    here = Process.current()
    assert here.is_alive()
    assert not here._replace(start_time=here.start_time - 1).is_alive()
    assert Process.from_text(here.to_text()) == here
