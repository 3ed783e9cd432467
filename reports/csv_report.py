"""Tables as CSV, a file each: nothing in a cell acts when a spreadsheet opens it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from reports.rows import Table, Value
from reports.visible import fitting

# A cell that begins like this is a formula to a spreadsheet; so is what follows the separator of another dialect, since
# a file may be opened in a country that separates otherwise. Tab and carriage return are made visible before.
_FORMULA = re.compile(r"(^|[,;])(?=[=+\-@＝＋－＠])")


class Dialect(Struct, frozen=True, kw_only=True):
    """How a spreadsheet of some country wants its files."""

    separator: str
    encoding: str


DIALECTS: Mapping[str, Dialect] = {
    "standard": Dialect(separator=",", encoding="utf-8"),
    "excel-fr": Dialect(separator=";", encoding="utf-8-sig"),
}


def files_of(tables: Iterable[Table], dialect: Dialect) -> dict[str, bytes]:
    """A file for each table, by its name; same tables, same bytes."""
    return {f"{table.name}.csv": _file(table, dialect) for table in tables}


def harmless(text: str) -> str:
    """A text no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    return fitting(text, lambda seen: _FORMULA.sub(r"\1'", seen))


def _file(table: Table, dialect: Dialect) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.separator)
    writer.writerow([column.name for column in table.columns])
    writer.writerows(_cells(row) for row in table.rows)
    if table.note is not None:
        writer.writerow([harmless(table.note)])
    return out.getvalue().encode(dialect.encoding)


def _cells(row: Sequence[Value]) -> list[Value]:
    return [harmless(value) if isinstance(value, str) else value for value in row]
