"""Certificates of a server and what Exchange uses them for, for every check that asks."""

from __future__ import annotations

from collections.abc import Sequence

from scanner.inventory.model import BoundCertificate

# What Exchange writes for a certificate that it knows and does not use.
_UNUSED = "none"


def services_of(bound: BoundCertificate) -> list[str] | None:
    """The services Exchange uses it for, such as IIS; None when that was not read."""
    if bound.services is None:
        return None
    return [name for name in bound.services if name.casefold() != _UNUSED]


def used(certificates: Sequence[BoundCertificate], service: str | None = None) -> list[BoundCertificate]:
    """Those Exchange uses for a service, or for any."""
    return [
        bound
        for bound in certificates
        if (names := services_of(bound)) and (service is None or _has(names, service))
    ]


def unsure(certificates: Sequence[BoundCertificate]) -> list[BoundCertificate]:
    """Those of which it was not read whether Exchange uses them."""
    return [bound for bound in certificates if bound.services is None]


def name_of(bound: BoundCertificate) -> str:
    """What to call it: whom it is for, and the beginning of its thumbprint, since several are for the same."""
    certificate = bound.certificate
    return f"{certificate.subject or '?'} ({certificate.thumbprint[:8]})"


def covers(name: str, host: str) -> bool:
    """Whether a DNS name of a certificate stands for a host; a star stands for exactly one label."""
    name, host = name.casefold(), host.casefold()
    if name.startswith("*."):
        return host.partition(".")[2] == name.removeprefix("*.") and not host.startswith(".")
    return name == host


def _has(names: Sequence[str], service: str) -> bool:
    return service.casefold() in [name.casefold() for name in names]
