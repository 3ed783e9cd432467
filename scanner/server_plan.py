"""What the servers of a scan would be asked, in words, without asking anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scanner.collectors import autodiscover, exchange_endpoint, server_scripts, web_access
from scanner.collectors.query import Query
from scanner.connections import exchange_powershell, winrm
from scanner.scripts.exchange_commands import SERVER, Command
from scanner.servers import ALL

_WHERE = {
    "host": "",
    "exchange": ", if it is Exchange 2007 or an Edge server",
    "clients": ", if it is Exchange 2007 or later and no Edge server",
}


@dataclass(frozen=True)
class Planned:
    """One thing a scan would send, to whom and with which right."""

    collector: str
    to: str
    protocol: str
    query: Query


def planned(wanted: Sequence[str], candidates: Sequence[str]) -> Iterator[Planned]:
    """What goes to these servers, in order."""
    every = "every Exchange server that the directory names"
    to = ", ".join(every if name == ALL else name for name in dict.fromkeys((*wanted, *candidates)))
    shell = f"WinRM, a remote shell (ports {winrm.PORTS['https']}, {winrm.PORTS['http']})"
    for script in server_scripts.SCRIPTS:
        purpose = f"the script {script}.ps1, which exready collect --script DIR writes for you to read"
        query = Query(purpose, "", (), right=server_scripts.RIGHT)
        yield Planned(server_scripts.COLLECTOR, to + _WHERE[script], shell, query)
    ports = exchange_powershell.PORTS
    endpoint = (
        f"PowerShell remoting, {exchange_powershell.CONFIGURATION} (ports {ports['https']}, {ports['http']})"
    )
    asked = {
        _words(each): each
        for generation in ("2010", "2013")
        for each in exchange_endpoint.commands(generation)
    }
    for words, command in asked.items():
        whom = "one of them for all" if exchange_endpoint.of_organization(command) else "each"
        query = Query(words, "", (), right=exchange_endpoint.RIGHT)
        versions = "2010 and later" if len(command.generations) > 1 else _VERSIONS[command.generations[0]]
        yield Planned(exchange_endpoint.COLLECTOR, f"{to}: {whom} of Exchange {versions}", endpoint, query)
    web = Query("certificate, ways to sign in and build: one question to EWS", "", (), right=web_access.RIGHT)
    yield Planned(
        web_access.COLLECTOR,
        f"{to}, if it has the Client Access role",
        f"HTTPS (port {web_access.PORT})",
        web,
    )
    looked = Query("what answers where programs look for their settings", "", (), right=autodiscover.RIGHT)
    names = "the addresses in the directory, and for each accepted domain DOMAIN and autodiscover.DOMAIN"
    yield Planned(autodiscover.COLLECTOR, names, "HTTPS, HTTP and DNS", looked)


_VERSIONS = {"2007": "2007", "2010": "2010", "2013": "2013 and later"}


def _words(command: Command) -> str:
    parameters = (
        f" -{name}" + (f" {'SERVER' if value == SERVER else value}" if value else "")
        for name, value in command.parameters
    )
    return command.name + "".join(parameters)
