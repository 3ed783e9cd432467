"""Certificates as they are stored: DER in, what they say of themselves out. Whoever made them, nothing here fails."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from scanner.inventory.model import Certificate
from scanner.inventory.text import clean_text

if TYPE_CHECKING:
    from cryptography import x509

T = TypeVar("T")


def read(der: bytes) -> Certificate:
    """What a certificate says; of one that cannot be understood, whole or in parts, only the thumbprint is sure."""
    found = _said(lambda: _parsed(der))

    def of(ask: Callable[[x509.Certificate], T]) -> T | None:
        return None if found is None else _said(lambda: ask(found))

    return Certificate(
        thumbprint=hashlib.sha1(der, usedforsecurity=False).hexdigest().upper(),
        subject=of(lambda each: clean_text(each.subject.rfc4514_string()) or None),
        issuer=of(lambda each: clean_text(each.issuer.rfc4514_string()) or None),
        not_before=of(lambda each: each.not_valid_before_utc),
        not_after=of(lambda each: each.not_valid_after_utc),
        names=of(_names),
        key_type=of(_key_type),
        key_bits=of(lambda each: getattr(each.public_key(), "key_size", None)),
        signature_hash=of(lambda each: getattr(each.signature_hash_algorithm, "name", None)),
    )


def _parsed(der: bytes) -> x509.Certificate:
    from cryptography import x509

    return x509.load_der_x509_certificate(der)


def _names(certificate: x509.Certificate) -> list[str]:
    """The DNS names of the extension; without one, as clients did before, the common name."""
    from cryptography import x509

    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        common = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        return [clean_text(each.value) for each in common]
    return [clean_text(name) for name in extension.value.get_values_for_type(x509.DNSName)]


def _key_type(certificate: x509.Certificate) -> str | None:
    """`RSA`, `EllipticCurve`, `Ed25519`: the name of the class of the key without what surrounds it."""
    return type(certificate.public_key()).__name__.removesuffix("PublicKey") or None


def _said(ask: Callable[[], T]) -> T | None:
    try:
        return ask()
    except Exception:  # noqa: BLE001 - bytes from outside in a foreign parser; what it may raise is not documented
        return None
