"""The one closed table from what goes wrong on a connection to a reason code, its words and an exit code."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Callable, Mapping
from datetime import datetime

from scanner.inventory.absence import REASONS, Failed, Reason, Value
from scanner.inventory.refusal import Refusal, readable


class SignInRefused(Refusal):
    """No server accepted the account: nothing was read."""

    exit_code = 4


class Unreachable(Refusal):
    """No server could be spoken to: nothing was read."""

    exit_code = 5


class CertificateRefused(Unreachable):
    """The server showed a certificate that does not prove who it is."""


class Trouble(Exception):
    """What went wrong with one server, as a code of `scanner.inventory.absence.REASONS` and its values."""

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(code)
        self.code = code
        self.values: dict[str, Value] = {
            name: readable(value) if isinstance(value, str) else value for name, value in values.items()
        }

    def __str__(self) -> str:
        return self.reason.sentence.format_map(self.values)

    @property
    def reason(self) -> Reason:
        return REASONS[self.code]

    def failed(self, collector: str, at: datetime) -> Failed:
        """The same as a section of the inventory."""
        return Failed(code=self.code, values=self.values, collector=collector, at=at)

    def refusal(self) -> Refusal:
        """The same for when nothing at all could be read."""
        sentence = str(self)
        return _REFUSALS.get(self.code, Unreachable)(
            sentence[:1].upper() + sentence[1:] + ".", self.reason.hint
        )


class NotOffered(Trouble):
    """The server does not offer this way in at all, so that trying another one weakens nothing."""


class NotLdap(Exception):
    """What came over the line is no LDAP message."""


_REFUSALS: Mapping[str, type[Refusal]] = {
    "sign-in-refused": SignInRefused,
    "no-credentials": SignInRefused,
    "access-denied": SignInRefused,
    "impersonation-refused": SignInRefused,
    "library-missing": SignInRefused,
    "certificate-refused": CertificateRefused,
}

# Active Directory's reason for a refused bind: Win32 error codes in hexadecimal in the diagnostic message,
# "AcceptSecurityContext error, data 52e". Source: [MS-ERREF] 2.2.
BIND_REASONS: Mapping[str, str] = {
    "57": "it does not understand this way to sign in",
    "525": "there is no such user",
    "52e": "the user name or the password is wrong",
    "52f": "a restriction on the account forbids it, such as a blank password",
    "530": "the account may not sign in at this hour",
    "531": "the account may not sign in from this machine",
    "532": "the password has expired",
    "533": "the account is disabled",
    "568": "the account is in too many groups",
    "701": "the account has expired",
    "773": "the password must be changed first",
    "775": "the account is locked out",
    "80090346": "it demands sign-ins that are bound to their TLS connection, and this one is not",
}
_BIND_DATA = re.compile(r"\bdata ([0-9a-f]{2,8})\b", re.IGNORECASE)

# What Kerberos and SSPI say: MIT krb5 error numbers (krb5.h, as signed 32-bit), major GSS-API codes (RFC
# 2744) and Windows security status codes (winerror.h), all seen before the server has judged the account.
LOGON_REASONS: Mapping[int, str] = {
    458752: "there is no Kerberos ticket",
    720896: "the Kerberos ticket has expired",
    -1765328243: "there is no Kerberos ticket",
    -1765328189: "there is no Kerberos ticket",
    -1765328352: "the Kerberos ticket has expired",
    -1765328377: "Kerberos does not know this server by that name",
    -1765328378: "Kerberos does not know this user",
    -1765328366: "the account is disabled, expired or locked out",
    -1765328347: "the clocks of this machine and the domain controller differ too much",
    -1765328230: "no Kerberos server of the domain could be found",
    -1765328228: "no Kerberos server of the domain answers",
    -2146893042: "there is no Windows logon that could be used",
    -2146893053: "Kerberos does not know this server by that name",
    -2146893039: "no domain controller answers to confirm the logon",
    -2146893020: "the clocks of this machine and the domain controller differ too much",
    -2146893044: "the Windows logon was refused",
}

# RFC 4511, appendix A.
RESULTS: Mapping[int, str] = {
    1: "operations error",
    2: "protocol error",
    3: "its time limit was exceeded",
    4: "its size limit was exceeded",
    7: "it does not know this way to sign in",
    8: "it demands a signed or encrypted connection",
    10: "it refers to another server",
    11: "an administrative limit was exceeded",
    12: "it does not support a needed extension",
    13: "it demands an encrypted connection",
    32: "there is no such object",
    34: "the name of the object is malformed",
    48: "it does not accept this way to sign in",
    49: "the credentials are not valid",
    50: "the rights do not suffice",
    51: "it is busy",
    52: "it is unavailable",
    53: "it is unwilling",
    80: "an error of its own",
}
NO_SUCH_OBJECT = 32
_NO_RIGHT = 50


def bind_detail(result: int, message: str) -> str:
    """Why a bind was refused, in words; what the server said itself where the reason is not known."""
    found = _BIND_DATA.search(message)
    known = BIND_REASONS.get(found[1].lower().lstrip("0")) if found else None
    return known or result_detail(result, message)


def result_detail(result: int, message: str) -> str:
    """An LDAP result in words, with what the server added."""
    words = RESULTS.get(result, "LDAP result")
    said = message.rstrip("\0").strip()
    return f"{words} ({result})" + (f": {said}" if said else "")


def result_trouble(result: int, message: str, host: str, what: str) -> Trouble:
    """A search that ended with another result than success."""
    if result == _NO_RIGHT:
        return Trouble("access-denied", host=host, what=what)
    return Trouble("server-refused", host=host, detail=result_detail(result, message))


# What Windows' web server means by a status, beyond its name in RFC 9110.
STATUSES: Mapping[int, str] = {
    404: "it has no such address; the feature is not installed or not published",
    405: "it takes no message at this address",
    413: "the message is larger than it takes (its MaxEnvelopeSizekb was lowered)",
    500: "an error of its own, without a word; it may refuse what is not encrypted",
    502: "what stands before it gets no answer from it",
    503: "the service or its application pool is stopped",
}
_FORBIDDEN = 403

# WS-Management fault codes ([MS-WSMV] 2.2.4.43, winerror.h and wsmerror.h).
_NO_RIGHT_FAULT = 5
OPERATION_TIMED_OUT = 2150858793
FAULTS: Mapping[int, str] = {
    2150858843: "it ended the remote shell",
    2150859173: "too many remote shells are open there",
    2150859174: "this account has too many remote shells open there",
    2150859262: "this account has too many operations open there",
    2150858999: "remote shells are switched off there (AllowRemoteShellAccess)",
}


# How OpenSSL says that a server knows no TLS that is safe today (openssl/sslerr.h).
OLD_TLS = frozenset({
    "UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "WRONG_SSL_VERSION", "SSLV3_ALERT_HANDSHAKE_FAILURE",
    "NO_PROTOCOLS_AVAILABLE", "DH_KEY_TOO_SMALL", "EE_KEY_TOO_SMALL", "CA_KEY_TOO_SMALL", "CA_MD_TOO_WEAK",
    "NO_SHARED_CIPHER", "LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED", "UNSAFE_LEGACY_RENEGOTIATION_DISABLED",
})  # fmt: skip


def tls_reason(error: BaseException) -> str | None:
    """OpenSSL's name of what went wrong. A Python older than its OpenSSL knows some of them by their words alone."""
    reason: str | None = getattr(error, "reason", None)
    words = _OPENSSL_WORDS.search(str(error))
    return reason or (words[1].upper().replace(" ", "_") if words else None)


