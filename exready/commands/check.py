"""`exready check`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from checks.results import Finding
from exready import exit_codes
from exready.config import load_config, parse_day, with_answers
from exready.judging import judge_file, tell_broken
from exready.options import AS_OF, COLOR, CONFIG, INVENTORY, JSON, RULES, TARGET, decision
from exready.terminal import color_wanted, print_json, print_lines, symbols_wanted, width_of_terminal
from scanner.inventory.store import write_whole

# Statuses at or above a threshold, the worst first; an accepted finding never reaches one.
THRESHOLDS = {
    "never": (),
    "blocker": ("blocker",),
    "unverified": ("blocker", "not-verified"),
    "warning": ("blocker", "not-verified", "warning"),
}


@click.command("check")
@INVENTORY
@TARGET
@RULES
@click.option(
    "--fail-on",
    type=click.Choice(list(THRESHOLDS)),
    default="never",
    show_default=True,
    help="End with 1 when a finding of this kind, or a worse one, remains; unverified ends with 3.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the results as JSON."
)
@JSON
@AS_OF
@COLOR
@CONFIG
@decision
def command(
    inventory: Path,
    targets: tuple[str, ...],
    rules: tuple[Path, ...],
    fail_on: str,
    output: Path | None,
    as_json: bool,
    as_of: str | None,
    color: bool | None,
    config: Path | None,
    answers: Mapping[str, bool | int],
) -> int:
    """Judge an INVENTORY against targets. Needs no network.

    \b
    Examples:
      exready check inventory.json --target exchange-se
      exready check inventory.json --cloud-ok --weeks 4
      exready check inventory.json --target all --json
    """
    from reports.json_report import encode
    from reports.terminal import lines

    case = judge_file(inventory, targets, with_answers(load_config(config), answers), parse_day(as_of), rules)
    results = case.judged.results
    if output is not None:
        write_whole(output, encode(results))
    if as_json:
        print_json(encode(results).decode())
    else:
        text = lines(
            results, inventory_name=str(inventory), width=width_of_terminal(), symbols=symbols_wanted(),
            color=color_wanted(color), checks=case.checks,
        )  # fmt: skip
        print_lines(text)
    return tell_broken(case.judged) or _threshold(results.findings, fail_on)


def _threshold(findings: Sequence[Finding], fail_on: str) -> int:
    reached = {f.status for f in findings if f.status in THRESHOLDS[fail_on] and f.accepted is None}
    if not reached:
        return exit_codes.DONE
    return exit_codes.INCOMPLETE if reached == {"not-verified"} else exit_codes.THRESHOLD_REACHED
