"""Servers of the tests reached as the product reaches them: their names and ports led to this process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from scanner.collectors import autodiscover, web_access
from scanner.connections import exchange_powershell, winrm
from scanner.connections.connect import Options
from scanner.connections.credentials import Account
from scanner.connections.http_line import Deadline, Lines
from scanner.connections.http_session import Gate
from scanner.connections.server_ways import Server
from tests.connections.network import CLOSED
from tests.lab.certificates import LOCALHOST
from tests.servers.machine import Machine
from tests.servers.windows_http import PASSWORD, USER, known_users, running
from tests.servers.windows_server import WindowsServer

READER = Account(USER, PASSWORD)


def use_server_ports(monkeypatch: pytest.MonkeyPatch, plain: int = CLOSED, tls: int = CLOSED) -> None:
    """Let the product find WinRM, Exchange and its web services on these two ports."""
    ports = {"http": plain, "https": tls}
    for module in (winrm, exchange_powershell, autodiscover):
        monkeypatch.setattr(module, "PORTS", ports)
    monkeypatch.setattr(web_access, "PORT", tls)


@contextmanager
def plain_server(
    monkeypatch: pytest.MonkeyPatch, machines: Mapping[str, Machine] | Machine, **options: object
) -> Iterator[WindowsServer]:
    """A server without TLS, where the product looks for it; one machine alone is that of its address."""
    named = {LOCALHOST: machines} if isinstance(machines, Machine) else machines
    server = WindowsServer(named, **options)  # type: ignore[arg-type] # its own options
    use_server_ports(monkeypatch, plain=server.port)
    with known_users({USER: PASSWORD}), running(server):
        yield server


def reached(
    options: Options | None = None,
    account: Account = READER,
    host: str = LOCALHOST,
    seconds: float = 30,
    lines: Lines | None = None,
    gate: Gate | None = None,
) -> Server:
    """The server, about to be asked."""
    ports = [*winrm.PORTS.values()]
    return Server(
        host,
        account,
        options or Options(timeout=5),
        Deadline(seconds),
        lines or Lines(),
        gate or Gate(accepted=True),
        ports,
    )
