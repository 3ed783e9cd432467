"""A certificate, wherever it was found: in the directory, in a machine's store, in a TLS handshake."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from scanner.inventory.absence import told
from scanner.inventory.model.record import Record


class Certificate(Record, frozen=True, kw_only=True):
    """What a certificate says of itself. Never a private key."""

    thumbprint: Annotated[
        str, told("SHA-1 of the whole certificate, hexadecimal capitals", "the certificate")
    ]
    subject: Annotated[str | None, told("Whom it is for", "certificate subject")]
    issuer: Annotated[str | None, told("Who issued it", "certificate issuer")]
    not_before: Annotated[datetime | None, told("Valid from", "certificate notBefore")]
    not_after: Annotated[datetime | None, told("Valid until", "certificate notAfter")]
    names: Annotated[
        list[str] | None, told("DNS names it is valid for", "certificate subjectAltName, or its common name")
    ]
    key_type: Annotated[str | None, told("Kind of key, such as RSA", "certificate public key")]
    key_bits: Annotated[int | None, told("Length of the key in bits", "certificate public key")]
    signature_hash: Annotated[
        str | None, told("Hash of the signature, such as sha256", "certificate signature")
    ]
