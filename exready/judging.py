"""What check, report and try share: from an inventory file and a configuration to judged results."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
from msgspec import Struct

from checks.check import Check
from checks.engine import Judged, judge
from checks.paths import with_paths
from checks.results import Results
from checks.rule_book import RuleBook, rule_book_with
from checks.subjects import organization_name
from checks.target import Target
from exready import exit_codes
from exready.config import Config, ConfigRefused
from exready.version import version
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
    return judge_files([path], wanted, config, as_of, rules)[0]


def judge_files(
    paths: Sequence[Path], wanted: Sequence[str], config: Config, as_of: date, rules: Sequence[Path] = ()
) -> list[Case]:
    """The same for several files, by the same rules and targets; all are loaded before the first is judged."""
    rule_book = rule_book_of(rules, config)
    targets = choose_targets(rule_book, wanted, config)
    with _all_of_it_stays():
        loaded = [load(path) for path in paths]
        _said_of_one([inventory for inventory, _ in loaded], config)
        return [_judge(inventory, sha256, rule_book, targets, config, as_of) for inventory, sha256 in loaded]


@contextmanager
def _all_of_it_stays() -> Iterator[None]:
    """No search for circular garbage: it would walk a large inventory and its rows over and over, and find none."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # what is there by now is not walked later either
        gc.enable()


def _said_of_one(inventories: Sequence[Inventory], config: Config) -> None:
    """Raises ConfigRefused where what is said of one organisation would be taken for others too."""
    names = list(dict.fromkeys(map(organization_name, inventories)))
    said = [name for name, there in (("[declare]", config.declare), ("[[accept]]", config.accept)) if there]
    if len(names) > 1 and said:
        raise ConfigRefused(
            f"exready.toml holds {' and '.join(said)}, which would be taken for every one of "
            f"{readable(', '.join(names))}.",
            "Judge these inventories one by one, or give --config a file without what is said of one organisation.",
        )


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
        tool=version(),
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


def worst_code(codes: Iterable[int]) -> int:
    """What a command ends with that did several things."""
    return max(codes, key=exit_codes.WORSE.index)


def tell_broken(judged: Judged) -> int:
    """Say which checks broke, with their tracebacks; the exit code that goes with it."""
    for trace in judged.broken:
        click.echo(f"A check broke; this is a defect of exready, please report it:\n{trace}", err=True)
    return exit_codes.DEFECT if judged.broken else exit_codes.DONE
