"""Options that several commands share, so that one name always means one thing."""

from __future__ import annotations

from pathlib import Path

import click

INVENTORY = click.argument("inventory", type=click.Path(path_type=Path))
TARGET = click.option(
    "-t",
    "--target",
    "targets",
    multiple=True,
    metavar="TARGET,…",
    help="Targets to judge for, such as exchange-se or exchange-se@cu2; all; see exready list targets.",
)
RULES = click.option(
    "--rules",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Rules of your own: targets/*.toml, rules/*.py, knowledge/sources.toml; the Python in it is run.",
)
CONFIG = click.option(
    "-c",
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Configuration; exready.toml here if any.",
)
AS_OF = click.option(
    "--as-of", metavar="DAY", help="Judge dates as of this day, such as 2026-11-22; today if not given."
)
LANG = click.option(
    "--lang",
    metavar="LANGUAGE",
    help="en or fr; when not given, as exready.toml says, else this system, else English.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
COLOR = click.option(
    "--color/--no-color", default=None, help="Colours; when not given, on a terminal without NO_COLOR."
)
