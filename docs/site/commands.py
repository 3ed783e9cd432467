"""The page of commands and options, from the command line itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

from docs.site.markdown import block, code, plain, table
from exready.cli import cli

HEAD = """# Commands

Made from the command line itself; `exready COMMAND --help` says the same. How a command ends is said by
[exit codes](../results.md#exit-codes), what may stand in a file instead of an option by
[exready.toml](../configuration.md).
"""
_EXAMPLES = re.compile(r"^\s*Examples?:$")


def pages() -> dict[Path, str]:
    """The page."""
    return {
        Path("reference/commands.md"): "\n".join(
            [HEAD, *_every(cli, click.Context(cli, info_name="exready"))]
        )
    }


def commands(group: click.Group, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """Every command below a group, with the context that knows its whole name."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        below = click.Context(command, info_name=name, parent=context)
        yield command, below
        if isinstance(command, click.Group):
            yield from commands(command, below)


def _every(group: click.Group, context: click.Context) -> Iterator[str]:
    for command, of_command in commands(group, context):
        level = "#" * of_command.command_path.count(" ")
        yield f"#{level} {of_command.command_path}"
        yield from _command(command, of_command)


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    prose, examples = _help(command.help or "")
    yield from ("", prose)
    if isinstance(command, click.Group):
        return
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield from block("text", usage)
    records = [record for each in command.params if (record := each.get_help_record(context))]
    rows = [(code(names), plain(about)) for names, about in records if about]
    if rows:
        yield from table(("Option", "What it does"), rows)
    if examples:
        yield from block("sh", examples)


def _help(text: str) -> tuple[str, str]:
    """The running text of a command's help, and its examples."""
    lines = inspect.cleandoc(text).replace("\b", "").splitlines()
    at = next((number for number, line in enumerate(lines) if _EXAMPLES.match(line)), len(lines))
    paragraphs = "\n".join(lines[:at]).strip().split("\n\n")
    return "\n\n".join(plain(each) for each in paragraphs), inspect.cleandoc(
        "\n" + "\n".join(lines[at + 1 :])
    )