# `[SSL] legacy sigalg disallowed or unsupported (_ssl.c:992)`
_OPENSSL_WORDS = re.compile(r"^\[\w+\] ([a-z0-9 ]+) \(_ssl")


def http_trouble(status: int, host: str, what: str = "its web services") -> Trouble:
    """An HTTP status that is no answer."""
    if status == _FORBIDDEN:
        return Trouble("access-denied", host=host, what=what)
    words = STATUSES.get(status) or http.client.responses.get(status, "a status that does not exist")
    return Trouble("server-refused", host=host, detail=f"{words} (HTTP {status})")


def fault_trouble(code: int | str | None, reason: str | None, host: str, what: str) -> Trouble:
    """A WS-Management fault."""
    number = int(str(code)) if str(code).isdecimal() else 0
    if number == _NO_RIGHT_FAULT:
        return Trouble("access-denied", host=host, what=what)
    said = (reason or "").strip()
    words = FAULTS.get(number)
    detail = f"{words} ({number})" if words else f"WS-Management fault {code}" + (f": {said}" if said else "")
    return Trouble("server-refused", host=host, detail=detail)


def logon_detail(error: BaseException) -> str:
    """Why Kerberos or the Windows logon gave nothing to show to the server, from the native error inside."""
    inner: BaseException | None = error
    while inner is not None:
        for name in ("min_code", "maj_code", "winerror"):
            number = getattr(inner, name, None)
            if isinstance(number, int) and _signed(number) in LOGON_REASONS:
                return LOGON_REASONS[_signed(number)]
        inner = getattr(inner, "base_error", None)
    return str(error)


