"""`exready check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from checks.results import Finding, Results
from exready import exit_codes
from exready.config import load_config, parse_day, with_answers
from exready.judging import Case, judge_files, tell_broken, worst_code
from exready.options import AS_OF, COLOR, CONFIG, INVENTORIES, JSON, RULES, TARGET, decision
from exready.terminal import color_wanted, print_json, print_lines, symbols_wanted, width_of_terminal
from scanner.inventory.refusal import readable
from scanner.inventory.store import write_whole

# Statuses at or above a threshold, the worst first; an accepted finding never reaches one.
THRESHOLDS = {
    "never": (),
    "blocker": ("blocker",),
    "unverified": ("blocker", "not-verified"),
    "warning": ("blocker", "not-verified", "warning"),
}


@click.command("check")
@INVENTORIES
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
    inventories: tuple[Path, ...],
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
    """Judge an INVENTORY against targets, or several, one after the other. Needs no network.

    Of several inventories the JSON document is a list of the documents of each, and the worst exit code holds.

    \b
    Examples:
      exready check inventory.json --target exchange-se
      exready check inventory.json --cloud-ok --weeks 4
      exready check inventory.json --target all --json
      exready check customers/*.json --target exchange-se
    """
    paths = list(dict.fromkeys(inventories))
    settings = with_answers(load_config(config), answers)
    cases = judge_files(paths, targets, settings, parse_day(as_of), rules)
    if output is not None or as_json:
        body = _encoded(paths, [case.judged.results for case in cases])
        if output is not None:
            write_whole(output, body)
        if as_json:
            print_json(body.decode())
    if not as_json:
        print_lines(_told(paths, cases, color_wanted(color)))
    return worst_code(
        tell_broken(case.judged) or _threshold(case.judged.results.findings, fail_on) for case in cases
    )


def _encoded(paths: Sequence[Path], results: Sequence[Results]) -> bytes:
    from reports.json_report import encode, encode_several

    if len(paths) == 1:
        return encode(results[0])
    return encode_several({str(path): each for path, each in zip(paths, results, strict=True)})


def _told(paths: Sequence[Path], cases: Sequence[Case], color: bool) -> Iterator[str]:
    """Each inventory under its name, and in the end all of them side by side."""
    from reports.index import Judged, index_of
    from reports.terminal import Style, lines
    from reports.terminal_index import index_lines
    from reports.words import Words

    width, symbols = width_of_terminal(), symbols_wanted()
    style = Style(width=width, symbols=symbols, color=color)
    for number, (path, case) in enumerate(zip(paths, cases, strict=True), 1):
        if len(paths) > 1:
            yield style.paint(f"[{number}/{len(paths)}] {readable(str(path))}", "1")
        yield from lines(
            case.judged.results, inventory_name=str(path), width=width, symbols=symbols, color=color,
            checks=case.checks,
        )  # fmt: skip
        if len(paths) > 1:
            yield ""
    if len(paths) > 1:
        judged = [
            Judged(file=path.name, results=case.judged.results)
            for path, case in zip(paths, cases, strict=True)
        ]
        yield from index_lines(index_of(judged, Words()), style)


def _threshold(findings: Sequence[Finding], fail_on: str) -> int:
    reached = {f.status for f in findings if f.status in THRESHOLDS[fail_on] and f.accepted is None}
    if not reached:
        return exit_codes.DONE
    return exit_codes.INCOMPLETE if reached == {"not-verified"} else exit_codes.THRESHOLD_REACHED
