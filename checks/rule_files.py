"""The TOML files of a rule book: read, converted, and refused by file, line and table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec
from msgspec import Struct

from scanner.inventory.refusal import Refusal, readable


class RuleBookRefused(Refusal):
    """A rule book file that is wrong, or a name it does not hold."""

    exit_code = 2


class Place(Struct, frozen=True):
    """A table of a file; without a name the file as a whole. `text` is what the line is looked up in."""

    path: str
    table: str = ""
    text: str = ""

    def inside(self, table: str) -> Place:
        """A table of the same file."""
        return Place(self.path, table, self.text)

    def refused(self, why: str, hint: str = "", key: str = "") -> RuleBookRefused:
        """The refusal of what stands here; `key` is the entry of the table that is wrong."""
        line = self._line(key)
        where = [self.path, *([f"line {line}"] if line else []), *([f"[{self.table}]"] if self.table else [])]
        return RuleBookRefused(f"{', '.join(where)}: {why}", hint)

    def converted(self, values: Any, shape: Any) -> Any:
        """The values in a shape. Raises RuleBookRefused."""
        try:
            return msgspec.convert(values, shape)
        except (msgspec.ValidationError, ValueError) as error:
            keys = [field.encode_name for field in _fields(shape)]
            hint = f"Known keys: {', '.join(keys)}." if keys else ""
            named = re.search(r"\$\.(\w+)|field `(\w+)`", str(error))
            key = (named[1] or named[2]) if named else ""
            raise self.refused(f"{readable(str(error))}.", hint, key) from None

    def _line(self, key: str) -> int | None:
        """The line of the entry, else of the table or the nearest one around it; None when neither stands alone."""
        lines = self.text.splitlines()
        parts = self.table.split(".") if self.table else []
        while parts:
            header = re.compile(
                rf"\s*\[\s*{re.escape('.'.join(parts))}\s*[.\]]"
            )  # itself, or a table within it
            found = next((number for number, line in enumerate(lines) if header.match(line)), None)
            if found is not None:
                return 1 + (_line_of_entry(lines, found + 1, key) or found)
            parts.pop()
        entry = _line_of_entry(lines, 0, key)
        return None if entry is None else 1 + entry


class Folder(Struct, frozen=True):
    """A folder of a rule book; `name` stands before its files where there are several folders."""

    root: Traversable
    name: str = ""

    def toml(self, path: str) -> tuple[dict[str, Any], Place]:
        """A file, and its place. Raises RuleBookRefused."""
        place = Place(f"{self.name}{path}")
        try:
            text = self.root.joinpath(path).read_text("utf-8")
            return tomllib.loads(text), Place(place.path, "", text)
        except (OSError, UnicodeDecodeError) as error:
            raise RuleBookRefused(
                f"{place.path} of the rule book cannot be read: {readable(str(error))}."
            ) from None
        except tomllib.TOMLDecodeError as error:
            raise RuleBookRefused(
                f"{place.path} of the rule book is not valid TOML: {readable(str(error))}."
            ) from None

    def names(self, path: str) -> list[str]:
        """The TOML files directly in a folder, without their ending; none if there is no such folder."""
        folder = self.root.joinpath(path)
        if not folder.is_dir():
            return []
        return sorted(
            item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")
        )


SHIPPED = Folder(files("checks"))


def nearest(wanted: str, offered: Sequence[str]) -> str:
    """`Did you mean …?`, or nothing."""
    wanted = wanted.casefold()
    ending = [name for name in offered if wanted and name.casefold().endswith(wanted)]
    near = ending or get_close_matches(wanted, offered, n=1, cutoff=0.4)
    return f"Did you mean {near[0]}?" if near else ""


def _line_of_entry(lines: list[str], start: int, key: str) -> int | None:
    for number in range(start, len(lines)):
        if lines[number].lstrip().startswith("["):
            return None
        if key and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", lines[number]):
            return number
    return None


def _fields(shape: Any) -> tuple[Any, ...]:
    return msgspec.structs.fields(shape) if isinstance(shape, type) and issubclass(shape, Struct) else ()
