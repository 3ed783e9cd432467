"""Attributes decoded from their bytes."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from scanner.connections.entry import Entry


def values(*raw: bytes) -> Entry:
    return Entry("CN=x", {"Attr": raw})


def test_names_of_attributes_have_no_case() -> None:
    assert values(b"a", b"b").texts("aTTR") == ["a", "b"]
    assert values(b"a").names() == ["attr"]


def test_what_did_not_come_is_none() -> None:
    entry = Entry("CN=x", {})
    assert [entry.text("a"), entry.integer("a"), entry.boolean("a"), entry.time("a")] == [None] * 4
    assert entry.texts("a") == []


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("é".encode(), "é"),
        (b"\xff\xfea", "\\xff\\xfea"),
        (b"\xed\xa0\x80", "\\xed\\xa0\\x80"),  # a lone surrogate, which UTF-8 cannot hold
        (b"a\x00b\x1b", "a\x00b\x1b"),
        (b"", None),
        (b"x" * 65536, "x" * 65536),
    ],
)
def test_text(raw: bytes, text: str | None) -> None:
    found = values(raw).text("attr")
    assert found == text
    assert msgspec.json.decode(msgspec.json.encode(found)) == text


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (b"0", 0),
        (b"-2147483640", -2147483640),
        (b"9223372036854775807", (1 << 63) - 1),
        (b"9223372036854775808", None),
        (b"9" * 5000, None),
        (b"1.5", None),
        (b"", None),
        (b"0x10", None),
    ],
)
def test_integer(raw: bytes, number: int | None) -> None:
    assert values(raw).integer("attr") == number


@pytest.mark.parametrize(
    ("raw", "value"), [(b"TRUE", True), (b"FALSE", False), (b"true", True), (b"1", None)]
)
def test_boolean(raw: bytes, value: bool | None) -> None:
    assert values(raw).boolean("attr") is value


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        (b"20231005120000.0Z", datetime(2023, 10, 5, 12, tzinfo=UTC)),
        (b"20231005120000Z", datetime(2023, 10, 5, 12, tzinfo=UTC)),
        (b"20231305120000.0Z", None),
        (b"yesterday", None),
        (b"", None),
    ],
)
def test_time(raw: bytes, moment: datetime | None) -> None:
    assert values(raw).time("attr") == moment


def test_the_name_for_people() -> None:
    assert Entry("CN=x", {"cn": [b"y"]}).name == "y"
    assert Entry("CN=x,DC=z", {}).name == "x"
    assert Entry("nothing", {}).name == "nothing"
