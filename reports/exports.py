"""The reports besides the page: each format by its name, made from the same inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.context import Context
from reports.csv_report import Dialect, files_of
from reports.json_report import encode
from reports.markdown import markdown
from reports.rows import tables_of
from reports.xlsx_report import workbook


def _xlsx(context: Context) -> bytes:
    return workbook(tables_of(context), context.inventory.taken_at)


# Those that are one file.
EXPORTS: Mapping[str, Callable[[Context], bytes]] = {
    "json": lambda context: encode(context.results),
    "xlsx": _xlsx,
    "md": lambda context: markdown(context).encode(),
}


def csv_files(context: Context, dialect: Dialect) -> dict[str, bytes]:
    """A file for each subject, by its name."""
    return files_of(tables_of(context), dialect)
