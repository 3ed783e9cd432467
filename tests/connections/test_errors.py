"""The table of what can go wrong, and its words."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime

import pytest

from scanner.connections.errors import (
    BIND_REASONS,
    CertificateRefused,
    NotLdap,
    SignInRefused,
    Trouble,
    Unreachable,
    bind_detail,
    logon_detail,
    result_trouble,
    tls_reason,
    trouble_of,
)
from scanner.inventory.absence import REASONS
from scanner.inventory.refusal import Refusal


def certificate_error() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "certificate has expired"
    return error


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (
            certificate_error(),
            "certificate-refused",
            "the certificate of dc was refused: certificate has expired",
        ),
        (
            ssl.SSLEOFError(8, "EOF occurred"),
            "connection-lost",
            "the connection to dc was lost: EOF occurred",
        ),
        (
            ssl.SSLError(1, "wrong version number"),
            "server-refused",
            "dc answered with an error: TLS on port 636 failed",
        ),
        (socket.gaierror(-2, "Name unknown"), "no-such-host", "the name dc cannot be resolved"),
        (UnicodeError("label too long"), "no-such-host", "the name dc cannot be resolved"),
        (TimeoutError(), "timed-out", "dc accepted the connection and gave no answer in 30"),
        (ConnectionRefusedError(), "unreachable", "dc does not answer on port 636"),
        (OSError(113, "No route to host"), "unreachable", "dc does not answer on port 636"),
        (ConnectionResetError(), "connection-lost", "the connection to dc was lost: the server hung up"),
        (BrokenPipeError(), "connection-lost", "the connection to dc was lost"),
        (
            NotLdap("a malformed message"),
            "server-refused",
            "what it sends on port 636 is not LDAP (a malformed message)",
        ),
        (Trouble("interrupted"), "interrupted", "the scan was interrupted"),
    ],
)
def test_every_failure_has_a_code_and_a_sentence(error: Exception, code: str, sentence: str) -> None:
    trouble = trouble_of(error, "dc", 636, 30)
    assert trouble is not None
    assert trouble.code == code
    assert sentence in str(trouble)


def test_a_defect_is_no_trouble() -> None:
    assert trouble_of(ZeroDivisionError(), "dc", 636, 30) is None


@pytest.mark.parametrize("code", REASONS)
def test_every_code_can_end_a_scan(code: str) -> None:
    names = [
        "host",
        "seconds",
        "detail",
        "account",
        "what",
        "name",
        "domain",
        "library",
        "extra",
        "needed",
        "collector",
        "block",
        "rows",
        "counted",
        "kinds",
        "servers",
        "megabytes",
        "other",
        "count",
        "mailbox",
    ]
    refusal = Trouble(code, port=5986, **dict.fromkeys(names, "x")).refusal()
    assert refusal.exit_code in (4, 5)
    assert refusal.what[0].isupper() or not refusal.what[0].isalpha()
    assert "{" not in refusal.what


@pytest.mark.parametrize(
    ("code", "kind", "number"),
    [
        ("sign-in-refused", SignInRefused, 4),
        ("no-credentials", SignInRefused, 4),
        ("certificate-refused", CertificateRefused, 5),
        ("unreachable", Unreachable, 5),
    ],
)
def test_exit_codes(code: str, kind: type[Refusal], number: int) -> None:
    refusal = Trouble(code, host="h", port=1, account="a", detail="d").refusal()
    assert type(refusal) is kind
    assert refusal.exit_code == number


def test_a_failed_section() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    failed = Trouble("access-denied", host="dc\x1b[31m", what="x" * 500).failed("ldap-forest", at)
    assert (failed.code, failed.collector, failed.at) == ("access-denied", "ldap-forest", at)
    assert failed.values["host"] == "dc\\u001b[31m"
    assert len(str(failed.values["what"])) < 300


@pytest.mark.parametrize("number", BIND_REASONS)
def test_active_directory_says_why_in_hexadecimal(number: str) -> None:
    message = f"80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data {number}, v1\0"
    assert bind_detail(49, message) == BIND_REASONS[number]


@pytest.mark.parametrize(
    ("code", "message", "words"),
    [
        (49, "AcceptSecurityContext error, data 999, v1", "the credentials are not valid (49): Accept"),
        (49, "", "the credentials are not valid (49)"),
        (
            8,
            "BindSimple: Transport encryption required.",
            "it demands a signed or encrypted connection (8): Bind",
        ),
        (4242, "what", "LDAP result (4242): what"),
    ],
)
def test_other_refusals_are_told_as_they_come(code: int, message: str, words: str) -> None:
    assert bind_detail(code, message).startswith(words)


def test_results_of_searches() -> None:
    assert result_trouble(50, "", "dc", "CN=x").code == "access-denied"
    assert "it is busy (51)" in str(result_trouble(51, "", "dc", "CN=x"))


class NativeError(Exception):
    def __init__(self, message: str, **numbers: object) -> None:
        super().__init__(message)
        self.__dict__.update(numbers)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            NativeError("outer", base_error=NativeError("inner", min_code=2529638944)),
            "the Kerberos ticket has expired",
        ),
        (NativeError("x", min_code=2529638919), "Kerberos does not know this server by that name"),
        (
            NativeError("x", min_code=-1765328347),
            "the clocks of this machine and the domain controller differ too much",
        ),
        (NativeError("x", winerror=-2146893053), "Kerberos does not know this server by that name"),
        (NativeError("x", min_code=12345), "x"),
        (NativeError("plain"), "plain"),
    ],
)
def test_kerberos_errors_in_words(error: Exception, words: str) -> None:
    assert logon_detail(error) == words


def test_what_python_has_no_name_for_is_named_by_openssl_s_words() -> None:
    nameless = ssl.SSLError(1, "[SSL] legacy sigalg disallowed or unsupported (_ssl.c:992)")
    assert tls_reason(nameless) == "LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED"
    assert tls_reason(ssl.SSLError(1, "something else")) is None
