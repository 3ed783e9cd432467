"""What a server sends, read from its bytes (RFC 4511, BER of X.690 as far as LDAP allows it).

A reader of our own, because a directory of a hundred thousand mailboxes is three million attributes, and a general
decoder takes minutes over them. It is strict: a length must be definite and end exactly where the element around it
ends, a tag must be the one that belongs there. Nothing is guessed, and nothing outside the message is touched.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from scanner.connections.entry import Entry
from scanner.connections.errors import NotLdap
from scanner.inventory.text import clean_text

ENTRY, REFERENCE = 0x64, 0x73
_BIND_RESPONSE, _DONE, _EXTENDED_RESPONSE = 0x61, 0x65, 0x78
_WITH_RESULT = (_BIND_RESPONSE, _DONE, _EXTENDED_RESPONSE)
_INTEGER, _OCTETS, _ENUMERATED, _SEQUENCE, _SET = 0x02, 0x04, 0x0A, 0x30, 0x31
_CONTROLS, _CREDENTIALS = 0xA0, 0x87
_PAGED_RESULTS = b"1.2.840.113556.1.4.319"
_MAXIMUM_MESSAGE = 1 << 26
_MAXIMUM_NUMBER = (1 << 31) - 1


class Result(Struct, frozen=True):
    """The end of an operation: its code, what the server says, the token of a bind, the cookie of a page."""

    code: int
    message: str
    credentials: bytes = b""
    cookie: bytes = b""


# One message whose operation is not read yet but known to lie within it: the number of the request it answers,
# the tag of the operation, the bytes of the whole message, and where in them the operation's contents begin and
# end. A bare tuple, because there is one for each of a hundred thousand entries.
Message = tuple[int, int, bytes, int, int]


def message_length(data: bytes, at: int = 0) -> int | None:
    """How many bytes the message that begins at `at` has; None if that is not told yet. Raises NotLdap."""
    have = len(data) - at
    if have and data[at] != _SEQUENCE:
        raise NotLdap("it does not begin like a message")
    if have < 2:
        return None
    size = data[at + 1]
    if size < 0x80:
        return 2 + size
    width = size & 0x7F
    if not 1 <= width <= 8:
        raise NotLdap("a message of impossible length")
    if have < 2 + width:
        return None
    length = 2 + width + int.from_bytes(data[at + 2 : at + 2 + width], "big")
    if length > _MAXIMUM_MESSAGE:
        raise NotLdap("a message of impossible length")
    return length


def opened(data: bytes) -> Message:
    """The one whole message that these bytes are. Raises NotLdap."""
    end = len(data)
    outer, inside, after = _element(data, 0, end)
    if outer != _SEQUENCE or after != end:
        raise NotLdap("a malformed message")
    inner, start, stop = _element(data, inside, end)
    if inner != _INTEGER:
        raise NotLdap("a malformed message, one without a number")
    kind, inside, after = _element(data, stop, end)
    return _number(data, start, stop), kind, data, inside, after


def read_entry(message: Message) -> Entry:
    """The entry in a message of the kind ENTRY. Raises NotLdap."""
    _, _, data, at, end = message
    name, start, stop = _element(data, at, end)
    attributes, inside, after = _element(data, stop, end)
    if name != _OCTETS or attributes != _SEQUENCE or after != end:
        raise NotLdap("a malformed message, an entry of other parts than a name and attributes")
    dn = clean_text(data[start:stop])
    wide = _wide_attributes(data, inside, end) if data[inside + 1 : inside + 2] == b"\x84" else None
    try:
        return Entry.of(dn, wide or _attributes(data, inside, end))
    except IndexError:  # an element that would begin where the bytes have come to their end
        raise NotLdap("a malformed message, cut short") from None


def read_result(message: Message) -> Result:
    """The result in a message of any kind that ends an operation; names of extensions are passed over.

    Raises NotLdap, also for a kind that is no answer.
    """
    _, kind, data, at, end = message
    if kind not in _WITH_RESULT:
        raise NotLdap(f"a message of kind {kind & 0x1F}")
    inside, after = _expected(data, at, end, _ENUMERATED)
    code = _number(data, inside, after)
    _, after = _expected(data, after, end, _OCTETS)
    inside, after = _expected(data, after, end, _OCTETS)
    said = clean_text(data[inside:after])
    credentials = b""
    while after < end:
        tag, inside, after = _element(data, after, end)
        if tag == _CREDENTIALS:
            credentials = data[inside:after]
    return Result(code, said, credentials, _cookie(data, end, len(data)))


def _wide_attributes(data: bytes, at: int, end: int) -> dict[str, Sequence[bytes]] | None:
    """`PartialAttributeList` as Active Directory writes it, every length in four bytes behind the byte 84.

    None if it is written in any other way, or is empty or not right: `_attributes` reads or refuses that.
    Two headers are taken at once, that of a sequence or set and that of the first element in it.
    """
    values: dict[str, Sequence[bytes]] = {}
    try:
        while at < end:
            outer, form, size, inner, inner_form, length = _TWO_HEADERS(data, at)
            stop = at + 6 + size
            at += 12
            after = at + length
            if outer != _SEQUENCE or form != 0x84 or inner != _OCTETS or inner_form != 0x84 or length > 0x7F:
                return None
            name = _kept_name(data[at:after])
            outer, form, size, inner, inner_form, length = _TWO_HEADERS(data, after)
            at = after + 12
            if outer != _SET or form != 0x84 or inner != _OCTETS or inner_form != 0x84 or name in values:
                return None
            if after + 6 + size != stop:
                return None
            after = at + length
            if after == stop:
                values[name] = (data[at:stop],)
                at = stop
                continue
            found = [data[at:after]]
            at = after
            while at < stop:
                inner, form, length = _HEADER(data, at)
                if inner != _OCTETS or form != 0x84:
                    return None
                at += 6
                after = at + length
                found.append(data[at:after])
                at = after
            if at != stop:
                return None
            values[name] = found
    except struct.error:
        return None
    return values if at == end else None


_HEADER = struct.Struct(">BBI").unpack_from
_TWO_HEADERS = struct.Struct(">BBIBBI").unpack_from


def _attributes(data: bytes, at: int, end: int) -> dict[str, Sequence[bytes]]:  # noqa: C901 - see below
    """`PartialAttributeList`: sequences of a name and a set of values, in whatever form the lengths are.

    Written out in one loop, without a call for each element: nearly all the time of reading a large directory
    is spent here and above. Where nothing else is said an element is short; `_length` reads the other lengths.
    """
    values: dict[str, Sequence[bytes]] = {}
    while at < end:
        size = data[at + 1]
        if data[at] != _SEQUENCE:
            raise NotLdap("a malformed message, an attribute of another kind")
        at += 2
        if size > 0x7F:
            size, at = _length(data, at, size)
        stop = at + size

        after = at + 2 + data[at + 1]
        name = _NAMES[data[at:after]]
        if not name:
            inside, after = _expected(data, at, stop, _OCTETS)
            name = _attribute_name(data[inside:after])
        if name in values:
            raise NotLdap("a malformed message, an attribute that comes twice")

        at = after + 4
        length = _ONE_VALUE.get(data[after:at])
        if length is not None and at + length == stop:
            values[name] = (data[at:stop],)
            at = stop
            continue

        size = data[after + 1]
        if data[after] != _SET:
            raise NotLdap("a malformed message, an attribute without a set of values")
        at = after + 2
        if size > 0x7F:
            size, at = _length(data, at, size)
        if at + size != stop:
            raise NotLdap("a malformed message, an attribute of another length than its parts")
        found = []
        while at < stop:
            size = data[at + 1]
            if data[at] != _OCTETS:
                raise NotLdap("a malformed message, a value of another kind")
            at += 2
            if size > 0x7F:
                size, at = _length(data, at, size)
            after = at + size
            found.append(data[at:after])
            at = after
        if at != stop:
            raise NotLdap("a malformed message, values of another length than their set")
        values[name] = found
    if at != end:
        raise NotLdap("a malformed message, attributes of another length than their list")
    return values


# What stands before the one value of most attributes, a set and an octet string in it, to the length of the value.
_ONE_VALUE = {bytes((_SET, length + 2, _OCTETS, length)): length for length in range(0x7E)}


class _Names(dict[bytes, str]):
    """Names of attributes by their short elements, kept from one entry to the next.

    The empty name stands for an element that is not short.
    """

    def __missing__(self, element: bytes) -> str:
        if element[1] > 0x7F:
            return ""
        if element[0] != _OCTETS or element[1] != len(element) - 2:
            raise NotLdap("a malformed message, an attribute without a name")
        if len(self) >= _NAMES_KEPT:  # a server that makes up ever new ones must not fill the memory
            self.clear()
        name = self[element] = _attribute_name(element[2:])
        return name


def _attribute_name(raw: bytes) -> str:
    """In lower case, for names have no case in a directory."""
    if not raw:
        raise NotLdap("a malformed message, an attribute without a name")
    return clean_text(raw).lower()


_NAMES_KEPT = 2048
_NAMES = _Names()
_kept_name = lru_cache(maxsize=_NAMES_KEPT)(_attribute_name)


def _cookie(data: bytes, at: int, end: int) -> bytes:
    """The cookie of the paged results control (RFC 2696) among the controls behind an operation."""
    while at < end:
        tag, inside, at = _element(data, at, end)
        while tag == _CONTROLS and inside < at:
            control, inside = _expected(data, inside, at, _SEQUENCE)
            name, after = _expected(data, control, inside, _OCTETS)
            if data[name:after] == _PAGED_RESULTS:
                return _paged_cookie(data, after, inside)
    return b""


def _paged_cookie(data: bytes, at: int, end: int) -> bytes:
    tag, inside, after = _element(data, at, end)
    if tag != _OCTETS:  # how critical the control is
        inside, after = _expected(data, after, end, _OCTETS)
    inside, after = _expected(data, inside, after, _SEQUENCE)
    _, following = _expected(data, inside, after, _INTEGER)
    inside, after = _expected(data, following, after, _OCTETS)
    return data[inside:after]


def _expected(data: bytes, at: int, end: int, tag: int) -> tuple[int, int]:
    found, inside, after = _element(data, at, end)
    if found != tag:
        raise NotLdap("a malformed message, an element of another kind")
    return inside, after


def _element(data: bytes, at: int, end: int) -> tuple[int, int, int]:
    """The tag of the element at `at`, and where its contents begin and end."""
    if at + 2 > end:
        raise NotLdap("a malformed message, an element is missing")
    size = data[at + 1]
    inside = at + 2
    if size > 0x7F:
        size, inside = _length(data, inside, size)
    if inside + size > end:
        raise NotLdap("a malformed message, an element longer than what holds it")
    return data[at], inside, inside + size


def _length(data: bytes, at: int, form: int) -> tuple[int, int]:
    """A length of more than one byte, the first of them already read, and where the contents begin."""
    if not 0x80 < form <= 0x84:
        raise NotLdap("a malformed message, an element of impossible length")
    after = at + form - 0x80
    return int.from_bytes(data[at:after], "big"), after


def _number(data: bytes, at: int, end: int) -> int:
    number = int.from_bytes(data[at:end], "big", signed=True)
    if at == end or not 0 <= number <= _MAXIMUM_NUMBER:
        raise NotLdap("a malformed message, a number that cannot be")
    return number
