"""Tables as one workbook, a sheet each: filters, a head that stays, and texts that are texts and nothing else."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from reports.rows import Column, Table, Value
from reports.visible import fitting

# Excel's own limits, of a sheet and of a link (specifications and limits of Excel).
ROWS_OF_SHEET = 1_048_576
LINKS_OF_SHEET = 65_530
LONGEST_LINK = 2_079


def workbook(tables: Iterable[Table], made: datetime) -> bytes:
    """The file; same tables and time, same bytes.

    Args:
        tables: a sheet each; one longer than a sheet can be goes on in the next.
        made: what the file says of its making, so that it does not change with the day it is written.
    """
    body = io.BytesIO()
    # Rows wait in files of a folder of their own: what breaks off half-way leaves none of them behind.
    with (
        tempfile.TemporaryDirectory(prefix="exready-") as folder,
        xlsxwriter.Workbook(body, {"constant_memory": True, "tmpdir": folder}) as book,
    ):
        book.set_properties({"created": made.replace(tzinfo=None)})
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": book.add_format({"valign": "top", "text_wrap": True}),
            "link": book.add_format({"valign": "top", "font_color": "#0d4f60", "underline": 1}),
        }
        for table in tables:
            for name, rows in _parts(table):
                _fill(book.add_worksheet(name), table, rows, formats)
    return body.getvalue()


def _parts(table: Table) -> Iterator[tuple[str, Sequence[Sequence[Value]]]]:
    """The rows a sheet has room for, under the name of the sheet."""
    room = ROWS_OF_SHEET - 1
    for start in range(0, max(len(table.rows), 1), room):
        number = start // room + 1
        yield table.name if number == 1 else f"{table.name} {number}", table.rows[start : start + room]


def _fill(sheet: Any, table: Table, rows: Sequence[Sequence[Value]], formats: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    links = 0
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.name, formats["head"])
    for number, row in enumerate(rows, 1):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            followed = links < LINKS_OF_SHEET and _may_be_followed(column, value)
            links += followed
            _write(sheet, number, place, value, formats, followed=followed)
    if table.note is not None:
        sheet.write_string(len(rows) + 1, 0, _literal(table.note), formats["text"])
    sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)


def _write(
    sheet: Any, row: int, place: int, value: Value, formats: dict[str, Any], *, followed: bool
) -> None:
    """One cell by its kind; never by what it looks like."""
    if value is None:
        return
    if isinstance(value, int):
        sheet.write_number(row, place, value, formats["text"])
    elif followed:
        sheet.write_url(row, place, value, formats["link"], string=value)
    else:
        sheet.write_string(row, place, _literal(value), formats["text"])


def _literal(text: str) -> str:
    """The text of a cell. XlsxWriter takes one that stands in the tags of a rich text for markup of its own."""
    return fitting(text, lambda seen: f"{seen} " if seen.startswith("<r>") else seen)


def _may_be_followed(column: Column, value: Value) -> bool:
    """An https address in a column of addresses, as short and as plain as a link has to be."""
    return (
        column.kind == "link"
        and isinstance(value, str)
        and value.startswith("https://")
        and len(value) <= LONGEST_LINK
        and value == fitting(value)
    )
