"""How far the logs tell which programs are in use, for every check that says a program was not seen."""

from __future__ import annotations

from collections.abc import Sequence

from checks.wording import Text, say
from scanner.inventory.model import Clients, ExchangeServer
from scanner.inventory.names import is_edge


def unread_logs(clients: Clients, servers: Sequence[ExchangeServer] | None) -> list[str | Text]:
    """Why programs may be in use that were not seen; none when all logs were read, or a person said what is in use."""
    return [*(clients.limits or []), *_unread(clients, servers)]


def _unread(clients: Clients, servers: Sequence[ExchangeServer] | None) -> list[str | Text]:
    """Exchange servers whose logs were not among those read; none when a person said what is in use."""
    if clients.servers is None:
        return []
    if servers is None:
        return [say("clients.servers-unknown", "the list of Exchange servers")]
    read = {name.casefold().split(".")[0] for name in clients.servers}
    return [
        server.name for server in servers if server.name.casefold() not in read and not is_edge(server.roles)
    ]
