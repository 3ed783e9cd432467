"""What binds a sign-in to the TLS around it (RFC 5929)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import spnego
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from hypothesis import given
from hypothesis import strategies as st
from spnego.channel_bindings import GssChannelBindings
from spnego.exceptions import SpnegoError

from scanner.connections.credentials import Account
from scanner.connections.spnego_handshake import SpnegoHandshake, tls_server_end_point
from tests.collectors.test_certificates import issued_with
from tests.lab.static_certificates import INTERNAL_TRANSPORT

PREFIX = b"tls-server-end-point:"


def test_the_hash_is_that_of_the_signature() -> None:
    assert tls_server_end_point(INTERNAL_TRANSPORT) == PREFIX + hashlib.sha256(INTERNAL_TRANSPORT).digest()


@pytest.mark.parametrize(
    ("signature", "hashed"), [("sha384", "sha384"), ("sha512", "sha512"), (None, "sha256")]
)
def test_each_signature(signature: str | None, hashed: str) -> None:
    certificate = issued_with(signature)
    assert tls_server_end_point(certificate) == PREFIX + hashlib.new(hashed, certificate).digest()


def test_sha_256_stands_in_for_weak_hashes() -> None:
    """No library signs with SHA-1 any more: ecdsa-with-SHA256 becomes ecdsa-with-SHA1 by hand (RFC 3279, 5758)."""
    of_sha256, of_sha1 = bytes.fromhex("300a06082a8648ce3d040302"), bytes.fromhex("300906072a8648ce3d0401")
    weak = bytearray(INTERNAL_TRANSPORT.replace(of_sha256, of_sha1))
    weak[2:4] = (int.from_bytes(weak[2:4], "big") - 2).to_bytes(2, "big")
    weak[6] -= 1
    certificate = bytes(weak)
    signature = x509.load_der_x509_certificate(certificate).signature_hash_algorithm
    assert isinstance(signature, hashes.SHA1)
    assert tls_server_end_point(certificate) == PREFIX + hashlib.sha256(certificate).digest()


@pytest.fixture
def known_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Account:
    """A user whom the other side of NTLM in this process knows."""
    users = tmp_path / "users"
    users.write_text("CORP:reader:Re4der!pass\n")
    monkeypatch.setenv("NTLM_USER_FILE", str(users))
    return Account("CORP\\reader", "Re4der!pass")


def ntlm(account: Account, shown: bytes, expected: bytes) -> bool:
    """Whether a server that expects one certificate lets in who has seen the other."""
    bindings = GssChannelBindings(application_data=tls_server_end_point(expected))
    server = spnego.server(protocol="ntlm", channel_bindings=bindings)
    client = SpnegoHandshake(account, "dc1.corp.test", 5, shown)
    challenge = server.step(client.step(None))
    answer = client.step(challenge)
    assert client.complete
    assert account.password.encode("utf-16-le") not in (answer or b"")
    try:
        server.step(answer)
    except SpnegoError:
        return False
    return server.complete


def test_ntlm_is_bound_to_the_certificate_that_was_shown(known_user: Account) -> None:
    other = issued_with("sha512")
    assert ntlm(known_user, INTERNAL_TRANSPORT, INTERNAL_TRANSPORT)
    assert not ntlm(known_user, other, INTERNAL_TRANSPORT)


@given(st.binary(max_size=64))
def test_no_bytes_break_it(raw: bytes) -> None:
    assert tls_server_end_point(raw) == PREFIX + hashlib.sha256(raw).digest()
