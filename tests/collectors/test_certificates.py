"""Certificates as directories and machines keep them, whole and broken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from scanner.collectors import certificates
from scanner.inventory.model import Certificate
from tests.collectors.answers import NUL, RIGHT_TO_LEFT, SCRIPT
from tests.lab.static_certificates import INTERNAL_TRANSPORT
from tests.made import made

BEGIN, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


HASHES: dict[str, hashes.SHA384 | hashes.SHA512] = {"sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


def issued(
    name: str,
    key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey,
    *alternatives: str,
    hashed: hashes.SHA384 | hashes.SHA512 = HASHES["sha512"],
) -> bytes:
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(BEGIN)
        .not_valid_after(END)
    )
    if alternatives:
        names = x509.SubjectAlternativeName([x509.DNSName(each) for each in alternatives])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashed).public_bytes(
        Encoding.DER
    )


def issued_with(signature: str | None) -> bytes:
    """A certificate whose signature has this hash, or none."""
    if signature is None:
        return issued("x", ed25519.Ed25519PrivateKey.generate())
    return issued("x", rsa.generate_private_key(65537, 2048), hashed=HASHES[signature])


def test_everything_is_read() -> None:
    assert certificates.read(INTERNAL_TRANSPORT) == Certificate(
        thumbprint="0E9B23010B918C5A4E9E9F35FBC785889A00576D",
        subject="CN=EX01",
        issuer="CN=EX01",
        not_before=datetime(2024, 1, 1, tzinfo=UTC),
        not_after=datetime(2044, 1, 1, tzinfo=UTC),
        names=["ex01", "ex01.exlab.test"],
        key_type="EC",
        key_bits=256,
        signature_hash="sha256",
    )


def test_an_old_one_without_alternative_names_is_valid_for_its_common_name() -> None:
    found = certificates.read(issued("mail.corp.test", rsa.generate_private_key(65537, 1024)))
    assert (found.names, found.key_type, found.key_bits) == (["mail.corp.test"], "RSA", 1024)
    assert found.signature_hash == "sha512"


def test_a_key_without_a_length_and_a_signature_without_a_hash() -> None:
    found = certificates.read(issued("x", ed25519.Ed25519PrivateKey.generate(), "a.test", "*.b.test"))
    assert (found.names, found.key_type) == (["a.test", "*.b.test"], "Ed25519")
    assert (found.key_bits, found.signature_hash) == (None, None)


@pytest.mark.parametrize("name", [SCRIPT, RIGHT_TO_LEFT, NUL])
def test_hostile_names_are_kept_as_they_are(name: str) -> None:
    found = certificates.read(issued(name, ed25519.Ed25519PrivateKey.generate()))
    assert found.names == [name]
    assert found.not_after == END


@pytest.mark.parametrize("cut", range(0, len(INTERNAL_TRANSPORT), 13))
def test_of_a_broken_one_the_thumbprint_is_left(cut: int) -> None:
    found = certificates.read(INTERNAL_TRANSPORT[:cut])
    assert found == made(Certificate, thumbprint=found.thumbprint)
    assert len(found.thumbprint) == 40


@given(st.integers(0, len(INTERNAL_TRANSPORT) - 1), st.integers(1, 255))
def test_no_bytes_break_it(place: int, change: int) -> None:
    broken = bytearray(INTERNAL_TRANSPORT)
    broken[place] ^= change
    assert certificates.read(bytes(broken)).thumbprint