def _signed(number: int) -> int:
    return number - (1 << 32) if number >= 1 << 31 else number


_Make = Callable[[BaseException, str, int, float], Trouble]

_TABLE: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], _Make], ...] = (
    (
        ssl.SSLCertVerificationError,
        lambda error, host, port, seconds: Trouble(
            "certificate-refused",
            host=host,
            detail=getattr(error, "verify_message", "").rstrip(".") or str(error),
        ),
    ),
    (
        # A Windows domain controller without a certificate accepts on 636 and hangs up on the first TLS byte.
        (
            ssl.SSLEOFError,
            ssl.SSLZeroReturnError,
            ConnectionResetError,
            BrokenPipeError,
            ConnectionAbortedError,
        ),
        lambda error, host, port, seconds: Trouble("connection-lost", host=host, detail=_os_words(error)),
    ),
    (
        ssl.SSLError,
        lambda error, host, port, seconds: Trouble(
            "tls-too-old" if tls_reason(error) in OLD_TLS else "server-refused",
            host=host,
            detail=f"TLS on port {port} failed: {tls_reason(error) or error}",
        ),
    ),
    (
        (socket.gaierror, UnicodeError),
        lambda error, host, port, seconds: Trouble("no-such-host", host=host),
    ),
    (
        TimeoutError,
        lambda error, host, port, seconds: Trouble("timed-out", host=host, seconds=seconds),
    ),
    (
        NotLdap,
        lambda error, host, port, seconds: Trouble(
            "server-refused", host=host, detail=f"what it sends on port {port} is not LDAP ({error})"
        ),
    ),
    (
        http.client.IncompleteRead,
        lambda error, host, port, seconds: Trouble(
            "connection-lost", host=host, detail="its answer broke off in the middle"
        ),
    ),
    (
        http.client.HTTPException,
        lambda error, host, port, seconds: Trouble(
            "server-refused",
            host=host,
            detail=f"what it sends on port {port} is not HTTP ({_http_words(error)})",
        ),
    ),
    (
        OSError,
        lambda error, host, port, seconds: Trouble("unreachable", host=host, port=port),
    ),
)


def trouble_of(error: BaseException, host: str, port: int, seconds: float) -> Trouble | None:
    """The trouble an exception means; None for one that the table does not hold, which is a defect."""
    if isinstance(error, Trouble):
        return error
    for kinds, make in _TABLE:
        if isinstance(error, kinds):
            return make(error, host, port, seconds)
    return None


def _http_words(error: BaseException) -> str:
    return readable(f"{type(error).__name__}: {error}", 100)


def _os_words(error: BaseException) -> str:
    return getattr(error, "strerror", None) or "the server hung up"
