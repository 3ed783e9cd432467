"""What a server sends, read from its bytes: it may be anything, and only what is exactly right is taken."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ldap3.utils.asn1 import decode_message_fast

from scanner.connections.entry import Entry
from scanner.connections.errors import NotLdap
from scanner.connections.ldap_answers import (
    ENTRY,
    Result,
    message_length,
    opened,
    read_entry,
    read_result,
)
from scanner.inventory.text import clean_text
from tests.connections.ldap_server import disconnection, done, entry, number, octets, tlv

SEQUENCE, SET, OCTETS = 0x30, 0x31, 0x04


def element(tag: int, content: bytes, form: int = 0) -> bytes:
    """One BER element with a length of the shortest form, or of `form` bytes behind a first one."""
    size = len(content)
    least = 0 if size < 0x80 else (size.bit_length() + 7) // 8
    width = max(form, least)
    length = bytes([0x80 | width]) + size.to_bytes(width, "big") if width else bytes([size])
    return bytes([tag]) + length + content


def read(data: bytes) -> Entry | Result:
    """Whatever the message holds."""
    message = opened(data)
    return read_entry(message) if message[1] == ENTRY else read_result(message)


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
    assert message_length(data) == length
    assert message_length(b"before" + data, 6) == length


@pytest.mark.parametrize(
    "data", [b"H", b"\x16\x03\x01", b"\x30\x80\x00", b"\x30\x89" + b"\x01" * 9, b"\x30\x84\x7f\xff\xff\xff"]
)
def test_what_is_no_message(data: bytes) -> None:
    with pytest.raises(NotLdap):
        message_length(data)


def test_an_entry() -> None:
    found = read(entry("CN=\u00e9", {"cn": [b"\xff", b""], "Member": []})(3))
    assert isinstance(found, Entry)
    assert found.dn == "CN=é"
    assert found.texts("CN") == ["\\xff", ""]
    assert found.names() == ["cn", "member"]


def test_an_end() -> None:
    assert opened(done()(4))[0] == 4
    assert read(done(49, "data 52e", cookie=b"c")(4)) == Result(49, "data 52e", b"", b"c")
    assert read(done(0, "")(4)) == Result(0, "")
    assert read(disconnection("bye")(0)) == Result(52, "bye")


def test_a_bind_response_with_a_token_behind_a_referral() -> None:
    end = tlv(
        0x61, number(14, 0x0A), octets(b""), octets(b""), tlv(0xA3, octets(b"ldap://x")), tlv(0x87, b"t")
    )
    assert read(tlv(SEQUENCE, number(1), end)) == Result(14, "", b"t")


def test_the_cookie_among_other_controls() -> None:
    other = tlv(SEQUENCE, octets(b"1.2.3"))
    paged = tlv(
        SEQUENCE,
        octets(b"1.2.840.113556.1.4.319"),
        tlv(1, b"\xff"),
        octets(tlv(0x30, number(0), octets(b"c"))),
    )
    end = tlv(0x65, number(0, 0x0A), octets(b""), octets(b""))
    assert read(tlv(SEQUENCE, number(1), end, tlv(0xA0, other, paged))) == Result(0, "", b"", b"c")


NAME, VALUE = element(OCTETS, b"cn"), element(OCTETS, b"v")
ATTRIBUTE = element(SEQUENCE, NAME + element(SET, VALUE))


def message(attributes: bytes, dn: bytes = element(OCTETS, b"CN=x")) -> bytes:
    return element(SEQUENCE, element(2, b"\x01") + element(0x64, dn + element(SEQUENCE, attributes)))


def test_the_whole_one_that_the_broken_ones_are_made_of() -> None:
    found = read(message(ATTRIBUTE))
    assert isinstance(found, Entry)
    assert found.raw("cn") == (b"v",)


@pytest.mark.parametrize(
    "data",
    [
        message(ATTRIBUTE + ATTRIBUTE),
        message(ATTRIBUTE + element(SEQUENCE, element(OCTETS, b"CN") + element(SET, VALUE))),
        message(ATTRIBUTE + b"\x30"),
        message(ATTRIBUTE + b"\x05\x00"),
        message(element(SET, NAME + element(SET, VALUE))),
        message(element(SEQUENCE, NAME + element(SEQUENCE, VALUE))),
        message(element(SEQUENCE, NAME + element(SET, element(2, b"\x01")))),
        message(element(SEQUENCE, NAME + element(SET, VALUE) + VALUE)),
        message(element(SEQUENCE, NAME)),
        message(element(SEQUENCE, b"")),
        message(element(SEQUENCE, element(OCTETS, b"") + element(SET, VALUE))),
        message(element(SEQUENCE, element(0x0C, b"cn") + element(SET, VALUE))),
        message(element(SEQUENCE, NAME + b"\x31\x04\x04\x03v")),
        message(element(SEQUENCE, NAME + b"\x31\x03\x04\x05v")),
        message(element(SEQUENCE, NAME + b"\x31\x80\x04\x01v\x00\x00")),
        message(element(SEQUENCE, NAME + b"\x31\x89" + b"\x00" * 8 + b"\x03\x04\x01v")),
        message(b"\x30\x7f" + ATTRIBUTE[2:]),
        message(b"\x30\x84\xff\xff\xff\xff" + ATTRIBUTE[2:]),
        message(ATTRIBUTE, dn=element(2, b"\x01")),
        message(ATTRIBUTE) + b"\x00",
        element(SEQUENCE, element(2, b"\x01") + element(0x64, element(OCTETS, b"CN=x"))),
        element(SEQUENCE, element(2, b"\xff") + element(0x64, b"")),
        element(SEQUENCE, element(2, b"") + element(0x65, b"")),
        element(SEQUENCE, element(2, b"\x01" * 5) + element(0x65, b"")),
        element(SEQUENCE, element(2, b"\x01") + element(0x65, b"")),
        element(SEQUENCE, element(2, b"\x01") + element(0x6B, element(0x0A, b"\x00"))),
        element(SEQUENCE, element(2, b"\x01")),
        element(SEQUENCE, element(4, b"\x01") + element(0x65, b"")),
        element(SEQUENCE, b""),
        *(
            element(
                SEQUENCE,
                element(2, b"\x01")
                + element(0x65, element(0x0A, code) + element(OCTETS, b"") + element(OCTETS, b"")),
            )
            for code in (b"", b"\xff", b"\x01" * 5000)
        ),
    ],
)
def test_what_is_not_exactly_right_is_refused(data: bytes) -> None:
    with pytest.raises(NotLdap):
        read(data)


@given(st.binary(max_size=80))
def test_no_bytes_break_it(data: bytes) -> None:
    with contextlib.suppress(NotLdap):
        read(element(SEQUENCE, data))


Attributes = dict[str, list[bytes]]


def read_by_ldap3(data: bytes) -> tuple[int, str, Attributes]:
    """Number, name and attributes of an entry, by the other decoder."""
    found = decode_message_fast(data)
    dn, attributes = (part[3] for part in found["payload"])
    return (
        found["messageID"],
        clean_text(bytes(dn)),
        {
            clean_text(bytes(each[3][0][3])).lower(): [bytes(value[3]) for value in each[3][1][3]]
            for each in attributes
        },
    )


def read_by_us(data: bytes) -> tuple[int, str, Attributes]:
    message = opened(data)
    if message[1] != ENTRY:
        raise NotLdap("no entry")
    found = read_entry(message)
    return message[0], found.dn, {name: list(found.raw(name)) for name in found.names()}


WIDE = entry("CN=a", {"cn": [b"abc"], "member;range=0-1": [b"x", b"y"], "mail": [b"m"]})(1)
SHORT = message(
    ATTRIBUTE + element(SEQUENCE, element(OCTETS, b"dn") + element(SET, element(OCTETS, b"v" * 200)))
)


@given(st.data(), st.sampled_from([WIDE, SHORT]))
def test_a_damaged_entry_is_refused_or_read_as_ldap3_reads_it(data: st.DataObject, whole: bytes) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = read_by_us(bytes(damaged))
    except NotLdap:
        return
    assert found == read_by_ldap3(bytes(damaged))


@given(st.data(), st.sampled_from([WIDE, SHORT, done(0, "x", cookie=b"abc")(1)]))
def test_no_damaged_message_breaks_it(data: st.DataObject, whole: bytes) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(NotLdap):
        read(bytes(damaged[: data.draw(st.integers(1, len(damaged)))]))


names = st.text("abcXYZ;=-0", min_size=1, max_size=20).map(str.encode) | st.just(b"n" * 200)
values = st.lists(st.binary(max_size=300), max_size=4)


@given(
    st.data(),
    st.sampled_from(["as Active Directory", "as OpenLDAP", "as it comes"]),
    st.text(max_size=40),
    st.dictionaries(names, values, max_size=6),
)
def test_it_reads_what_ldap3_reads(
    data: st.DataObject, how: str, dn: str, attributes: dict[bytes, Sequence[bytes]]
) -> None:
    """Whatever forms the lengths have; of names that differ in case only ldap3 keeps both, a directory none."""
    attributes = {name: attributes[name] for name in {name.lower(): name for name in attributes}.values()}
    forms = {"as Active Directory": st.just(4), "as OpenLDAP": st.just(0)}.get(
        how, st.sampled_from([0, 1, 2, 4])
    )

    def made(tag: int, *content: bytes) -> bytes:
        return element(tag, b"".join(content), data.draw(forms))

    list_of = [
        made(SEQUENCE, made(OCTETS, name), made(SET, *(made(OCTETS, value) for value in attributes[name])))
        for name in attributes
    ]
    name = dn.encode(errors="surrogatepass")
    whole = made(SEQUENCE, made(2, b"\x07"), made(0x64, made(OCTETS, name), made(SEQUENCE, *list_of)))
    assert read_by_us(whole) == read_by_ldap3(whole)
