"""What a shell offers when Tab is pressed. Nothing here imports a library of the network or of a report."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    add_completion_class,
    get_completion_class,
)
from click.shell_completion import split_arg_string as words_of

from scanner.inventory.refusal import Refusal

VARIABLE = "_EXREADY_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")
# Reading a larger inventory takes longer than anybody waits for a Tab.
LARGEST_BYTES = 32 << 20

Offer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


class Bash(BashComplete):
    """As click completes for bash, but for targets such as exchange-se@cu2: bash takes @ for the end of a word."""

    source_template = r"""
%(complete_func)s() {
    local IFS=$'\n' type value kept="" line="${COMP_LINE:0:COMP_POINT}"
    local last="${line##*[[:space:]]}"
    last="${last#--*=}"
    # What stands before the @ stays on the line, and is no part of the answer.
    [[ $COMP_WORDBREAKS == *@* && $last == *@* ]] && kept="${last%%@*}@"
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("${value#"$kept"}") ;;
        esac
    done < <(env COMP_WORDS="$line" %(complete_var)s=bash_complete "$1")
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is being typed, and that one; by blanks alone."""
        line = os.environ["COMP_WORDS"]
        words = words_of(line)[1:]
        return (words, "") if not words or line[-1:].isspace() else (words[:-1], words[-1])


class Fish(FishComplete):
    """As click completes for fish, but for names in a list: click's script cuts an answer at its first comma."""

    source_template = FishComplete.source_template.replace("string split ", "string split --max 1 ")


def prepare() -> None:
    """Have click use what is above."""
    add_completion_class(Bash, "bash")
    add_completion_class(Fish, "fish")


def script(shell: str) -> str | None:
    """What that shell is to run; None if the click that is installed knows no such shell."""
    from exready.cli import cli

    prepare()
    found = get_completion_class(shell)
    return found(cli, {}, "exready", VARIABLE).source() if found else None


def listed(names: Callable[[click.Context], Iterable[tuple[str, str]]]) -> Offer:
    """Offers names with a word on each, in lists with commas too: what is in the list already is not offered again."""

    def offer(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        before, comma, begun = incomplete.rpartition(",")
        there = before.split(",")
        found: Sequence[tuple[str, str]] = []
        with suppress(Refusal):  # a broken file is told of when the command is run
            found = [pair for pair in names(ctx) if pair[0].casefold().startswith(begun.casefold())]
        return [
            CompletionItem(before + comma + name, help=about or None)
            for name, about in found
            if name not in there
        ]

    return offer


def checks(ctx: click.Context) -> list[tuple[str, str]]:
    """Ids of the checks with their titles."""
    from checks.rule_book import rule_book_with

    found = rule_book_with(list(ctx.params.get("rules") or ())).checks
    return [(check.id, check.prose.title) for check in found.values()]


def targets(ctx: click.Context) -> list[tuple[str, str]]:
    """Ids of the targets and of their releases."""
    from checks.rule_book import rule_book_with

    book = rule_book_with(list(ctx.params.get("rules") or ()))
    ids = [name for base in book.target_ids() for name in (base, *book.release_ids(base))]
    return [*((name, "") for name in ids), ("all", "")]


def samples(ctx: click.Context) -> list[tuple[str, str]]:
    """Names of the shipped samples."""
    import samples as shipped

    return [(name, "") for name in shipped.names()]


def collectors(ctx: click.Context) -> list[tuple[str, str]]:
    """What a part of an inventory can be read again by."""
    from scanner.repeat import COLLECTORS

    return [(name, "") for name in COLLECTORS]


def servers(ctx: click.Context) -> list[tuple[str, str]]:
    """The machines in the inventory that -o names; of their names only such as a shell takes as they are."""
    from scanner.inventory.store import load
    from scanner.repeat import names_in

    path = ctx.params.get("output")
    if not isinstance(path, Path) or not path.is_file() or path.stat().st_size > LARGEST_BYTES:
        return []
    return [(name, "") for name in names_in(load(path)[0]) if re.fullmatch(r"[\w.-]+", name)]
