"""One lab per address: a lock that lives as long as the lab's samba, whoever started it.

The lock is on an open file that samba inherits. So it survives the death of the test run that took it, and
the next run finds both the lock and, in the file, whom to name or what to clean up.
"""

import contextlib
import fcntl
import json
import os
import shlex
import shutil
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from tests.lab.domain_controller import stop
from tests.lab.process import Process

_CLEANING_SECONDS = 30.0


class LabBusyError(Exception):
    """Another lab has the address."""


@dataclass(frozen=True)
class Holder:
    """Who has an address, and where that lab keeps its files."""

    starter: str
    command: str
    directory: str
    outlives_starter: bool

    @classmethod
    def read(cls, lock_file: Path) -> Self | None:
        """The holder that the lock file names, if it names one."""
        try:
            return cls(**json.loads(lock_file.read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, descriptor: int) -> None:
        """Put this holder into the lock file."""
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(asdict(self)).encode(), 0)

    @property
    def is_in_use(self) -> bool:
        """Whether the test run that started this lab still runs."""
        return not self.outlives_starter and Process.from_text(self.starter).is_alive()

    @property
    def is_abandoned(self) -> bool:
        """Whether nobody will stop this lab any more: its test run died."""
        return not self.outlives_starter and not self.is_in_use

    def clean_up(self) -> None:
        """Stop its domain controllers and remove its files."""
        for each in controller_directories(Path(self.directory)):
            stop(each)
        shutil.rmtree(self.directory, ignore_errors=True)

    def __str__(self) -> str:
        pid = Process.from_text(self.starter).pid
        return f"the lab in {self.directory}, which process {pid} started ({self.command})"


def controller_directory(lab_directory: Path) -> Path:
    """Where the domain controller of a lab keeps its files."""
    return lab_directory / "dc"


def child_controller_directory(lab_directory: Path) -> Path:
    """Where the domain controller of the child domain does."""
    return lab_directory / "child"


def controller_directories(lab_directory: Path) -> tuple[Path, Path]:
    """All places where a controller may run."""
    return controller_directory(lab_directory), child_controller_directory(lab_directory)


def take_lock(lock_file: Path, address: str, directory: Path, *, outlives_starter: bool) -> int:
    """Take the lock for a lab in ``directory``; returns the file to inherit and to close in the end.

    What a dead test run left behind is stopped and removed first. A living holder is named in the error.
    """
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _wait_for(descriptor, lock_file, address)
        former = Holder.read(lock_file)
        if former:
            former.clean_up()
        holder = Holder(Process.current().to_text(), shlex.join(sys.argv), str(directory), outlives_starter)
        holder.write(descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def release_lock(descriptor: int) -> None:
    """Give the lock back."""
    os.ftruncate(descriptor, 0)
    os.close(descriptor)


def _wait_for(descriptor: int, lock_file: Path, address: str) -> None:
    """Lock, and wait only for an abandoned lab: its samba may be about to start, or to end."""
    deadline = time.monotonic() + _CLEANING_SECONDS
    while not _lock(descriptor):
        holder = Holder.read(lock_file)
        if holder and holder.is_abandoned and time.monotonic() < deadline:
            holder.clean_up()
            time.sleep(0.1)
        else:
            raise LabBusyError(
                f"{address} is held by {holder or 'a lab that is just starting or stopping'}. "
                "Wait for it, or if it was started by hand: python -m tests.lab down"
            )


def _lock(descriptor: int) -> bool:
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
