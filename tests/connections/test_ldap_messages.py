"""LDAP requests as bytes: what goes out is known to the last tag."""

from __future__ import annotations

import pytest

from scanner.connections import ldap_messages as messages

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
