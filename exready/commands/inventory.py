"""`exready inventory`."""

from __future__ import annotations

import json
from pathlib import Path

import click
import msgspec

from exready.commands import inventory_anonymize, inventory_merge
from exready.options import INVENTORY, JSON
from exready.terminal import print_document, print_json, print_lines, width_of_terminal

# Where no terminal says how wide it is: what fits a page and a mail.
COLUMNS = 80


@click.group("inventory")
def command() -> None:
    """Show, validate, merge or anonymize inventory files, or print what one looks like."""


command.add_command(inventory_merge.command)
command.add_command(inventory_anonymize.command)


@command.command("show")
@INVENTORY
@JSON
def show(inventory: Path, as_json: bool) -> int:
    """Whose an INVENTORY is, what was read of each server, how much there is, what is missing and why.

    \b
    Example:
      exready inventory show inventory.json
    """
    from reports.holdings import holdings
    from reports.holdings_text import as_lines
    from scanner.inventory.store import load

    found = holdings(*load(inventory))
    if as_json:
        print_document("overview", msgspec.to_builtins(found))
        return 0
    print_lines(as_lines(found, width_of_terminal() or COLUMNS))
    return 0


@command.command("validate")
@INVENTORY
@JSON
def validate(inventory: Path, as_json: bool) -> int:
    """Say whether an INVENTORY can be read whole; ends with 2 and a sentence when not.

    \b
    Example:
      exready inventory validate inventory.json.gz
    """
    from scanner.inventory.store import load

    loaded, sha256 = load(inventory)
    if as_json:
        print_document("validity", {"valid": True, "inventory_schema": loaded.schema, "sha256": sha256})
    else:
        click.echo(f"Valid: inventory of schema {loaded.schema}, SHA-256 {sha256}.")
    return 0


@command.command("schema")
def schema() -> int:
    """Print the JSON Schema of an inventory; every field says what it is and where it comes from.

    \b
    Example:
      exready inventory schema > inventory.schema.json
    """
    from scanner.inventory.model import Inventory

    print_json(json.dumps(msgspec.json.schema(Inventory), ensure_ascii=False, indent=1))
    return 0
