"""One visit of the doctor: what was asked for, and what the probes have found so far for those after them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from scanner.collectors import site_servers
from scanner.connections.credentials import Credentials, Logon, Prospect
from scanner.connections.directories import Directories
from scanner.connections.discovery import domain_controllers
from scanner.connections.http_line import Lines
from scanner.connections.http_session import Gate
from scanner.inventory.absence import Section
from scanner.inventory.model import ExchangeServer
from scanner.request import Request
from scanner.servers import Machine

Clock = Callable[[], datetime]


@dataclass
class Visit:
    """What was asked for, and below it what was found.

    Attributes:
        request: what the scan would be asked to read, and how to connect.
        output: the inventory that it would write.
        encoding: that of the output's characters.
        now: the clock of this machine.
        controllers: domain controllers in the order in which a scan tries them.
        open_ports: of each host that answered, those of its ports that do.
        directories: the connections of a scan, once somebody could sign in.
        servers: the section of the inventory, once it was read.
        machines: the servers to look at, by the name they are asked by.
        other_domains: those of the forest but the one that was named.
        gate: what lets one sign-in after the other through at servers, until one was accepted.
    """

    request: Request
    credentials: Credentials
    output: Path
    encoding: str
    now: Clock
    lines: Lines = field(default_factory=Lines)
    prospects: list[Prospect] = field(default_factory=list)
    controllers: list[str] = field(default_factory=list)
    open_ports: dict[str, frozenset[int]] = field(default_factory=dict)
    servers: Section[list[ExchangeServer]] | None = None
    machines: dict[str, Machine] = field(default_factory=dict)
    other_domains: list[str] = field(default_factory=list)
    gate: Gate = field(default_factory=lambda: Gate(accepted=False))
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        request = self.request
        self.directories = Directories(
            request.domain,
            request.server,
            self.credentials,
            request.options,
            self._found,
            site_servers.controllers_of,
        )

    @property
    def by_ticket(self) -> bool:
        """A scan would sign in with a ticket or the Windows logon, and show its password to nobody."""
        return next((isinstance(each.logon, Logon) for each in self.prospects if each.user), False)

    def close(self) -> None:
        """Sign out, and hang up everywhere."""
        self.lines.cut()
        self.directories.close()

    def _found(self, domain: str, seconds: float) -> list[str]:
        """As DNS says; of the domain that was named, what it has said already."""
        if domain == self.request.domain and self.controllers:
            return self.controllers
        return domain_controllers(domain, seconds)
