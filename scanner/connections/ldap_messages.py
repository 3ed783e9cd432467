"""LDAP requests as bytes (RFC 4511): the only place that knows ldap3.

ldap3 parses filters and encodes BER here. Its Connection is not used: it turns every network error into text,
has no time limit for an exchange as a whole, and can write. This module has no function for a request other
than bind, search, unbind and StartTLS, so no other can be sent.
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
from ldap3.utils.asn1 import encode

Scope = Literal["base", "one", "sub"]

START_TLS = "1.3.6.1.4.1.1466.20037"
_SCOPES: dict[Scope, int] = {"base": 0, "one": 1, "sub": 2}


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
