"""What check, report and try share: from an inventory file and a configuration to judged results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click
from msgspec import Struct

from checks.check import Check
from checks.engine import Judged, judge
from checks.paths import with_paths
from checks.results import Results
from checks.rule_book import RuleBook, rule_book_with
from checks.target import Target
from exready import __version__, exit_codes
from exready.config import Config
from scanner.inventory.declarations import declare
from scanner.inventory.model import Inventory
from scanner.inventory.refusal import readable
from scanner.inventory.store import load, read_whole


class Case(Struct, frozen=True, kw_only=True):
    """One inventory, as declared and judged, with the targets it was judged for and the checks that judged it."""

    inventory: Inventory
    targets: list[Target]
    checks: Mapping[str, Check]
    judged: Judged


def choose_targets(rule_book: RuleBook, wanted: Sequence[str], config: Config) -> list[Target]:
    """The targets of the options `a,b` and repeated, else of exready.toml, else all; each once."""
    names = [
        name.strip() for option in wanted for name in option.split(",") if name.strip()
    ] or config.targets
    if not names or "all" in names:
        names = rule_book.target_ids()
    return [rule_book.target(name) for name in dict.fromkeys(names)]


def rule_book_of(rules: Sequence[Path], config: Config) -> RuleBook:
    """The shipped rules and those of the option --rules, else of exready.toml. Raises RuleBookRefused."""
    return rule_book_with(list(rules) or [Path(name) for name in config.rules])


def judge_file(
    path: Path, wanted: Sequence[str], config: Config, as_of: date, rules: Sequence[Path] = ()
) -> Case:
    """Load, declare and judge; raises the Refusals of each of the three."""
    rule_book = rule_book_of(rules, config)
    targets = choose_targets(rule_book, wanted, config)
    inventory, sha256 = load(path)
    return _judge(inventory, sha256, rule_book, targets, config, as_of)


def judge_inventory(
    inventory: Inventory, sha256: str, wanted: Sequence[str], config: Config, as_of: date
) -> Case:
    """Declare and judge an inventory that is loaded already."""
    rule_book = rule_book_of((), config)
    return _judge(inventory, sha256, rule_book, choose_targets(rule_book, wanted, config), config, as_of)


def _judge(
    inventory: Inventory,
    sha256: str,
    rule_book: RuleBook,
    targets: list[Target],
    config: Config,
    as_of: date,
) -> Case:
    if config.declare is not None:
        inventory = declare(inventory, config.declare)
    judged = judge(
        inventory,
        sha256,
        targets,
        as_of=as_of,
        tool=__version__,
        acceptances=config.accept,
        checks=rule_book.checks,
    )
    judged = with_paths(judged, inventory, targets, rule_book, config.decision)
    return Case(inventory=inventory, targets=targets, checks=rule_book.checks, judged=judged)


class Compared(Struct, frozen=True, kw_only=True):
    """One of the two sides of a comparison; the inventory only where that was given, with the judgement on it."""

    results: Results
    inventory: Inventory | None = None
    judged: Judged | None = None


def compared(
    path: Path, wanted: Sequence[str], config: Config, as_of: date, rules: Sequence[Path] = ()
) -> Compared:
    """An inventory judged now, or results as they are. Raises the Refusals of loading and judging."""
    from reports.json_report import decode

    results = decode(readable(str(path)), read_whole(path))
    if results is not None:
        return Compared(results=results)
    case = judge_file(path, wanted, config, as_of, rules)
    return Compared(results=case.judged.results, inventory=case.inventory, judged=case.judged)


def tell_broken(judged: Judged) -> int:
    """Say which checks broke, with their tracebacks; the exit code that goes with it."""
    for trace in judged.broken:
        click.echo(f"A check broke; this is a defect of exready, please report it:\n{trace}", err=True)
    return exit_codes.DEFECT if judged.broken else exit_codes.DONE
