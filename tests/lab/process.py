"""A process that can be told from a later one with the same number."""

import os
import time
from pathlib import Path
from typing import NamedTuple, Self

_STATE, _START_TIME = 0, 19


class Process(NamedTuple):
    """A process id and when that process started: an id alone may have gone to somebody else."""

    pid: int
    start_time: int

    @classmethod
    def of(cls, pid: int) -> Self:
        """The process that has this id now."""
        return cls(pid, int(_status(pid)[_START_TIME]))

    @classmethod
    def current(cls) -> Self:
        """This process."""
        return cls.of(os.getpid())

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what ``to_text`` wrote."""
        pid, start_time = text.split()
        return cls(int(pid), int(start_time))

    def to_text(self) -> str:
        """A form to save in a file."""
        return f"{self.pid} {self.start_time}"

    def is_alive(self) -> bool:
        """Whether it still runs. A zombie does not."""
        try:
            status = _status(self.pid)
        except OSError:
            return False
        return int(status[_START_TIME]) == self.start_time and status[_STATE] != "Z"

    def wait(self, seconds: float) -> bool:
        """Wait for its end, and tell whether it came."""
        deadline = time.monotonic() + seconds
        while self.is_alive():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True


def _status(pid: int) -> list[str]:
    """What the kernel says of a process, from the field after its name (which may hold anything)."""
    return Path("/proc", str(pid), "stat").read_text(errors="replace").rpartition(")")[2].split()
