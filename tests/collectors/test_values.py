"""The forms in which Active Directory keeps times, switches and identifiers."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.collectors.values import file_time, flag, names, octets, sid, written
from tests.collectors.answers import HOSTILE, entry
from tests.lab.entries import sid_bytes


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("132223104000000000", datetime(2020, 1, 1, tzinfo=UTC)),
        ("1", datetime(1601, 1, 1, tzinfo=UTC)),
        ("0", None),
        ("9223372036854775807", None),
        ("9223372036854775806", None),
        ("-9223372036854775808", None),
        *((text, None) for text in HOSTILE),
    ],
)
def test_file_times(text: str, time: datetime | None) -> None:
    assert file_time(entry("CN=x", t=text), "t") == time
    assert file_time(entry("CN=x"), "t") is None


@pytest.mark.parametrize(
    ("text", "set"),
    [("TRUE", True), ("FALSE", False), ("1", True), ("0", False), ("-1", True), ("yes", None), ("", None)],
)
def test_switches(text: str, set: bool | None) -> None:
    assert flag(entry("CN=x", f=text), "f") is set
    assert flag(entry("CN=x"), "f") is None


@pytest.mark.parametrize("text", ["S-1-5-21-1004336348-1177238915-682003330-512", "S-1-5-18", "S-1-5"])
def test_security_identifiers(text: str) -> None:
    assert sid(sid_bytes(text)) == text


@pytest.mark.parametrize(
    "raw", [b"", b"\x01", sid_bytes("S-1-5-18")[:-1], sid_bytes("S-1-5-18") + b"x", b"\xff" * 40]
)
def test_other_bytes_are_no_identifier(raw: bytes) -> None:
    assert sid(raw) is None


def test_bytes_in_a_filter() -> None:
    assert octets(b"\x00*)\xff") == "\\00\\2a\\29\\ff"


def test_names_stand_in_order() -> None:
    assert names(entry("CN=x", n=["CN=b,DC=x", "CN=A\\,b,DC=x", "nothing"]), "n") == ["A,b", "b"]
    assert names(entry("CN=x"), "n") == []


BACKED_UP = 13439685605  # seconds from 1601 to 20 November 2026, 22:00:05
SIGNATURE = 0x2004A


def metadata(*stamps: tuple[int, int], version: int = 1, count: int | None = None) -> bytes:
    """Replication metadata with these attributes and seconds."""
    head = struct.pack("<IIII", version, 0, len(stamps) if count is None else count, 0)
    return head + b"".join(struct.pack("<IIQ16sQQ", number, 7, at, bytes(16), 9, 9) for number, at in stamps)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (metadata((1, 5), (SIGNATURE, BACKED_UP)), datetime(2026, 11, 20, 22, 0, 5, tzinfo=UTC)),
        (metadata((1, 5)), None),
        (metadata((SIGNATURE, 0)), None),
        (metadata((SIGNATURE, 1 << 63)), None),
        (metadata((SIGNATURE, BACKED_UP), version=2), None),
        (metadata((SIGNATURE, BACKED_UP), count=2), None),
        (metadata((SIGNATURE, BACKED_UP))[:-1], None),
        (metadata(), None),
        (b"", None),
    ],
)
def test_when_an_attribute_was_written(raw: bytes, expected: datetime | None) -> None:
    assert written(entry("DC=x", replPropertyMetaData=raw), SIGNATURE) == expected
    assert written(entry("DC=x"), SIGNATURE) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_a_time_or_none(raw: bytes) -> None:
    assert isinstance(written(entry("DC=x", replPropertyMetaData=raw), SIGNATURE), datetime | None)
