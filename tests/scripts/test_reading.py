"""What a script printed, read back: whole, cut, damaged, in any encoding."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.scripts.reading import NotRows, Reading, read
from scanner.scripts.rows import Script, kinds
from scanner.scripts.values import BadValue, cell_of, escaped, value_of
from tests.scripts.printed import AT, HOST, LISTINGS, PROPERTY, TEXTS, file_of, printed, row
from tests.scripts.rows_page import page

Listing = tuple[Script, list[tuple[str, dict[str, Any]]]]
ENCODINGS = (
    "ascii",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp437",
    "cp850",
    "cp1252",
    "cp932",
)


def lines_of(listing: Listing) -> list[str]:
    script, said = listing
    return printed(script, {"all": [row(kind, **columns) for kind, columns in said]})


def only(raw: bytes) -> Reading:
    (reading,) = read("x.txt", raw)
    return reading


def test_the_page_is_that_of_the_grammar() -> None:
    written = (Path(__file__).parents[2] / "docs" / "rows.md").read_text("utf-8")
    assert written == page(), "write it anew: python -m tests.scripts.rows_page > docs/rows.md"


@PROPERTY
@given(LISTINGS, st.sampled_from(ENCODINGS), st.sampled_from(["\r\n", "\n", "\r\r\n"]))
def test_what_was_printed_is_what_is_read(listing: Listing, encoding: str, ends: str) -> None:
    reading = only(file_of(lines_of(listing), encoding=encoding, ends=ends))
    assert (reading.script, reading.host, reading.at) == (listing[0], HOST, AT)
    assert (reading.counted, reading.bad, reading.unknown, reading.done) == (reading.printed, {}, {}, {"all"})
    for kind in kinds():
        assert reading.of(kind) == [columns for name, columns in listing[1] if name == kind]


@PROPERTY
@given(LISTINGS, st.data())
def test_output_cut_anywhere_is_what_was_there_before(listing: Listing, data: st.DataObject) -> None:
    lines = lines_of(listing)
    raw = file_of(lines, encoding=data.draw(st.sampled_from(ENCODINGS)))
    cut = raw[: data.draw(st.integers(0, len(raw) - 1))]
    try:
        reading = only(cut)
    except NotRows:
        assert len(cut) < len(file_of(lines[:1], encoding="utf-32"))
        return
    assert reading.counted is None or len(raw) - len(cut) < 8
    assert reading.bad == reading.unknown == {}
    for kind in kinds():
        whole = [columns for name, columns in listing[1] if name == kind]
        assert reading.of(kind) == whole[: len(reading.of(kind))]


@PROPERTY
@given(LISTINGS.filter(lambda listing: bool(listing[1])), st.data())
def test_a_row_with_a_bad_value_costs_that_row(listing: Listing, data: st.DataObject) -> None:
    lines = lines_of(listing)
    at = data.draw(st.integers(0, len(listing[1]) - 1))
    kind = listing[1][at][0]
    cells = lines[at + 1].split("\t")
    lines[at + 1] = data.draw(st.sampled_from([f"{kind}\t\\x", "\t".join([kind, "\\x", *cells[2:]])]))
    reading = only(file_of(lines))
    expected = [columns for n, (name, columns) in enumerate(listing[1]) if name == kind and n != at]
    assert reading.of(kind) == expected
    assert reading.counted == reading.printed


@PROPERTY
@given(st.binary(max_size=300), LISTINGS)
def test_nothing_that_stands_around_it_is_an_error(noise: bytes, listing: Listing) -> None:
    noise = noise.replace(b"\0", b"").replace(b"exready", b"").lstrip(b"\xff\xfe\xef")
    reading = only(b"VERBOSE: hello\r\n" + noise + b"\r\n" + file_of(lines_of(listing)) + noise)
    assert reading.counted == reading.printed


@PROPERTY
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: f"exready\t{text}\r\n".encode()))
def test_a_file_that_is_something_else_is_one_sentence(raw: bytes) -> None:
    with pytest.raises(NotRows, match=r"^x\.txt .*\.$") as refused:
        read("x.txt", raw)
    assert refused.value.do


def test_kinds_and_columns_of_a_newer_exready_are_passed_over() -> None:
    lines = printed("host", {"memory": [row("memory", usable=1) + "\tmore\\N", "quantum-memory\t7"]})
    reading = only(file_of(lines))
    assert reading.of("memory") == [{"usable": 1}]
    assert reading.unknown == {"quantum-memory": 1}
    assert reading.counted == reading.printed


def test_a_newer_format_is_refused_in_one_sentence() -> None:
    raw = file_of(printed("host", {})).replace(b"exready\t1\t", b"exready\t2\t")
    with pytest.raises(NotRows, match="newer exready"):
        read("x.txt", raw)


def test_rows_that_are_missing_in_the_middle_are_noticed() -> None:
    lines = printed("host", {"memory": [row("memory", usable=1), row("memory-module", capacity=1)]})
    reading = only(file_of([*lines[:2], *lines[3:]]))
    assert reading.counted == reading.printed + 1


def test_one_file_may_hold_several_scripts() -> None:
    first, second = printed("host", {"memory": []}), printed("clients", {"setup": []}, host="ex2")
    readings = read("x.txt", file_of(["C:\\> collect", *first[:-1]], second))
    assert [(each.script, each.host) for each in readings] == [("host", HOST), ("clients", "ex2")]
    assert [each.counted is None for each in readings] == [True, False]


def test_a_block_that_broke_off_says_why() -> None:
    lines = printed(
        "host", {"memory": []}, {"tls": ("System.UnauthorizedAccessException", "Accès refusé.\r\n")}
    )
    reading = only(file_of(lines))
    assert reading.done == {"memory"}
    assert reading.broken["tls"].message == "Accès refusé.\r\n"


# Values


@PROPERTY
@given(TEXTS)
def test_a_text_is_ascii_on_its_way(text: str) -> None:
    cell = escaped(text)
    assert cell.isascii()
    assert cell.isprintable()
    assert value_of("text", cell) == text


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("text", "", ""),
        ("text", r"\N", None),
        ("text", r"\\N", r"\N"),
        ("text", r"\uD83D\uDE00", "😀"),
        ("text", r"\uD83D", r"\ud83d"),
        ("text", r"a\u0009b", "a\tb"),
        ("list", "", []),
        ("list", r"a\,b, c\,", ["a", "b, c"]),
        ("list", r"\\\,\,", ["\\", ""]),
        ("integer", "-1", -1),
        ("boolean", "true", True),
        ("time", "2026-11-25T08:30:00Z", datetime(2026, 11, 25, 8, 30, tzinfo=UTC)),
        ("time", "20261125093000.000000+060", datetime(2026, 11, 25, 8, 30, tzinfo=UTC)),
        ("size", "1234", 1234),
        ("size", "29853467B", 29853467),
        ("size", "1991680KB", 1991680 << 10),
        ("size", "1.5 GB (1,610,612,736 bytes)", 1610612736),
        ("size", r"1,5 GB (1\u00A0610\u00A0612\u00A0736 octets)", 1610612736),
        ("size", "1.5 GB (1.610.612.736 Bytes)", 1610612736),
        ("size", "0 B (0 bytes)", 0),
        ("size", "Unlimited", None),
        ("certificate", "AQI=", b"\x01\x02"),
    ],
)
def test_a_cell_is_worth(kind: Any, cell: str, value: object) -> None:
    assert value_of(kind, cell) == value


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("text", "\\"), ("text", r"\t"), ("text", r"\u12"), ("text", "é"), ("text", "\x07"),
        ("integer", ""), ("integer", "1.5"), ("integer", "９"), ("integer", "1" * 19), ("integer", "0x10"),
        ("boolean", "1"), ("boolean", ""),
        ("time", "2026-11-25"), ("time", "2026-13-25T08:30:00Z"), ("time", "25/11/2026 08:30:00"),
        ("time", "00010101000000.000000+060"),
        ("size", "big"), ("size", "-1"), ("size", "1.5 GB"), ("size", "1 (2)(3)"), ("size", "9" * 40),
        ("list", "a"), ("list", r"a\,b"),
        ("certificate", "***"), ("certificate", "A"),
    ],
)  # fmt: skip
def test_a_cell_is_bad(kind: Any, cell: str) -> None:
    with pytest.raises(BadValue):
        value_of(kind, cell)


@PROPERTY
@given(
    st.sampled_from(["text", "integer", "boolean", "time", "size", "list", "certificate"]),
    st.text(max_size=60),
)
def test_any_cell_is_worth_something_or_bad(kind: Any, cell: str) -> None:
    try:
        value = value_of(kind, cell)
    except BadValue:
        return
    if kind not in ("size", "certificate") and value is not None:
        assert value_of(kind, cell_of(value)) == value
