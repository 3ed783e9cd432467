"""Addresses of virtual directories: which host clients are sent to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from scanner.inventory.model import VirtualDirectory


def host_of(address: str | None) -> str | None:
    """The host of an address; Outlook Anywhere stores the bare host. None where no host can be told."""
    text = (address or "").strip()
    if not text:
        return None
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname
    except ValueError:
        return None
    return host or None


def client_addresses(
    directories: Iterable[VirtualDirectory], kinds: Iterable[str]
) -> Iterator[tuple[VirtualDirectory, str]]:
    """Each virtual directory clients see with each of the hosts it sends them to, inside and outside."""
    wanted = set(kinds)
    for directory in directories:
        if directory.back_end or directory.kind not in wanted:
            continue
        for address in dict.fromkeys((directory.internal_url, directory.external_url)):
            host = host_of(address)
            if host is not None:
                yield directory, host
