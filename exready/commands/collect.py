"""`exready collect`."""

from __future__ import annotations

from pathlib import Path

import click

from exready import exit_codes
from exready.commands.scan import FOR, MACHINES, ROLE, this_machine
from exready.config import load_config
from exready.options import CONFIG, JSON
from exready.telling import NOWHERE, Progress, show_plan, tell
from exready.terminal import print_document, say
from exready.version import version
from scanner.inventory.model import Role
from scanner.inventory.refusal import readable


@click.command("collect")
@click.option(
    "--as", "taken_as", type=click.Choice(MACHINES), help="Read this machine: a server to be, or as it is."
)
@ROLE
@FOR
@click.option(
    "--script",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the scripts for a server that nothing can reach, with instructions, and read nothing.",
)
@click.option(
    "--days",
    type=click.IntRange(1, 365),
    help="Days of client logs the scripts look at.  [default: 14]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Inventory to write; .gz packs it.",
)
@click.option("--plan", "only_plan", is_flag=True, help="Print what would be read, and read nothing.")
@JSON
@CONFIG
def command(
    taken_as: str | None,
    role: Role,
    targets: tuple[str, ...],
    folder: Path | None,
    days: int | None,
    only_plan: bool,
    output: Path | None,
    as_json: bool,
    config: Path | None,
) -> int:
    """Read one machine on its own: this one, or by scripts that an administrator runs there. Only ever reads.

    \b
    Examples:
      exready collect --as candidate --role mailbox --for exchange-se -o server.json
      exready collect --script for-the-server
      exready import *.txt --into inventory.json
    """
    if (taken_as is None) == (folder is None):
        raise click.UsageError(
            "Give either --as candidate|server for this machine, or --script DIR for another."
        )
    if folder is not None and only_plan:
        raise click.UsageError(
            "--script reads nothing; what it writes is the plan, to be read before it is run."
        )
    if folder is not None:
        return write_scripts(folder, days, as_json)
    from scanner.connections.credentials import Credentials
    from scanner.plan import plan
    from scanner.request import Request
    from scanner.scan import run

    assert taken_as is not None
    request = Request(local=this_machine(taken_as, role, targets))
    if only_plan:
        show_plan(plan(request), as_json, NOWHERE)
        return exit_codes.DONE
    outcome = run(
        request,
        output or Path("this-machine.inventory.json"),
        Credentials(None, ask=None),
        tool=version(),
        progress=Progress(),
    )
    tell(outcome, as_json, load_config(config))
    return exit_codes.INCOMPLETE if outcome.gaps else exit_codes.DONE


def write_scripts(folder: Path, days: int | None, as_json: bool) -> int:
    """The folder to be carried to the server, and what to do with it."""
    from scanner.inventory.store import write_folder
    from scanner.scripts.assemble import DAYS, bundle

    written = write_folder(folder, bundle(DAYS if days is None else days))
    if as_json:
        print_document("scripts", {"written": [str(path) for path in written]})
        return exit_codes.DONE
    say(f"Wrote {readable(str(folder))}: {', '.join(path.name for path in written)}")
    say("Copy the folder to the server and run collect.cmd there as administrator; READ-ME.txt says more.")
    click.echo("Next  exready import FILES --into inventory.json")
    return exit_codes.DONE
