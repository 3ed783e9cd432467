"""LDAP messages as bytes: what goes out is known to the last tag, what comes in may be anything."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.connections import ldap_messages as messages
from scanner.connections.errors import NotLdap
from tests.connections.ldap_server import done, entry

BIND, UNBIND, SEARCH, EXTENDED = 0x60, 0x42, 0x63, 0x77


def operation(message: bytes) -> int:
    """The tag of the operation, behind the number of the message."""
    start = 2 if message[1] < 0x80 else 2 + (message[1] & 0x7F)
    return message[start + 2 + message[start + 1]]


def test_only_four_operations_can_be_written() -> None:
    search = messages.search(7, "DC=x", "sub", "(cn=*)", ["cn"], 30, 1000, b"")
    assert operation(messages.simple_bind(7, "a", "b")) == BIND
    assert operation(messages.sasl_bind(7, b"token")) == BIND
    assert operation(messages.start_tls(7)) == EXTENDED
    assert operation(messages.unbind(7)) == UNBIND
    assert operation(search) == SEARCH
    assert b"1.2.840.113556.1.4.319" in search


def test_a_password_goes_out_as_it_is() -> None:
    """SASLprep would make `ª` an `a`, and the password of the account another one."""
    assert "pªss wörd\u00ad".encode() in messages.simple_bind(1, "CORP\\a", "pªss wörd\u00ad")


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        ("EX07", "EX07"),
        ("a*b", "a\\2ab"),
        ("(|)", "\\28\\7c\\29"),
        ("\\", "\\5c"),
        ("\0", "\\00"),
        ("é", "\\c3\\a9"),
    ],
)
def test_values_in_filters(value: str, escaped: str) -> None:
    assert messages.escaped(value) == escaped


def test_an_escaped_value_reaches_the_server_as_it_was() -> None:
    strange = "a*)(cn=\\é"
    request = messages.search(1, "", "base", f"(cn={messages.escaped(strange)})", ["cn"], 1, 1, b"")
    assert strange.encode() in request


@pytest.mark.parametrize(
    ("data", "length"),
    [
        (b"", None),
        (b"\x30", None),
        (b"\x30\x05", 7),
        (b"\x30\x82\x01", None),
        (b"\x30\x82\x01\x00", 260),
        (b"\x30\x84\x00\x00\x00\x10", 22),
    ],
)
def test_the_length_of_a_message(data: bytes, length: int | None) -> None:
    assert messages.message_length(data) == length


@pytest.mark.parametrize(
    "data", [b"H", b"\x16\x03\x01", b"\x30\x80\x00", b"\x30\x89" + b"\x01" * 9, b"\x30\x84\x7f\xff\xff\xff"]
)
def test_what_is_no_message(data: bytes) -> None:
    with pytest.raises(NotLdap):
        messages.message_length(data)


def test_an_entry_and_an_end() -> None:
    found = messages.decode(entry("CN=\u00e9", {"cn": [b"\xff", b""]})(3))
    assert found.id == 3
    assert found.entry is not None
    assert found.entry.texts("cn") == ["\\xff", ""]
    end = messages.decode(done(49, "data 52e", cookie=b"c")(4))
    assert end.result == messages.Result(49, "data 52e", b"", b"c")


@given(st.binary(max_size=80))
def test_no_bytes_break_it(data: bytes) -> None:
    with contextlib.suppress(NotLdap):
        messages.decode(b"\x30" + bytes([len(data)]) + data)


@given(st.data())
def test_no_damaged_message_breaks_it(data: st.DataObject) -> None:
    whole = bytearray(entry("CN=a", {"cn": [b"abc"], "member;range=0-1": [b"x", b"y"]})(1))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(NotLdap):
        messages.decode(bytes(whole[: data.draw(st.integers(1, len(whole)))]))
