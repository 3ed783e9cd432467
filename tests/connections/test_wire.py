"""What lies between the bytes of a connection and the messages in them."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.connections.errors import NotLdap
from scanner.connections.ldap_answers import Result
from scanner.connections.ldap_session import Session
from scanner.connections.wire import SealedLine
from tests.connections.ldap_server import done, tlv


class Pieces:
    """A line on which these bytes come, in these pieces."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = list(pieces)
        self.sent: list[bytes] = []

    def begin(self) -> None:
        pass

    def send(self, data: bytes) -> None:
        self.sent.append(data)

    def receive(self) -> bytes:
        if not self._pieces:
            raise ConnectionResetError
        return self._pieces.pop(0)

    def close(self) -> None:
        pass


class Reverse:
    """A seal one can read."""

    def wrap(self, data: bytes) -> bytes:
        return data[::-1]

    unwrap = wrap


def frame(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data[::-1]


@given(st.lists(st.binary(min_size=1, max_size=50), min_size=1), st.lists(st.integers(1, 30)))
def test_sealed_messages_come_apart_wherever_the_line_cuts_them(
    messages: Sequence[bytes], sizes: Sequence[int]
) -> None:
    whole = b"".join(map(frame, messages))
    pieces, at = [], 0
    for size in (*sizes, len(whole)):
        pieces.append(whole[at : at + size])
        at += size
    line = SealedLine(Pieces(*(piece for piece in pieces if piece)), Reverse())
    assert [line.receive() for _ in messages] == list(messages)


def test_a_sealed_message_of_impossible_length() -> None:
    with pytest.raises(NotLdap):
        SealedLine(Pieces(b"\xff\xff\xff\xff"), Reverse()).receive()


def test_what_is_sent_is_sealed() -> None:
    line = Pieces()
    SealedLine(line, Reverse()).send(b"abc")
    assert line.sent == [b"\0\0\0\3cba"]


def bind_response(id: int) -> bytes:
    return tlv(0x30, bytes([2, 1, id]), b"\x61\x07\x0a\x01\x00\x04\x00\x04\x00")


def test_an_answer_that_came_before_the_seal_is_not_taken_for_a_sealed_one() -> None:
    """Whoever sits on the line could add it in the clear to the end of the sign-in."""
    session = Session(Pieces(bind_response(1) + done(0, "forged")(2)), 5)
    assert session.simple_bind("a", "b") == Result(0, "")
    with pytest.raises(NotLdap, match="before the protection began"):
        session.seal(SealedLine(Pieces(), Reverse()))
