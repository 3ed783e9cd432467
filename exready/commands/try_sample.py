"""`exready try`."""

from __future__ import annotations

from pathlib import Path

import click

import samples
from exready import completion
from exready.commands.report import body_of, written
from exready.config import Config, ConfigRefused, parse_day
from exready.judging import judge_inventory, tell_broken
from exready.language import language_of
from exready.options import AS_OF, COLOR, JSON, LANG, TARGET
from exready.terminal import color_wanted, print_document, print_lines, symbols_wanted, width_of_terminal
from scanner.inventory.refusal import readable
from scanner.inventory.store import loads, write_whole

DEFAULT_SAMPLE = "exchange-2007"
# A step on the way, the end of Microsoft's roadmap for Exchange 2007, and the one product in support.
DEFAULT_TARGETS = ("exchange-2013", "exchange-2016", "exchange-se")


@click.command("try")
@click.argument("sample", default=DEFAULT_SAMPLE, shell_complete=completion.listed(completion.samples))
@TARGET
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write the report."
)
@LANG
@JSON
@AS_OF
@COLOR
def command(
    sample: str,
    targets: tuple[str, ...],
    output: Path | None,
    lang: str | None,
    as_json: bool,
    as_of: str | None,
    color: bool | None,
) -> int:
    """Judge a shipped SAMPLE organisation and write its HTML report. Needs nothing of yours.

    \b
    Examples:
      exready try
      exready try exchange-2016-2019 --target exchange-se
    """
    from reports.terminal import lines

    if sample not in samples.names():
        raise ConfigRefused(
            f"There is no sample {readable(sample)}.", f"Samples: {', '.join(samples.names())}."
        )
    inventory, sha256 = loads(f"sample {sample}", samples.read(sample))
    case = judge_inventory(inventory, sha256, targets or DEFAULT_TARGETS, Config(), parse_day(as_of))
    place = output or Path(f"exready-try-{sample}.html")
    write_whole(place, body_of(case, "html", language_of(lang, Config())))
    if as_json:
        print_document("report", written(place, case))
        return tell_broken(case.judged)
    summary = lines(
        case.judged.results,
        inventory_name=None,
        width=width_of_terminal(),
        symbols=symbols_wanted(),
        color=color_wanted(color),
    )
    print_lines(summary)
    click.echo(f"\nThe HTML report lies in {readable(str(place.resolve()))}: open it in a browser.")
    click.echo("Your own: exready scan --domain YOUR.DOMAIN -o inventory.json")
    return tell_broken(case.judged)
