"""Rows as a script prints them, for what a server tells without running one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from scanner.scripts.rows import FORMAT, Script
from scanner.scripts.values import cell_of


class Printer:
    """The rows of one run of a script, from its first one on."""

    def __init__(self, script: Script, host: str, at: datetime) -> None:
        self._lines: list[str] = []
        self.row("exready", FORMAT, script, host, at, None, False)

    def row(self, kind: str, *values: object) -> None:
        """One row of a kind, with what stands in its columns."""
        self._lines.append("\t".join([kind, *map(cell_of, values)]))

    def done(self, block: str) -> None:
        """A block came to its end."""
        self.row("done", block)

    def failed(self, block: str, error: str, message: str) -> None:
        """A block broke off."""
        self.row("failed", block, error, message)

    def text(self, *, whole: bool) -> str:
        """Everything; only what is `whole` has its last row."""
        last: Iterable[str] = [f"end\t{len(self._lines)}"] if whole else []
        return "".join(f"{line}\n" for line in (*self._lines, *last))
