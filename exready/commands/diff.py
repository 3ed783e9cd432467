"""`exready diff`."""

from __future__ import annotations

from pathlib import Path

import click

from exready import exit_codes
from exready.config import load_config, parse_day
from exready.judging import compared, tell_broken
from exready.language import language_of
from exready.options import AS_OF, CONFIG, JSON, LANG, RULES, TARGET
from exready.terminal import print_json, say_lines
from scanner.inventory.refusal import Refusal
from scanner.inventory.store import write_whole


class UnlikeRefused(Refusal):
    """An inventory and results cannot be compared."""


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@TARGET
@RULES
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md"]),
    default="text",
    show_default=True,
    help="Kind of text.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["never", "new-blocker"]),
    default="never",
    show_default=True,
    help="End with 1 when something blocks now that did not before and that nobody accepted.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write there, not to the terminal.",
)
@LANG
@JSON
@AS_OF
@CONFIG
def command(
    old: Path,
    new: Path,
    targets: tuple[str, ...],
    rules: tuple[Path, ...],
    form: str,
    fail_on: str,
    output: Path | None,
    lang: str | None,
    as_json: bool,
    as_of: str | None,
    config: Path | None,
) -> int:
    """Say what changed from OLD to NEW: in the environment, in the rules, in what could be read.

    Two inventories are judged with the same rules and as of the same day; two results (exready check -o) are
    compared as they are.

    \b
    Examples:
      exready diff october.json november.json --target exchange-se
      exready diff before.results.json after.results.json --fail-on new-blocker
    """
    from reports.difference import difference, encode, new_blockers
    from reports.difference_text import as_markdown, as_text
    from reports.environment_changes import changes_between
    from reports.words import Words

    settings, day = load_config(config), parse_day(as_of)
    before, after = (compared(path, targets, settings, day, rules) for path in (old, new))
    if (before.inventory is None) != (after.inventory is None):
        raise UnlikeRefused(
            "One of the two files is an inventory and the other one holds results.",
            "Compare two inventories, or two results written by exready check -o FILE.",
        )
    environment = (
        changes_between(before.inventory, after.inventory) if before.inventory and after.inventory else []
    )
    words = Words(language_of(lang, settings))
    found = difference(before.results, after.results, environment)
    if as_json:
        text = encode(found).decode()
    elif form == "md":
        text = as_markdown(found, words)
    else:
        text = "\n".join(as_text(found, words)) + "\n"
    if output is not None:
        write_whole(output, text.encode())
    if as_json:
        print_json(text)
    elif output is None and form == "md":
        click.echo(text, nl=False)
    elif output is None:
        say_lines(text.rstrip("\n").split("\n"))
    broken = [tell_broken(side.judged) for side in (before, after) if side.judged is not None]
    if any(broken):
        return exit_codes.DEFECT
    reached = fail_on == "new-blocker" and new_blockers(found)
    return exit_codes.THRESHOLD_REACHED if reached else exit_codes.DONE
