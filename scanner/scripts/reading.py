r"""What a script printed, read back: bytes → one `Reading` for each run of a script that stands in them.

Nothing an output can hold is an error: what is not a row is passed over and counted, a kind that is not known is a gap,
a row with a bad value costs that row, an output that was cut says so. The rows themselves are ASCII, so that any
encoding Windows writes (UTF-8, UTF-16, any OEM or ANSI code page) gives the same ones.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from scanner.inventory.absence import Failed
from scanner.inventory.refusal import Refusal
from scanner.scripts.rows import FORMAT, Column, Kind, kinds
from scanner.scripts.values import BadValue, value_of

# The columns of a row by name; their types are those of the grammar.
Row = Mapping[str, Any]

BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
KIND = re.compile(r"[a-z][a-z0-9-]{0,39}\t")


@dataclass(frozen=True)
class Broken:
    """Why a block broke off, in the words of that machine."""

    error: str | None
    message: str | None


@dataclass
class Reading:
    """One run of one script.

    Attributes:
        rows: by kind, in their order. Kinds of which there is no row are missing.
        done: blocks that came to their end.
        broken: blocks that did not, with the reason.
        left: blocks about the whole organisation that another server was asked for.
        bad: by kind, how many rows were lost to a bad value.
        unknown: by kind, how many rows are of a kind that this exready does not know.
        printed: how many rows there are.
        counted: how many the script itself counted; None when its last row is missing.
        cut: why it is missing, where that is known.
        remote: it was run in a remote shell, which lends no credentials to a second machine.
    """

    script: str
    host: str
    at: datetime
    powershell: str | None
    redirected: bool | None
    rows: dict[str, list[Row]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    broken: dict[str, Broken] = field(default_factory=dict)
    bad: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    printed: int = 0
    counted: int | None = None
    cut: Failed | None = None
    left: frozenset[str] = frozenset()
    remote: bool = False

    def of(self, kind: str) -> list[Row]:
        """The rows of a kind."""
        return self.rows.get(kind, [])


class NotRows(Refusal):
    """A file that no script of exready printed."""


def read(name: str, raw: bytes) -> list[Reading]:
    """Every run of a script in a file; `name` is what refusals call it. Raises NotRows when there is none."""
    readings: list[Reading] = []
    current: Reading | None = None
    for line in _lines(raw):
        if line.startswith("exready\t"):
            current = _begun(name, line)
            readings += [current] if current else []
        if current is not None and current.counted is None and KIND.match(line):
            _take(current, line)
    if not readings:
        raise NotRows(
            f"{name} is not what a script of exready printed.",
            "Give the files that collect.cmd wrote; exready collect --script DIR writes it.",
        )
    return readings


def _begun(name: str, line: str) -> Reading | None:
    """A new reading; None for a first row that cannot be read. Raises NotRows for one of a newer exready."""
    version = line.split("\t")[1]
    if version.isascii() and version.isdecimal() and int(version[:9]) > FORMAT:
        raise NotRows(
            f"{name} was printed by the scripts of a newer exready (format {version[:9]}; this one reads {FORMAT}).",
            "Install that exready, or run the scripts this one writes.",
        )
    try:
        row = _row(kinds()["exready"], line)
    except BadValue:
        return None
    return Reading(row["script"], row["host"], row["at"], row["powershell"], row["redirected"])


def _take(reading: Reading, line: str) -> None:
    """Put one row where it belongs."""
    name = line.split("\t", 1)[0]
    reading.printed += name != "end"
    kind = kinds().get(name)
    if kind is None:
        _count(reading.unknown, name)
        return
    try:
        row = _row(kind, line)
    except BadValue:
        _count(reading.bad, name)
        return
    if name == "done":
        reading.done.add(row["block"])
    elif name == "failed":
        reading.broken[row["block"]] = Broken(row["error"], row["message"])
    elif name == "end":
        reading.counted = row["rows"]
    elif name != "exready":
        reading.rows.setdefault(name, []).append(row)


def _row(kind: Kind, line: str) -> Row:
    """The columns of a row by name. Those that a newer script has added at the end are passed over. Raises BadValue."""
    cells = line.split("\t")[1:]
    if len(cells) < len(kind.columns):
        raise BadValue(f"{len(cells)} columns instead of {len(kind.columns)}")
    return {column.name: _stated(column, cell) for column, cell in zip(kind.columns, cells, strict=False)}


def _stated(column: Column, cell: str) -> object:
    value = value_of(column.type, cell)
    if value is None and column.stated:
        raise BadValue(f"no {column.name}")
    return value


def _count(counts: dict[str, int], kind: str) -> None:
    counts[kind] = counts.get(kind, 0) + 1


def _lines(raw: bytes) -> Iterator[str]:
    """The lines of a file; a last one without its end was cut and is left out."""
    lines = re.split(r"[\r\n]+", _decoded(raw))
    yield from lines[:-1]


def _decoded(raw: bytes) -> str:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    # ASCII in two bytes each has a zero in every other place; nothing else Windows writes has.
    for encoding, zeros in (("utf-16-le", raw[1:200:2]), ("utf-16-be", raw[0:200:2])):
        if zeros and not any(zeros):
            return raw.decode(encoding, "replace")
    return raw.decode("latin-1")
