"""`exready import`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from exready import exit_codes
from exready.config import load_config
from exready.options import CONFIG, JSON
from exready.telling import tell
from exready.version import version


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path),
    metavar="INVENTORY",
    help="Inventory to add to; made when there is none.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write the result; INVENTORY itself when not given.",
)
@JSON
@CONFIG
def command(
    files: tuple[Path, ...], into: Path, output: Path | None, as_json: bool, config: Path | None
) -> int:
    """Add to an inventory what the scripts of exready collect printed, whole or cut short.

    Inventories that exready collect wrote are taken too: their machines, and what these are meant for. What was read
    later wins, part by part; importing a file twice changes nothing.

    \b
    Examples:
      exready import EX1-host.txt EX1-exchange.txt EX1-clients.txt --into inventory.json
      exready import server.json --into inventory.json -o both.json
    """
    from scanner.imports import import_files

    defaults = load_config(config)
    outcome = import_files(files, into, output, tool=version(), now=datetime.now(UTC))
    tell(outcome, as_json, defaults)
    return exit_codes.INCOMPLETE if outcome.gaps else exit_codes.DONE
