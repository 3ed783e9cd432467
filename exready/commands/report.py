"""`exready report`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from exready.config import load_config, parse_day, with_answers
from exready.judging import Case, judge_file, tell_broken
from exready.language import language_of
from exready.options import AS_OF, CONFIG, INVENTORY, JSON, LANG, RULES, TARGET, decision
from scanner.inventory.refusal import readable
from scanner.inventory.store import write_whole


@click.command("report")
@INVENTORY
@TARGET
@RULES
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "json"]),
    default="html",
    show_default=True,
    help="Kind of report.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write the report."
)
@click.option(
    "--logo",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A PNG or SVG to show at the top of the HTML report, up to 50 KB.",
)
@LANG
@JSON
@AS_OF
@CONFIG
@decision
def command(
    inventory: Path,
    targets: tuple[str, ...],
    rules: tuple[Path, ...],
    form: str,
    output: Path | None,
    logo: Path | None,
    lang: str | None,
    as_json: bool,
    as_of: str | None,
    config: Path | None,
    answers: Mapping[str, bool | int],
) -> int:
    """Write the report of an INVENTORY: one file, readable anywhere. Needs no network.

    \b
    Examples:
      exready report inventory.json --target exchange-2016,exchange-se
      exready report inventory.json --lang fr
      exready report inventory.json --format json -o results.json
    """
    settings = with_answers(load_config(config), answers)
    language = language_of(lang, settings)
    case = judge_file(inventory, targets, settings, parse_day(as_of), rules)
    place = output or Path(f"{inventory.name.split('.')[0]}.report.{form}")
    write_whole(place, body_of(case, form, language, logo))
    if as_json:
        click.echo(written(place, case))
    else:
        click.echo(f"Report: {readable(str(place.resolve()))}")
    return tell_broken(case.judged)


def written(place: Path, case: Case) -> str:
    """For `--json`: where the report lies, and the verdicts in it."""
    verdicts = [{"id": target.id, "verdict": target.verdict} for target in case.judged.results.targets]
    return json.dumps({"report": str(place.resolve()), "targets": verdicts}, ensure_ascii=False)


def body_of(case: Case, form: str, language: str, logo: Path | None = None) -> bytes:
    """The report of a judged case as the bytes of a file; raises LogoRefused."""
    if form == "json":
        from reports.json_report import encode

        return encode(case.judged.results)
    from reports.html import render
    from reports.logo import LARGEST, logo_of
    from reports.view import view

    picture = None
    if logo is not None:
        with logo.open("rb") as file:
            picture = logo_of(file.read(LARGEST + 1))
    results, targets = case.judged.results, case.targets
    page = view(case.inventory, results, targets, checks=case.checks, lang=language, logo=picture)
    return render(page).encode()
