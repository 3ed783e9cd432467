r"""The cells of a row: from text to a value and back. Grammar in `docs/rows.md`.

In a cell a backslash is doubled and whatever is not from space to tilde is `\uXXXX`, one for each unit of UTF-16; `\N`
alone is no value; each item of a list ends with `\,`.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone

from scanner.inventory.text import clean_text
from scanner.scripts.exchange_commands import Type

ABSENT = r"\N"

# Possessive, so that a bad cell of a megabyte is found out in one pass.
_CELL = re.compile(r"(?:[ -\[\]-~]++|\\\\|\\u[0-9A-Fa-f]{4})*+")
_ESCAPE = re.compile(r"\\(?:\\|u([0-9A-Fa-f]{4}))")
_PIECE = re.compile(r"[ -\[\]-~]+|\\.", re.DOTALL)
_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z", re.ASCII)
_WMI_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.\d{6}([+-]\d{3})", re.ASCII)
# 2010 and later show the exact number of bytes in brackets, with the separators of that Windows; 2007 a round number.
_BYTES = re.compile(r"[^()]*\((\d[\d., '\u2019\u00a0\u202f]{0,30}) ?[^\d()]*\)", re.ASCII)
_UNITS = re.compile(r"(\d{1,18}) ?(B|KB|MB|GB|TB)?", re.ASCII)
_FACTORS = {None: 1, "B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40}
_LARGEST = 10**18


class BadValue(ValueError):
    """A cell that is not what its column holds."""


def value_of(type_: Type, cell: str) -> object:
    """The value of a cell; None for no value. Raises BadValue."""
    return None if cell == ABSENT else _READERS[type_](cell)


def cell_of(value: object) -> str:
    """The cell of a text, number, truth, time or list of texts, as a script prints it."""
    if value is None:
        return ABSENT
    if isinstance(value, list):
        return "".join(escaped(str(item)) + r"\," for item in value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    return escaped(str(value))


def escaped(text: str) -> str:
    """A text in printable ASCII."""
    raw = text.encode("utf-16-le", "surrogatepass")
    units = (raw[at] | raw[at + 1] << 8 for at in range(0, len(raw), 2))
    return "".join(
        r"\\" if unit == ord("\\") else chr(unit) if 32 <= unit <= 126 else f"\\u{unit:04X}" for unit in units
    )


def _text(cell: str) -> str:
    if not _CELL.fullmatch(cell):
        raise BadValue("not escaped as a cell is")
    if "\\" not in cell:
        return cell
    units = _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\\", cell)
    # Two units of UTF-16 may be one character; one that stands alone is shown as what it is.
    return clean_text(units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass"))


def _integer(cell: str) -> int:
    if not _INTEGER.fullmatch(cell):
        raise BadValue("not a whole number")
    return int(cell)


def _boolean(cell: str) -> bool:
    if cell.casefold() not in ("true", "false"):
        raise BadValue("neither True nor False")
    return cell.casefold() == "true"


def _time(cell: str) -> datetime:
    iso, wmi = _TIME.fullmatch(cell), _WMI_TIME.fullmatch(cell)
    try:
        if iso:
            return datetime(*map(int, iso.groups()), tzinfo=UTC)  # type: ignore[misc, arg-type] # six numbers
        if wmi:
            zone = timezone(timedelta(minutes=int(wmi[7])))
            numbers = map(int, wmi.groups()[:6])
            return datetime(*numbers, tzinfo=zone).astimezone(UTC)  # type: ignore[misc, arg-type] # six numbers
    except (ValueError, OverflowError) as error:
        raise BadValue(str(error)) from None
    raise BadValue("not a time")


def _size(cell: str) -> int | None:
    text = _text(cell)
    if text.casefold() == "unlimited":
        return None
    exact, units = _BYTES.fullmatch(text), _UNITS.fullmatch(text)
    size = -1
    if exact:
        size = int("".join(re.findall(r"\d", exact[1])))
    elif units:
        size = int(units[1]) * _FACTORS[units[2]]
    if not 0 <= size < _LARGEST:
        raise BadValue("not a size")
    return size


def _list(cell: str) -> list[str]:
    items: list[str] = []
    item = ""
    pieces = _PIECE.findall(cell)
    for piece in pieces:
        if piece == r"\,":
            items.append(_text(item))
            item = ""
        else:
            item += piece
    if item or sum(map(len, pieces)) != len(cell):
        raise BadValue("not a list")
    return items


def _certificate(cell: str) -> bytes:
    try:
        return base64.b64decode(cell.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        raise BadValue("not Base64") from None


_READERS: Mapping[Type, Callable[[str], object]] = {
    "text": _text,
    "integer": _integer,
    "boolean": _boolean,
    "time": _time,
    "size": _size,
    "list": _list,
    "certificate": _certificate,
}
