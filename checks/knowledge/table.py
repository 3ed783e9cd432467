"""Reads one table: every row a struct, or a refusal that names the file and the line."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec
from msgspec import Struct

from checks.rule_files import RuleBookRefused
from checks.target import Confidence
from scanner.inventory.refusal import readable


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of a row. Sources stand in one cell, separated by spaces; an empty cell is the default of its field.

    Only a fact of low confidence may stand without a source: nobody found a page that says it.
    """

    confidence: Confidence
    sources: tuple[str, ...] = ()
    note: str = ""


R = TypeVar("R", bound=Row)


def folder() -> Traversable:
    """Where the tables are."""
    return files("checks").joinpath("knowledge")


def rows(name: str, shape: type[R], wrong: Callable[[R], str | None]) -> list[R]:
    """The rows of a table in their order; `wrong` says in words what is wrong with one, or None.

    Raises RuleBookRefused for a file that cannot be read and for the first row that is wrong.
    """
    place = f"knowledge/{name}"
    try:
        # The ends of the lines stay as they are: csv deals with them.
        lines = folder().joinpath(name).read_bytes().decode("utf-8").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError) as error:
        raise RuleBookRefused(f"{place} of the rule book cannot be read: {readable(str(error))}.") from None
    found: list[R] = []
    reader = csv.reader(lines, strict=True)
    try:
        header = next(reader, [])
        for cells in reader:
            where = f"{place}, line {reader.line_num}"
            if len(cells) != len(header):
                raise RuleBookRefused(f"{where}: {len(cells)} cells under {len(header)} headings.")
            row = _row(where, dict(zip(header, cells, strict=True)), shape)
            reason = _unsourced(row) or wrong(row)
            if reason:
                raise RuleBookRefused(f"{where}: {readable(reason)}.")
            found.append(row)
    except csv.Error as error:
        raise RuleBookRefused(f"{place}, line {reader.line_num}: {readable(str(error))}.") from None
    if not found:
        raise RuleBookRefused(f"{place} of the rule book is empty.")
    return found


def _row(where: str, cells: Mapping[str, str], shape: type[R]) -> R:
    given: dict[str, object] = {key: cell for key, cell in cells.items() if cell}
    if "sources" in given:
        given["sources"] = cells["sources"].split()
    try:
        return msgspec.convert(given, shape, strict=False)
    except (msgspec.ValidationError, ValueError) as error:
        known = ", ".join(field.encode_name for field in msgspec.structs.fields(shape))
        raise RuleBookRefused(f"{where}: {readable(str(error))}.", f"Known headings: {known}.") from None


def _unsourced(row: Row) -> str | None:
    if not row.sources and row.confidence != "low":
        return "there is no source, and the confidence is not low"
    missing = next((source for source in row.sources if source not in _source_ids()), None)
    return f"there is no source {missing} in knowledge/sources.toml" if missing else None


@cache
def _source_ids() -> frozenset[str]:
    try:
        return frozenset(tomllib.loads(folder().joinpath("sources.toml").read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleBookRefused(
            f"knowledge/sources.toml of the rule book cannot be read: {readable(str(error))}."
        ) from None
