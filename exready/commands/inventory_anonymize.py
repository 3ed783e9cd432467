"""`exready inventory anonymize`."""

from __future__ import annotations

from pathlib import Path

import click

from exready.options import INVENTORY, JSON
from exready.terminal import print_document, say
from scanner.inventory.refusal import Refusal, readable


class OutputRefused(Refusal):
    """A result that would replace what it is made of."""


@click.command("anonymize")
@INVENTORY
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Inventory to write; .gz packs it.",
)
@click.option(
    "--salt-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Replace names by the secret in this file, which is made if it is not there: two inventories can be compared "
    "if both were given the same one.",
)
@JSON
def command(inventory: Path, output: Path, salt_file: Path | None, as_json: bool) -> int:
    """Replace every name in an INVENTORY, so that somebody else may see it.

    Names of people, machines, domains and places, addresses, identifiers and file paths become others of the same
    kind and length; what belongs together still does, so that the findings stay the same. Numbers, sizes, versions,
    dates, the last label of domains and the words of Exchange and Windows stay. INVENTORY is not changed.

    \b
    Examples:
      exready inventory anonymize inventory.json -o for-the-consultant.json
      exready inventory anonymize november.json -o november-anonymous.json --salt-file our.salt
    """
    from checks.rule_book import RuleBook
    from checks.vocabulary import compared
    from scanner.anonymity.inventories import anonymized
    from scanner.anonymity.salt import new_salt, salt_in
    from scanner.inventory.store import load, save

    kept = [path for path in (inventory, salt_file) if path is not None]
    if any(path.resolve() == output.resolve() for path in kept):
        raise OutputRefused(
            f"{readable(str(output))} would be replaced, and its names are nowhere else.",
            "Give another name with -o FILE.",
        )
    loaded, _ = load(inventory)
    salt, made = salt_in(salt_file) if salt_file is not None else (new_salt(), False)
    sha256 = save(output, anonymized(loaded, salt, compared(RuleBook())))
    salt_path = str(salt_file.resolve()) if salt_file is not None else None
    if as_json:
        found = {"inventory": str(output), "sha256": sha256, "salt_file": salt_path, "salt_made": made}
        print_document("anonymized", found)
        return 0
    say(f"Wrote {readable(str(output))}: every name in it is replaced.")
    if salt_path is None:
        say(
            "The secret behind the names is forgotten: the next file gets others. To compare two files, give both the "
            "same --salt-file FILE."
        )
    else:
        say(
            f"{'Made the salt' if made else 'By the salt in'} {readable(salt_path)}: keep it to yourself, since with "
            "it names can be tried out."
        )
    say("Look at it before you hand it on: sizes, numbers and dates are the real ones.")
    return 0
