"""What the servers of a scan would be asked, in words, without asking anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scanner.collectors import autodiscover, exchange_endpoint, mailbox_contents, server_scripts, web_access
from scanner.collectors.query import Planned, Query
from scanner.connections import exchange_powershell, winrm
from scanner.scripts.exchange_commands import SERVER, Command, Generation
from scanner.servers import ALL

_WHERE = {
    "host": "",
    "exchange": "if it is Exchange 2007 or an Edge server",
    "clients": "if it is Exchange 2007 or later and no Edge server",
}


def planned(wanted: Sequence[str], candidates: Sequence[str], *, credssp: bool = False) -> Iterator[Planned]:
    """What goes to these servers, in order. Of a candidate that is no Exchange server only the machine is read."""
    servers = ", ".join("every Exchange server of the directory" if name == ALL else name for name in wanted)
    shell = f"WinRM, a remote shell (ports {winrm.PORTS['https']}, {winrm.PORTS['http']})"
    if credssp:
        shell = (
            f"WinRM, a remote shell (port {winrm.PORTS['https']}), by CredSSP, which hands over the password"
        )
    for script in server_scripts.SCRIPTS if wanted else ("host",):
        to = ", ".join([*([servers] if wanted else []), *candidates]) if script == "host" else servers
        purpose = f"the script {script}.ps1, which exready collect --script DIR writes for you to read"
        query = Query(purpose, "", (), right=server_scripts.RIGHT)
        yield Planned(server_scripts.COLLECTOR, to, shell, query, _WHERE[script])
    if not wanted:
        return
    ports = exchange_powershell.PORTS
    endpoint = (
        f"PowerShell remoting, {exchange_powershell.CONFIGURATION} (ports {ports['https']}, {ports['http']})"
    )
    for words, command in _commands().items():
        whom = ", of the newest that answers alone" if exchange_endpoint.of_organization(command) else ""
        query = Query(words, "", (), right=exchange_endpoint.RIGHT)
        versions = _VERSIONS[command.generations[-1], len(command.generations) > 1]
        spare = ", where the directory did not tell" if command.instead_of is not None else ""
        condition = f"if it is Exchange {versions}{whom}{spare}"
        yield Planned(exchange_endpoint.COLLECTOR, servers, endpoint, query, condition)
    web = Query("certificate, ways to sign in and build: one question to EWS", "", (), right=web_access.RIGHT)
    https = f"HTTPS (port {web_access.PORT})"
    yield Planned(web_access.COLLECTOR, servers, https, web, "if it has the Client Access role")
    looked = Query("what answers where programs look for their settings", "", (), right=autodiscover.RIGHT)
    names = "the addresses in the directory, and for each accepted domain DOMAIN and autodiscover.DOMAIN"
    yield Planned(autodiscover.COLLECTOR, names, "HTTPS, HTTP and DNS", looked, "")


def planned_mailboxes() -> Planned:
    """What goes to each mailbox."""
    purpose = (
        "sizes of folders and of items above "
        f"{mailbox_contents.LARGE_ITEM >> 20} MB, and how many there are: {mailbox_contents.QUERY}"
    )
    query = Query(purpose, "", (), right=mailbox_contents.RIGHT)
    to = "a client access server of each version, the newest that answers"
    return Planned(
        mailbox_contents.COLLECTOR,
        to,
        f"EWS (port {web_access.PORT})",
        query,
        "for each mailbox of the directory",
    )


# By the newest generation that knows a command, and whether an older one does too.
_VERSIONS: Mapping[tuple[Generation, bool], str] = {
    ("2013", True): "2010 and later",
    ("2013", False): "2013 and later",
    ("2010", True): "2010",
    ("2010", False): "2010",
}


def _commands() -> dict[str, Command]:
    generations: tuple[Generation, ...] = ("2010", "2013")
    return {
        _words(each): each for generation in generations for each in exchange_endpoint.commands(generation)
    }


def _words(command: Command) -> str:
    parameters = (
        f" -{name}" + (f" {'SERVER' if value == SERVER else value}" if value else "")
        for name, value in command.parameters
    )
    return command.name + "".join(parameters)
