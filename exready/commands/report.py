"""`exready report`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exready.config import load_config, parse_day, with_answers
from exready.judging import Case, compared, judge_files, tell_broken, worst_code
from exready.language import language_of
from exready.options import AS_OF, CONFIG, INVENTORIES, JSON, LANG, RULES, TARGET, decision
from exready.terminal import print_document
from reports.difference import Difference, difference
from scanner.inventory.refusal import readable
from scanner.inventory.store import write_folder, write_whole

if TYPE_CHECKING:
    from reports.context import Context


# What each kind of report ends in; CSV is a folder.
FORMATS = {"html": ".html", "json": ".json", "csv": "", "xlsx": ".xlsx", "md": ".md"}
# Where the reports of several inventories lie when nothing else is said, and the page that leads to them.
FOLDER = Path("exready-reports")
INDEX = "index.html"
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
@INVENTORIES
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
    help="Where to write the report; for csv, and for several inventories, a folder.",
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
    inventories: tuple[Path, ...],
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

    Of several inventories a folder: a report of each, and index.html with the verdict on every one.

    \b
    Examples:
      exready report inventory.json --target exchange-2016,exchange-se
      exready report inventory.json --lang fr --only-summary
      exready report inventory.json --format xlsx -o findings.xlsx
      exready report inventory.json --format csv -o findings
      exready report customers/*.json --target exchange-se -o reports
    """
    _refuse_unfitting(form, {"--only-summary": only_summary, "--logo": logo, "--baseline": baseline})
    paths = list(dict.fromkeys(inventories))
    several = len(paths) > 1
    if several and baseline is not None:
        raise click.UsageError("--baseline is the earlier state of one inventory, and several were given.")
    settings = with_answers(load_config(config), answers)
    language = language_of(lang, settings)
    day = parse_day(as_of)
    cases = judge_files(paths, targets, settings, day, rules)
    since = None
    if baseline is not None:
        earlier = compared(baseline, targets, settings, day, rules)
        since = difference(earlier.results, cases[0].judged.results)
    names = [f"{name}.report{FORMATS[form]}" for name in _distinct(path.name.split(".")[0] for path in paths)]
    folder = output or FOLDER
    places = [folder / name for name in names] if several else [output or Path(names[0])]
    if several:
        write_folder(folder, {})
    for place, case in zip(places, cases, strict=True):
        if form == "csv":
            write_folder(place, _csv_files(case, language, dialect, since))
        else:
            body = body_of(case, form, language, logo=logo, since=since, only_summary=only_summary)
            write_whole(place, body)
    reports = [written(place, case) for place, case in zip(places, cases, strict=True)]
    index = str((folder / INDEX).resolve())
    if several:
        write_whole(folder / INDEX, _index(paths, names, cases, language))
    if as_json and several:
        print_document("reports", {"index": index, "reports": reports})
    elif as_json:
        print_document("report", reports[0])
    elif several:
        click.echo(f"{len(paths)} reports: {readable(index)} leads to them")
    else:
        click.echo(f"Report: {readable(str(places[0].resolve()))}")
    return worst_code(tell_broken(case.judged) for case in cases)


def _distinct(names: Iterable[str]) -> list[str]:
    """Names that no two files share, on a disk that takes small and capital letters for the same too."""
    taken: set[str] = set()
    found = []
    for name in names:
        numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
        free = next(each for each in numbered if each.casefold() not in taken)
        taken.add(free.casefold())
        found.append(free)
    return found


def _index(paths: Sequence[Path], names: Sequence[str], cases: Sequence[Case], language: str) -> bytes:
    from urllib.parse import quote

    from reports.html import render_index
    from reports.index import Judged, index_of
    from reports.words import Words

    judged = [
        Judged(file=path.name, results=case.judged.results, report=quote(name))
        for path, name, case in zip(paths, names, cases, strict=True)
    ]
    return render_index(index_of(judged, Words(language))).encode()


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
