"""What Exchange's own commands say, over its endpoint for PowerShell (2010 and later), as rows of `exchange.ps1`.

Commands about the whole organisation are asked of one server only: the others would say the same again. All of them go
to the same one, since what they say of one thing belongs together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from scanner.collectors.exchange_statistics import KINDS, SHELL
from scanner.connections.errors import Trouble
from scanner.connections.exchange_powershell import CommandFailed, ExchangeShell
from scanner.inventory.journal import Listing
from scanner.scripts.exchange_commands import COMMANDS, SERVER, Command, Generation, Property
from scanner.scripts.printing import Printer
from scanner.scripts.rows import Script

COLLECTOR = "exchange-powershell"
SCRIPT: Script = "exchange"
RIGHT = "View-Only Organization Management"


def commands(generation: Generation) -> list[Command]:
    """What a server of this generation is asked."""
    return [each for each in COMMANDS if generation in each.generations and each.kind in KINDS]


def of_organization(command: Command) -> bool:
    """It is about the whole organisation and not about one server."""
    return all(value != SERVER for _, value in command.parameters)


def ask(
    shell: ExchangeShell,
    server: str,
    host: str,
    generation: Generation,
    at: datetime,
    *,
    whole: bool,
    without: Collection[str] = (),
) -> Listing:
    """Every command, of the server of this name in Exchange, asked by the name `host`. Raises nothing.

    Only with `whole` those about the organisation are among them, and none of those instead of the sections `without`.
    """
    printer = Printer(SCRIPT, host, at)
    printer.row("exchange-version", generation)
    printer.done(SHELL)
    asked = commands(generation)
    left = [
        each.block
        for each in asked
        if each.instead_of in without or (of_organization(each) and not whole)
    ]  # fmt: skip
    cut: Trouble | None = None
    for command in asked:
        if command.block in left:
            continue
        try:
            _run(shell, command, server, printer)
        except CommandFailed as failure:
            printer.failed(command.block, failure.error, failure.message)
        except Trouble as trouble:
            cut = trouble
            break
    return Listing(
        script=SCRIPT,
        host=host,
        at=at,
        text=printer.text(whole=cut is None),
        cut=cut.failed(COLLECTOR, at) if cut else None,
        left=tuple(left),
    )


def told_all(listing: Listing, generation: Generation) -> bool:
    """Whether a server that was asked about the organisation told everything."""
    blocks = {f"failed\t{each.block}\t" for each in commands(generation) if of_organization(each)}
    broke = any(line.startswith(tuple(blocks)) for line in listing.text.splitlines())
    return listing.cut is None and not broke


def not_asked(host: str, at: datetime, trouble: Trouble) -> Listing:
    """A server whose endpoint could not be used."""
    return Listing(script=SCRIPT, host=host, at=at, text="", cut=trouble.failed(COLLECTOR, at))


def _run(shell: ExchangeShell, command: Command, server: str, printer: Printer) -> None:
    parameters = [(name, {SERVER: server, "": None}.get(value, value)) for name, value in command.parameters]
    names = [each.name for each in command.properties]
    for found in shell.run(command.name, parameters, names):
        printer.row(command.kind, *(_value(each, found) for each in command.properties))
    printer.done(command.block)


def _value(wanted: Property, found: Mapping[str, Any]) -> object:
    """A property as a script would print it."""
    value = found.get(wanted.name)
    if value is None:
        return None
    if wanted.type == "list":
        return [str(each) for each in value] if isinstance(value, list) else [str(value)]
    if wanted.type == "time":
        return _time(value)
    return value if isinstance(value, bool | int) else str(value)


def _time(value: object) -> object:
    """A moment in UTC; a text that names none, or none that can be told without a time zone, stays a text."""
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return moment.astimezone(UTC) if moment.tzinfo else str(value)
