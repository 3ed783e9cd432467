"""`exready report`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exready.config import load_config, parse_day, with_answers
from exready.judging import Case, compared, judge_file, tell_broken
from exready.language import language_of
from exready.options import AS_OF, CONFIG, INVENTORY, JSON, LANG, RULES, TARGET, decision
from exready.terminal import print_document
from reports.difference import Difference, difference
from scanner.inventory.refusal import readable
from scanner.inventory.store import write_folder, write_whole

if TYPE_CHECKING:
    from reports.context import Context


# What each kind of report ends in; CSV is a folder.
FORMATS = {"html": ".html", "json": ".json", "csv": "", "xlsx": ".xlsx", "md": ".md"}
# Options that not every kind of report can do anything with, and why; asked with another one they are refused.
_PAGE_ALONE = "only the HTML report has a first page"
_FITTING: Mapping[str, tuple[tuple[str, ...], str]] = {
    "--only-summary": (("html",), _PAGE_ALONE),
    "--logo": (("html",), _PAGE_ALONE),
    "--baseline": (
        ("html", "csv", "xlsx", "md"),
        "the JSON document is that of one judgement; exready diff OLD NEW --json says what changed",
    ),
}


@click.command("report")
@INVENTORY
@TARGET
@RULES
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="html",
    show_default=True,
    help="Kind of report; csv writes a folder of files.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write the report; for csv a folder.",
)
@click.option(
    "--csv-dialect",
    "dialect",
    type=click.Choice(["standard", "excel-fr"]),
    default="standard",
    show_default=True,
    help="How CSV is separated and encoded: excel-fr for an Excel that separates by semicolons.",
)
@click.option(
    "--logo",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A PNG or SVG to show at the top of the HTML report, up to 50 KB.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help="An earlier inventory, or results: what is new and what is fixed since is marked; not in json.",
)
@click.option(
    "--only-summary", is_flag=True, help="Write the first page of the HTML report alone: one sheet of A4."
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
    dialect: str,
    logo: Path | None,
    baseline: Path | None,
    only_summary: bool,
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
      exready report inventory.json --lang fr --only-summary
      exready report inventory.json --format xlsx -o findings.xlsx
      exready report inventory.json --format csv -o findings
    """
    _refuse_unfitting(form, {"--only-summary": only_summary, "--logo": logo, "--baseline": baseline})
    settings = with_answers(load_config(config), answers)
    language = language_of(lang, settings)
    day = parse_day(as_of)
    case = judge_file(inventory, targets, settings, day, rules)
    since = None
    if baseline is not None:
        earlier = compared(baseline, targets, settings, day, rules)
        since = difference(earlier.results, case.judged.results)
    place = output or Path(f"{inventory.name.split('.')[0]}.report{FORMATS[form]}")
    if form == "csv":
        write_folder(place, _csv_files(case, language, dialect, since))
    else:
        body = body_of(case, form, language, logo=logo, since=since, only_summary=only_summary)
        write_whole(place, body)
    if as_json:
        print_document("report", written(place, case))
    else:
        click.echo(f"Report: {readable(str(place.resolve()))}")
    return tell_broken(case.judged)


def written(place: Path, case: Case) -> dict[str, Any]:
    """For `--json`: where the report lies, and the verdicts in it."""
    verdicts = [{"id": target.id, "verdict": target.verdict} for target in case.judged.results.targets]
    return {"report": str(place.resolve()), "targets": verdicts}


def body_of(
    case: Case,
    form: str,
    language: str,
    *,
    logo: Path | None = None,
    since: Difference | None = None,
    only_summary: bool = False,
) -> bytes:
    """The report of a judged case as the bytes of a file; raises LogoRefused."""
    if form == "html":
        return _page(case, language, logo, since, only_summary=only_summary)
    from reports.exports import EXPORTS

    return EXPORTS[form](_context(case, language, since))


def _refuse_unfitting(form: str, given: Mapping[str, object]) -> None:
    for option, (forms, why) in _FITTING.items():
        if given[option] and form not in forms:
            raise click.UsageError(f"{option} cannot be used with --format {form}: {why}.")


def _page(
    case: Case, language: str, logo: Path | None, since: Difference | None, *, only_summary: bool
) -> bytes:
    from reports.html import render
    from reports.logo import LARGEST, logo_of
    from reports.view import view

    picture = None
    if logo is not None:
        with logo.open("rb") as file:
            picture = logo_of(file.read(LARGEST + 1))
    page = view(
        case.inventory, case.judged.results, case.targets, checks=case.checks, lang=language, logo=picture,
        since=since, only_summary=only_summary,
    )  # fmt: skip
    return render(page).encode()


def _csv_files(case: Case, language: str, dialect: str, since: Difference | None) -> dict[str, bytes]:
    from reports.csv_report import DIALECTS
    from reports.exports import csv_files

    return csv_files(_context(case, language, since), DIALECTS[dialect])


def _context(case: Case, language: str, since: Difference | None) -> Context:
    from reports.context import context_of

    return context_of(
        case.inventory, case.judged.results, case.targets, checks=case.checks, lang=language, since=since
    )
