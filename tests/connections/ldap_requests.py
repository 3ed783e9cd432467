"""What a client has sent, read from the bytes without the library that made them (RFC 4511)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

BIND, UNBIND, SEARCH, ABANDON, EXTENDED = 0x60, 0x42, 0x63, 0x50, 0x77
START_TLS = b"1.3.6.1.4.1.1466.20037"
_SCOPES = ("base", "one", "sub")
_AND, _OR, _NOT, _EQUAL, _SUBSTRINGS, _AT_LEAST, _AT_MOST, _PRESENT, _APPROXIMATELY, _EXTENSIBLE = (
    0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0x87, 0xA8, 0xA9,
)  # fmt: skip
_COMPARED = {_EQUAL: "=", _AT_LEAST: ">=", _AT_MOST: "<=", _APPROXIMATELY: "~="}
_FIRST_PART, _LAST_PART = 0x80, 0x82
_RULE, _TYPE, _VALUE = 0x81, 0x82, 0x83


class Search(NamedTuple):
    """One search as it was asked for; what must be escaped in a filter is, and nothing else."""

    base: str
    scope: str
    filter: str
    attributes: tuple[str, ...]


class Request(NamedTuple):
    """One message: the tag of its operation, and its contents."""

    operation: int
    content: bytes


def requests(sent: bytes) -> list[Request]:
    """The messages in what one connection has sent; a last one that is not whole counts, too."""
    found = []
    for tag, message in _elements(sent):
        assert tag == 0x30, "no LDAP message"
        _, (operation, content), *_ = _elements(message)
        found.append(Request(operation, content))
    return found


def search(content: bytes) -> Search:
    """A search request."""
    (_, base), (_, scope), _, _, _, _, (tag, filter), (_, attributes) = _elements(content)
    return Search(
        base.decode(),
        _SCOPES[scope[0]],
        _filter(tag, filter),
        tuple(name.decode() for _, name in _elements(attributes)),
    )


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The BER elements one behind the other: tags and contents."""
    place = 0
    while place < len(data):
        tag, length, start = data[place], data[place + 1], place + 2
        if length & 0x80:
            width = length & 0x7F
            length, start = int.from_bytes(data[start : start + width], "big"), start + width
        yield tag, data[start : start + length]
        place = start + length


def _filter(tag: int, content: bytes) -> str:
    if tag in (_AND, _OR, _NOT):
        inner = "".join(_filter(each, part) for each, part in _elements(content))
        return f"({'&|!'[tag - _AND]}{inner})"
    if tag == _PRESENT:
        return f"({content.decode()}=*)"
    parts = list(_elements(content))
    if tag in _COMPARED:
        return f"({parts[0][1].decode()}{_COMPARED[tag]}{_escaped(parts[1][1])})"
    if tag == _SUBSTRINGS:
        pieces = list(_elements(parts[1][1]))
        text = "*".join(_escaped(piece) for _, piece in pieces)
        start = "" if pieces[0][0] == _FIRST_PART else "*"
        return f"({parts[0][1].decode()}={start}{text}{'' if pieces[-1][0] == _LAST_PART else '*'})"
    assert tag == _EXTENSIBLE
    of = dict(parts)
    return f"({of[_TYPE].decode()}:{of[_RULE].decode()}:={_escaped(of[_VALUE])})"


def _escaped(value: bytes) -> str:
    return "".join(
        f"\\{byte:02x}" if byte < 0x20 or byte > 0x7E or byte in b"()*\\" else chr(byte) for byte in value
    )
