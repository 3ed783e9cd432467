"""Ports and names of the tests' own: where a connection really goes when the product dials 389 or 636."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Any

import pytest

from scanner.connections import connect

CLOSED = 1  # nobody listens on the port of tcpmux


def use_ports(
    monkeypatch: pytest.MonkeyPatch, ldaps: int = CLOSED, plain: int = CLOSED, catalog: int = CLOSED
) -> None:
    """Let the product find LDAPS and plain LDAP on these ports."""
    ports = {
        "ldaps": (ldaps, catalog), "starttls": (plain, catalog), "sealed": (plain, catalog),
        "ldaps-bound": (ldaps, catalog),
    }  # fmt: skip
    monkeypatch.setattr(connect, "PORTS", ports)


def use_names(monkeypatch: pytest.MonkeyPatch, names: Mapping[str, str]) -> None:
    """Let the system resolve these names to these addresses, and others as before."""
    resolve = socket.getaddrinfo

    def getaddrinfo(host: str, *rest: Any, **options: Any) -> Any:
        return resolve(names.get(host, host), *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
