"""What the terminal can show, and printing to it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable

import click


def color_wanted(option: bool | None) -> bool:
    """Colours: as the option says, else on a terminal that has not asked for none."""
    if option is not None:
        return option
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def symbols_wanted() -> bool:
    """Whether the output can carry signs beyond ASCII."""
    try:
        "✖▲✓…".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def width_of_terminal() -> int | None:
    """Columns of the terminal; None when the output goes elsewhere, where nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def print_lines(lines: Iterable[str]) -> None:
    """Print, one line each."""
    for line in lines:
        click.echo(line, color=True)
