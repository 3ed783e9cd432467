"""The reports besides the page: each format by its name, made from the same inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checks.people import unread
from reports.context import Context
from reports.csv_report import Dialect, files_of
from reports.json_report import encode
from reports.markdown import markdown
from reports.rows import tables_of
from reports.staged_batch import staged_batch
from reports.xlsx_report import workbook
from scanner.inventory.absence import known

STAGED = "m365-staged"


def _xlsx(context: Context) -> bytes:
    return workbook(tables_of(context), context.inventory.taken_at)


# Those that are one file.
EXPORTS: Mapping[str, Callable[[Context], bytes]] = {
    "json": lambda context: encode(context.results),
    "xlsx": _xlsx,
    "md": lambda context: markdown(context).encode(),
}


def csv_files(context: Context, dialect: Dialect) -> dict[str, bytes]:
    """A file for each subject, by its name; and where a staged migration is judged, those of its batches."""
    return {**files_of(tables_of(context), dialect), **_batches(context)}


def _batches(context: Context) -> dict[str, bytes]:
    """In the form Microsoft takes, whatever the dialect; none where the recipients were not read one by one."""
    people = known(context.inventory.recipient_list)
    asked = any(target.id == STAGED for target in context.results.targets)
    if people is None or not asked or unread(people, "addresses", "type_details", "place") is not None:
        return {}
    files = staged_batch(people).files
    return {f"staged-batch-{number}.csv": text.encode() for number, text in enumerate(files, 1)}
