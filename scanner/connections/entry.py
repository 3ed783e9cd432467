"""One directory object as it was answered: raw bytes, decoded here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from scanner.connections.dn import name_of
from scanner.inventory.text import clean_text

_TIME = "%Y%m%d%H%M%S"
# FILETIME, counted in 100 ns from here ([MS-DTYP] 2.3.3); 0 and the largest number mean never.
_FILE_TIME_BEGAN = datetime(1601, 1, 1, tzinfo=UTC)
_FILE_TIME_DAY = 24 * 3600 * 10_000_000
_BOOLEANS = {"true": True, "false": False}


class Entry:
    """An object's name and the values of the attributes that were asked for, by case-insensitive name."""

    __slots__ = ("_values", "dn")

    def __init__(self, dn: str, values: Mapping[str, Sequence[bytes]]) -> None:
        self.dn = dn
        self._values: Mapping[str, Sequence[bytes]] = {name.lower(): values[name] for name in values}

    @classmethod
    def of(cls, dn: str, values: Mapping[str, Sequence[bytes]]) -> Entry:
        """The same for names that are in lower case already, a hundred thousand times."""
        entry = cls.__new__(cls)
        entry.dn = dn
        entry._values = values
        return entry

    def __repr__(self) -> str:
        return f"Entry({self.dn!r}, {self._values!r})"

    @property
    def name(self) -> str:
        """What people call the object."""
        return self.text("cn") or name_of(self.dn) or self.dn

    def names(self) -> list[str]:
        """The attributes that came, in lower case."""
        return list(self._values)

    def has_options(self) -> bool:
        """Whether an attribute came with an option, such as a range of its values."""
        return ";" in "".join(self._values)

    @property
    def by_name(self) -> Mapping[str, Sequence[bytes]]:
        """The values as they came, by names in lower case."""
        return self._values

    def raw(self, name: str) -> Sequence[bytes]:
        """The values as they came; empty if the attribute did not come."""
        return self._values.get(name.lower(), ())

    def texts(self, name: str) -> list[str]:
        """All values as text, in the order of the answer."""
        return [clean_text(value) for value in self.raw(name)]

    def text(self, name: str) -> str | None:
        """The first value as text; None if there is none or it is empty."""
        values = self.raw(name)
        return clean_text(values[0]) or None if values else None

    def integer(self, name: str) -> int | None:
        """The first value as a signed number; None if there is none or it is no 64-bit number."""
        values = self.raw(name)
        return number_of(values[0]) if values else None

    def boolean(self, name: str) -> bool | None:
        """The first value, TRUE or FALSE; None for anything else."""
        return _BOOLEANS.get((self.text(name) or "").lower())

    def time(self, name: str) -> datetime | None:
        """The first value, a generalized time such as `20231005120000.0Z` (UTC, as always in AD)."""
        stamp = (self.text(name) or "").partition(".")[0].removesuffix("Z")
        try:
            return datetime.strptime(stamp, _TIME).replace(tzinfo=UTC)
        except ValueError:
            return None

    def with_values(self, name: str, values: Sequence[bytes]) -> Entry:
        """The same object with the values of one attribute replaced."""
        return Entry(self.dn, {**self._values, name: values})


def number_of(raw: bytes) -> int | None:
    """A value as a signed number; None if it is no 64-bit number."""
    try:
        number = int(raw)
    except ValueError:
        return None
    return number if -(1 << 63) <= number < 1 << 63 else None


def month_of(raw: bytes) -> str | None:
    """The month, such as 2026-10, of a FILETIME or a generalized time (UTC); None for never and for no time."""
    if raw.endswith(b"Z"):
        return f"{raw[:4].decode()}-{raw[4:6].decode()}" if raw[:6].isdigit() else None
    count = number_of(raw) or 0
    return _month_after(count // _FILE_TIME_DAY) if count > 0 else None


@lru_cache(maxsize=4096)
def _month_after(days: int) -> str | None:
    try:
        return (_FILE_TIME_BEGAN + timedelta(days)).strftime("%Y-%m")
    except OverflowError:
        return None
