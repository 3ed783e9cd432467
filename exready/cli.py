"""The command group, and the one place where failures become sentences and exit codes.

Commands are imported when they are run: `exready --help` imports click and nothing else.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
import tempfile
import traceback
from typing import TYPE_CHECKING, Any, NoReturn

import click

from exready import exit_codes
from exready.terminal import make_streams_safe, print_document, tell_error
from exready.version import version
from scanner.inventory.refusal import Refusal, readable

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# Name of the command, where it is, and its line in `exready --help`, in the order a newcomer needs them.
COMMANDS = {
    "try": (
        "exready.commands.try_sample",
        "Judge a shipped sample and write its report: the first thing to run.",
    ),
    "scan": ("exready.commands.scan", "Read the directory and machines into an inventory file (read-only)."),
    "doctor": (
        "exready.commands.doctor",
        "Say whether a scan from here will work, and what to do where not.",
    ),
    "auth": (
        "exready.commands.auth",
        "Keep a password in the system's keyring; say what a scan signs in with.",
    ),
    "collect": (
        "exready.commands.collect",
        "Read one machine on its own, or write the scripts that do so by hand.",
    ),
    "import": ("exready.commands.import_files", "Bring what was collected by hand into an inventory."),
    "check": ("exready.commands.check", "Judge an inventory against targets, offline."),
    "report": ("exready.commands.report", "Write the report of an inventory, offline."),
    "diff": ("exready.commands.diff", "Say what changed between two inventories or two results, offline."),
    "list": ("exready.commands.listing", "List targets, checks or samples."),
    "explain": ("exready.commands.explain", "Explain one check: what, why, fix, values, sources."),
    "completion": (
        "exready.commands.completion",
        "Print what lets a shell complete names when Tab is pressed.",
    ),
    "inventory": ("exready.commands.inventory", "Show, validate, merge or anonymize inventory files."),
}


# A full disk, a quota, a limit on the size of files.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class LazyGroup(click.Group):
    """A group that imports a command when it is asked for, and never to list it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None for a name there is not."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands from the table above, without importing them."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=line)
            for name, (_, line) in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command named when there is no such one."""
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            ctx.fail(f"There is no command {readable(name)}.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does, but that a reader who goes away, as `head` does, is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _forget_reader()
            return exit_codes.DONE

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _say_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"exready {version()}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: exready try. Then: exready scan --domain example.local -o inventory.json",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Can we move our Exchange to X, and what must be done first?

    exready reads an Exchange environment (it never writes to it), saves what it read in one file, and judges
    that file offline against the requirements of newer Exchange versions.
    """


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with one of `exready.exit_codes`."""
    make_streams_safe()
    if "_EXREADY_COMPLETE" in os.environ:
        from exready.completion import prepare

        prepare()
    words = sys.argv[1:] if args is None else args
    try:
        result: Any = cli.main(args=words, prog_name="exready", standalone_mode=False)
        _leave(result if isinstance(result, int) else exit_codes.DONE)
    except click.exceptions.Exit as done:
        _leave(done.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _leave(exit_codes.INTERRUPTED, "interrupted", "", words)
    except click.ClickException as error:
        usage = error.ctx.get_usage() if isinstance(error, click.UsageError) and error.ctx else ""
        _leave(error.exit_code, error.format_message(), usage, words)
    except Refusal as refusal:
        _leave(refusal.exit_code, refusal.what, refusal.do, words)
    except Exception as error:  # noqa: BLE001 - the last resort: a defect must not end as a traceback
        full = _no_room(error)
        if full is not None:
            room = "Make room where it goes, and for temporary files."
            _leave(exit_codes.USAGE, f"The output could not be written: {full.strerror}.", room)
        log = _write_log(traceback.format_exc())
        _leave(
            exit_codes.DEFECT,
            "exready broke; this is a defect of exready.",
            f"Please report it with {log}." if log else "Please report it; no log of it could be written.",
            words,
        )


def _leave(code: int, what: str = "", do: str = "", words: list[str] | None = None) -> NoReturn:
    """End the process; a failure is told on stderr, or on stdout as JSON when JSON was asked for."""
    try:
        if what and "--json" in (words or []):
            print_document("error", {"error": {"what": what, "do": do, "exit_code": code}})
        elif what:
            tell_error(f"exready: {what}", do)
        sys.stdout.flush()
    except OSError:
        _forget_reader()
    sys.exit(code)


def _no_room(error: BaseException | None) -> OSError | None:
    """The full disk behind an error, whatever a library made of it."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return error
        error = error.__cause__ or error.__context__
    return None


def _forget_reader() -> None:
    """Nobody takes our output any more; Python would complain about it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_log(text: str) -> str | None:
    """Keep a traceback in a file of the user's alone; its name, None when there is no room for it."""
    try:
        handle, path = tempfile.mkstemp(prefix="exready-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        return None
    return path
