"""Certificates that nobody ever issued."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from scanner.inventory.model import BoundCertificate, Certificate

AUTHORITY = "CN=Example Public CA R1, O=Example Trust Services"


def certificate(
    name: str,
    begin: str,
    end: str,
    *others: str,
    issuer: str | None = None,
    bits: int = 2048,
    signature: str = "sha256",
) -> Certificate:
    """A certificate for a name and others, valid between two days; without an issuer it has signed itself."""
    subject = f"CN={name}"
    return Certificate(
        thumbprint=hashlib.sha1(f"{subject} {begin} {end}".encode()).hexdigest().upper(),
        subject=subject,
        issuer=issuer or subject,
        not_before=_noon(begin),
        not_after=_noon(end),
        names=[name, *others],
        key_type="RSA",
        key_bits=bits,
        signature_hash=signature,
    )


def own(server: str, domain: str, begin: str, end: str, *, signature: str = "sha256") -> Certificate:
    """The certificate that a server of Exchange makes for itself."""
    return certificate(server, begin, end, f"{server}.{domain}", signature=signature)


def bound(found: Certificate, *services: str, has_private_key: bool | None = True) -> BoundCertificate:
    """A certificate in the store of a machine, and what Exchange uses it for."""
    return BoundCertificate(certificate=found, services=list(services), has_private_key=has_private_key)


def by_name(found: Certificate) -> str:
    """How connectors name a certificate."""
    return f"<I>{found.issuer}<S>{found.subject}"


def thumbprints(*found: Certificate) -> list[str]:
    """How the settings of OAuth name certificates."""
    return [each.thumbprint for each in found]


def unassigned(found: Sequence[Certificate]) -> list[BoundCertificate]:
    """Certificates of which it was not read what Exchange uses them for."""
    return [BoundCertificate(certificate=each, services=None, has_private_key=True) for each in found]


def _noon(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
