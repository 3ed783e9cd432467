"""How far the logs tell which programs are in use, for every check that says a program was not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.wording import Text, say
from scanner.inventory.model import Clients, ExchangeServer
from scanner.inventory.names import is_edge


def unread_logs(clients: Clients, servers: Sequence[ExchangeServer] | None) -> list[str | Text]:
    """Why programs may be in use that were not seen; none when all logs were read, or a person said what is in use."""
    return [*map(_limit, clients.limits or ()), *_unread(clients, servers)]


# What the collector writes behind the server and the log, and how it is said.
_REACHED: Mapping[str, Text] = {
    "no protocol log": say("clients.no-log", "no protocol log"),
    "logs that could not be opened": say("clients.unopened", "logs that could not be opened"),
    "seconds": say("clients.seconds", "reading ended at its time limit"),
    "megabytes": say("clients.megabytes", "reading ended at its size limit"),
    "programs": say("clients.many", "more programs than are counted"),
    "columns": say("clients.columns", "logs without the columns that tell programs"),
}


def _limit(limit: str) -> str | Text:
    """`SERVER: LOG, LIMIT` or `SERVER: LIMIT` in words; what is written otherwise as it stands."""
    host, _, rest = limit.partition(": ")
    log, _, reached = rest.rpartition(", ")
    why = _REACHED.get(reached)
    if why is None:
        return limit
    if log:
        return say("clients.limit", "{host}: {log}, {why}", host=host, log=log, why=why)
    return say("clients.no-limit", "{host}: {why}", host=host, why=why)


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
