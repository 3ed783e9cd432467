"""What scan, collect and import say: of their progress, of what they would ask, of what they wrote."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from exready.config import Config
from exready.terminal import moves_cursor, print_document, print_rows, say, symbols_wanted
from scanner.inventory.refusal import readable

# How a plan signs in that asks this machine only.
NOWHERE = "signs in nowhere"


class Progress:
    """One line on stderr for each collector, when it is through."""

    def __init__(self) -> None:
        marks = {"done": "✓", "kept": "✓", "failed": "✖"} if symbols_wanted() else {}
        self._marks = {"done": "ok", "kept": "ok", "failed": "X "} | marks

    def __call__(self, step: str, state: str, detail: str) -> None:
        step = readable(step, 100)  # the name of a server is what the directory says
        if state == "started":
            if sys.stderr.isatty() and moves_cursor():
                click.echo(f"  … {step}\r", nl=False, err=True)
            return
        words = detail or {"kept": "read before, kept"}.get(state, "")
        click.echo(f"  {self._marks[state]} {step:<26} {readable(words, 300)}".rstrip(), err=True)


def show_plan(planned: list[Any], as_json: bool, sign_in: str) -> None:
    """Every query with whom it goes to and the right it needs."""
    if as_json:
        rows = [
            {
                "collector": each.collector, "to": each.to, "protocol": each.protocol, "purpose": each.query.purpose,
                "base": each.query.base, "scope": each.query.scope, "filter": each.query.filter,
                "attributes": list(each.query.attributes), "right": each.query.right, "condition": each.condition,
            }
            for each in planned
        ]  # fmt: skip
        print_document("plan", {"plan": rows, "sign_in": sign_in})
        return
    click.echo("What would be asked (nothing has been sent):\n")
    say(f"It {readable(sign_in, 400)}.")
    click.echo()
    for each in planned:
        query = each.query
        say(f"{each.collector}: {query.purpose}", "    ", first="")
        say(f"to {readable(each.to, 400)}, {each.protocol}; needs {query.right}", "      ", first="    ")
        if each.condition:
            say(f"only {each.condition}", "      ", first="    ")
        if query.attributes:
            say(query.words, "      ", first="    ")
            say(f"attributes: {', '.join(query.attributes)}", "      ", first="    ")


def tell(outcome: Any, as_json: bool, defaults: Config) -> None:
    """What was read, what was not, and what to type next."""
    from reports.overview import overview

    if as_json:
        gaps = [
            {
                "where": gap.where,
                "code": gap.absent.code,
                "reason": words_of(gap.absent),
                "kept_from": gap.kept_from.isoformat() if gap.kept_from else None,
            }
            for gap in outcome.gaps
        ]
        document = {
            "inventory": str(outcome.path), "sha256": outcome.sha256, "complete": not gaps, "gaps": gaps,
        }  # fmt: skip
        print_document("written", document)
        return
    rows = overview(outcome.inventory, outcome.sha256)
    click.echo("\nWhat was read")
    print_rows(rows)
    tell_gaps(outcome.gaps)
    name = readable(str(outcome.path))
    click.echo(f"\nWrote {name}")
    targets = ",".join(defaults.targets) or "all"
    click.echo(f"Next  exready report {name} --target {targets}")


def tell_gaps(gaps: Sequence[Any]) -> None:
    """What was not read, each reason once with all the places it holds for."""
    from scanner.inventory.absence import reason_of

    places: dict[tuple[str, str], list[str]] = {}
    for gap in gaps:
        places.setdefault((words_of(gap.absent), reason_of(gap.absent).hint), []).append(gap.where)
    if places:
        click.echo("\nNot read")
    for (reason, hint), where in places.items():
        say(f"{readable(reason, 300)}: {readable(', '.join(where), 300)}", "    ", first="  ")
        say(hint, "      ")
    for gap in gaps:
        if gap.kept_from:
            when = gap.kept_from.isoformat(sep=" ", timespec="minutes")
            say(f"{readable(gap.where)} stays as it was read on {when}", "    ", first="  ")


def words_of(absent: Any) -> str:
    """Why a section is absent, in a sentence."""
    from checks.gaps import reason_text

    return reason_text(absent).text
