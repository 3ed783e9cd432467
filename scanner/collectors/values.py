"""Values that Active Directory keeps in forms of its own; everything plainer is read by `Entry` itself."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

from scanner.connections.dn import name_of
from scanner.connections.entry import Entry

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_NEVER = (0, (1 << 63) - 1)
_SID_REVISION, _SID_HEAD = 1, 8
_METADATA_VERSION, _METADATA_HEAD, _METADATA_OF_ONE = 1, struct.Struct("<IIII"), struct.Struct("<IIQ16xQQ")


def file_time(entry: Entry, name: str) -> datetime | None:
    """A time counted in tenths of a microsecond since 1601; None for never, and for no time at all."""
    ticks = entry.integer(name)
    if ticks is None or ticks in _NEVER:
        return None
    try:
        return _EPOCH + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None


def flag(entry: Entry, name: str) -> bool | None:
    """TRUE and FALSE, or a number that is not zero or is: some attributes hold the one, some the other."""
    number = entry.integer(name)
    return entry.boolean(name) if number is None else number != 0


def sid(raw: bytes) -> str | None:
    """A security identifier as people write it, `S-1-5-21-…` ([MS-DTYP] 2.4.2); None for other bytes."""
    if len(raw) < _SID_HEAD or raw[0] != _SID_REVISION or len(raw) != _SID_HEAD + 4 * raw[1]:
        return None
    numbers = struct.unpack(f"<{raw[1]}I", raw[_SID_HEAD:])
    return "-".join(map(str, ("S", raw[0], int.from_bytes(raw[2:_SID_HEAD], "big"), *numbers)))


def octets(raw: bytes) -> str:
    """Bytes as they may stand in a filter (RFC 4515)."""
    return "".join(f"\\{byte:02x}" for byte in raw)


def names(entry: Entry, name: str) -> list[str]:
    """The names of the objects an attribute points to, in order."""
    return sorted(found for dn in entry.texts(name) if (found := name_of(dn)))


def written(entry: Entry, attribute: int) -> datetime | None:
    """When an attribute, given by its number, was last written on any domain controller (UTC).

    From replPropertyMetaData, which any account may read: a head of 16 bytes with a version and a count, then 48 bytes
    for each attribute: its number, a version, the second since 1601, who wrote it and two more counts (the
    PROPERTY_META_DATA_EXT_VECTOR of [MS-DRSR]). None where it was never written, or is in no such form.
    """
    raw = bytes(next(iter(entry.raw("replPropertyMetaData")), b""))
    if len(raw) < _METADATA_HEAD.size:
        return None
    version, _, count, _ = _METADATA_HEAD.unpack_from(raw)
    body = raw[_METADATA_HEAD.size :]
    if version != _METADATA_VERSION or len(body) != count * _METADATA_OF_ONE.size:
        return None
    seconds = next(
        (found for number, _, found, *_ in _METADATA_OF_ONE.iter_unpack(body) if number == attribute), 0
    )
    try:
        return _EPOCH + timedelta(seconds=seconds) if seconds else None
    except OverflowError:
        return None
