"""Rows as the scripts print them, made from the grammar: by hand for a case, or anything at all for a property."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from scanner.scripts.rows import FORMAT, Column, Script, kinds
from scanner.scripts.values import cell_of

AT = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
HOST = "ex1.corp.example"


def row(kind: str, /, **said: Any) -> str:
    """A row with the given columns; the others say nothing. Bytes are written as Base64."""
    columns = kinds()[kind].columns
    assert said.keys() <= {column.name for column in columns}, kind
    return "\t".join([kind, *(_cell(said.get(column.name)) for column in columns)])


def _cell(value: Any) -> str:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else cell_of(value)


def printed(
    script: Script,
    blocks: Mapping[str, Sequence[str]],
    failed: Mapping[str, tuple[str, str]] | None = None,
    host: str = HOST,
    at: datetime = AT,
    outside: Iterable[str] = (),
) -> list[str]:
    """The lines of a whole script: blocks with their rows, then blocks that failed at once."""
    lines = [
        row("exready", format=FORMAT, script=script, host=host, at=at, powershell="2.0", redirected=False)
    ]
    lines += outside
    for block, rows in blocks.items():
        lines += [*rows, row("done", block=block)]
    for block, (error, message) in (failed or {}).items():
        lines.append(row("failed", block=block, error=error, message=message))
    return [*lines, row("end", rows=len(lines))]


def file_of(*scripts: Iterable[str], encoding: str = "ascii", ends: str = "\r\n") -> bytes:
    """A file with what these scripts printed, one after the other."""
    return "".join(line + ends for lines in scripts for line in lines).encode(encoding)


# Anything at all

# No deadline: how long an example takes is no behaviour.
PROPERTY = settings(deadline=None, max_examples=60)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
VALUES = {
    "text": TEXTS,
    "integer": st.integers(-(10**18) + 1, 10**18 - 1),
    "boolean": st.booleans(),
    "time": st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0)),
    "size": st.integers(0, 10**18 - 1),
    "list": st.lists(TEXTS, max_size=3),
    "certificate": st.binary(max_size=20),
}


def _value(column: Column) -> st.SearchStrategy[Any]:
    values = VALUES[column.type]
    return values if column.stated else st.none() | values


@st.composite
def rows(draw: st.DrawFn, script: Script) -> tuple[str, dict[str, Any]]:
    """A row of any kind that a script prints inside its blocks, as its kind and what it says."""
    kind = kinds()[draw(st.sampled_from([kind.name for kind in kinds().values() if kind.script == script]))]
    return kind.name, {column.name: draw(_value(column)) for column in kind.columns}


SCRIPTS: st.SearchStrategy[Script] = st.sampled_from(["host", "exchange", "clients"])
# The rows of one script, whatever they say.
LISTINGS = SCRIPTS.flatmap(lambda script: st.tuples(st.just(script), st.lists(rows(script), max_size=12)))
