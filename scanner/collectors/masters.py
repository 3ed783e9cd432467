"""Who holds a master role: fSMORoleOwner names the settings of a controller, whose server object names the host."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from scanner.collectors.query import Query, ask_one
from scanner.connections.directory import Directory
from scanner.connections.dn import key, name_of, parent
from scanner.connections.entry import Entry

OWNER = "fSMORoleOwner"
MASTER = Query("DNS name of a master", "{master}", ("dNSHostName",), when="for each server that holds a role")
DOMAIN_MASTER = replace(MASTER, to="each-domain")

# The server objects of masters, by the key of their names.
Masters = Mapping[str, Entry]


def ask_masters(directory: Directory, query: Query, owned: Iterable[Entry | None]) -> Masters:
    """The servers that own the roles of these objects, each asked for once. Raises Trouble."""
    servers = {key(server): server for entry in owned if (server := _server(entry))}
    found = ((known, ask_one(directory, query, master=dn)) for known, dn in sorted(servers.items()))
    return {known: entry for known, entry in found if entry}


def master(entry: Entry | None, masters: Masters) -> str | None:
    """The DNS name of the role's owner; where its object does not say, the name that stands in the role."""
    server = _server(entry)
    found = masters.get(key(server)) if server else None
    return (found.text("dNSHostName") if found else None) or name_of(server)


def _server(entry: Entry | None) -> str | None:
    owner = entry.text(OWNER) if entry else None
    return parent(owner) if owner else None
