"""LDAP messages as bytes (RFC 4511): the only place that knows ldap3.

ldap3 parses filters and encodes and decodes BER here. Its Connection is not used: it turns every network
error into text, has no time limit for an exchange as a whole, and can write. This module has no function for
a request other than bind, search, unbind and StartTLS, so no other can be sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from ldap3.operation.bind import bind_operation
from ldap3.operation.extended import extended_operation
from ldap3.operation.search import search_operation
from ldap3.operation.unbind import unbind_operation
from ldap3.protocol.convert import build_controls_list
from ldap3.protocol.rfc2696 import paged_search_control
from ldap3.protocol.rfc4511 import (
    AuthenticationChoice,
    BindRequest,
    LDAPMessage,
    MessageID,
    ProtocolOp,
    Simple,
    Version,
)
from ldap3.utils.asn1 import decode_message_fast, decode_sequence, encode
from msgspec import Struct

from scanner.connections.entry import Entry
from scanner.connections.errors import NotLdap
from scanner.inventory.text import clean_text

Scope = Literal["base", "one", "sub"]

START_TLS = "1.3.6.1.4.1.1466.20037"
_SCOPES: dict[Scope, int] = {"base": 0, "one": 1, "sub": 2}
_PAGED_RESULTS = b"1.2.840.113556.1.4.319"
_BIND_RESPONSE, _ENTRY, _DONE, _REFERENCE, _EXTENDED_RESPONSE = 1, 4, 5, 19, 24
_WITH_RESULT = (_BIND_RESPONSE, _DONE, _EXTENDED_RESPONSE)
_CREDENTIALS_TAG = 7
_SEQUENCE_TAG = 0x30
_MAXIMUM_MESSAGE = 1 << 26


class Result(Struct, frozen=True):
    """The end of an operation: its code, what the server says, the token of a bind, the cookie of a page."""

    code: int
    message: str
    credentials: bytes = b""
    cookie: bytes = b""


class Answer(Struct, frozen=True):
    """One message from the server: an entry, the end of an operation, or neither (a reference elsewhere)."""

    id: int
    entry: Entry | None = None
    result: Result | None = None


def simple_bind(number: int, user: str, password: str) -> bytes:
    """A bind with a name and a password; the password as it is, since SASLprep would alter some of AD's."""
    request = BindRequest()
    request["version"] = Version(3)
    request["name"] = user
    request["authentication"] = AuthenticationChoice().setComponentByName("simple", Simple(password.encode()))
    return _message(number, "bindRequest", request)


def sasl_bind(number: int, token: bytes) -> bytes:
    """One step of a GSS-SPNEGO bind."""
    return _message(number, "bindRequest", bind_operation(3, "SASL", "", None, "GSS-SPNEGO", token))


def start_tls(number: int) -> bytes:
    """The request to go on under TLS."""
    return _message(number, "extendedReq", extended_operation(START_TLS))


def unbind(number: int) -> bytes:
    """The goodbye."""
    return _message(number, "unbindRequest", unbind_operation())


def search(
    number: int,
    base: str,
    scope: Scope,
    filter: str,
    attributes: Sequence[str],
    seconds: int,
    page: int,
    cookie: bytes,
) -> bytes:
    """A search for one page of `page` entries; values in the filter are escaped. Aliases are not followed."""
    request = search_operation(
        base,
        filter,
        _SCOPES[scope],
        0,
        list(attributes),
        0,
        seconds,
        False,
        auto_escape=False,
        auto_encode=False,
    )
    return _message(number, "searchRequest", request, [paged_search_control(True, page, cookie)])


def escaped(value: str) -> str:
    """A value as it may stand in a filter (RFC 4515)."""
    return "".join(
        chr(byte) if chr(byte).isalnum() and byte < 0x80 else f"\\{byte:02x}" for byte in value.encode()
    )


def message_length(data: bytes | bytearray) -> int | None:
    """How many bytes the message at the start of `data` has; None if that is not told yet. Raises NotLdap."""
    if data and data[0] != _SEQUENCE_TAG:
        raise NotLdap("it does not begin like a message")
    if len(data) < 2:
        return None
    if data[1] < 0x80:
        return 2 + data[1]
    width = data[1] & 0x7F
    if not 1 <= width <= 8:
        raise NotLdap("a message of impossible length")
    if len(data) < 2 + width:
        return None
    length = 2 + width + int.from_bytes(data[2 : 2 + width], "big")
    if length > _MAXIMUM_MESSAGE:
        raise NotLdap("a message of impossible length")
    return length


def decode(message: bytes) -> Answer:
    """One whole message of the server. Raises NotLdap."""
    try:
        return _decoded(decode_message_fast(message))
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise NotLdap(f"a malformed message, {type(error).__name__}") from None


def _decoded(found: dict[str, Any]) -> Answer:
    number, operation, payload = found["messageID"], found["protocolOp"], found["payload"]
    if not isinstance(number, int):
        raise NotLdap("a message without a number")
    if operation == _ENTRY:
        return Answer(number, entry=_entry(payload))
    if operation == _REFERENCE:
        return Answer(number)
    if operation not in _WITH_RESULT:
        raise NotLdap(f"a message of kind {operation}")
    credentials = b"".join(part[3] for part in payload[3:] if part[2] == _CREDENTIALS_TAG)
    result = Result(int(payload[0][3]), clean_text(payload[2][3]), credentials, _cookie(found["controls"]))
    return Answer(number, result=result)


def _entry(payload: Any) -> Entry:
    dn, attributes = payload[0][3], payload[1][3]
    return Entry(
        clean_text(dn),
        {clean_text(a[3][0][3]): [bytes(value[3]) for value in a[3][1][3]] for a in attributes},
    )


def _cookie(controls: Any) -> bytes:
    for control in controls or ():
        parts = [part[3] for part in control[3]]
        if parts[0] == _PAGED_RESULTS:
            sequence = decode_sequence(parts[-1], 0, len(parts[-1]))
            return bytes(sequence[0][3][1][3])
    return b""


def _message(number: int, kind: str, request: Any, controls: Any = None) -> bytes:
    message = LDAPMessage()
    message["messageID"] = MessageID(number)
    message["protocolOp"] = ProtocolOp().setComponentByName(kind, request)
    encoded_controls = build_controls_list(controls)
    if encoded_controls is not None:
        message["controls"] = encoded_controls
    data = encode(message)
    assert isinstance(data, bytes)
    return data
