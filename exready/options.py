"""Options that several commands share, so that one name always means one thing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from exready import completion

INVENTORY = click.argument("inventory", type=click.Path(path_type=Path))
INVENTORIES = click.argument(
    "inventories", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INVENTORY…"
)
TARGET = click.option(
    "-t",
    "--target",
    "targets",
    multiple=True,
    metavar="TARGET,…",
    shell_complete=completion.listed(completion.targets),
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


# Whom to ask, and how to connect.
DOMAIN = click.option("--domain", metavar="NAME", help="Active Directory domain, such as example.local.")
DC = click.option("--dc", metavar="HOST", help="Domain controller to ask; found in DNS when not given.")
USER = click.option(
    "--user", metavar="NAME", help="Account, as DOMAIN\\name or name@domain; else your ticket or logon."
)
PROTECTION = click.option(
    "--protection",
    type=click.Choice(("auto", "ldaps", "starttls", "sealed", "ldaps-bound")),
    help="How to protect the connection; ldaps-bound: Kerberos or NTLM inside TLS.  [default: auto]",
)
CA_BUNDLE = click.option(
    "--ca-bundle",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Certificates of authorities to trust (PEM).",
)
INSECURE = click.option(
    "--insecure",
    multiple=True,
    metavar="HOST",
    help="Do not verify the certificate of this one host; the file says so.",
)
OLD_TLS = click.option(
    "--old-tls", multiple=True, metavar="HOST", help="Speak TLS 1.0 with this one host; the file says so."
)
TIMEOUT = click.option(
    "--timeout", type=click.IntRange(1, 3600), metavar="SECONDS", help="Wait for an answer.  [default: 30]"
)
NO_INPUT = click.option("--no-input", is_flag=True, help="Never ask for a password.")


def decision(command: Callable[..., int]) -> Callable[..., int]:
    """The options that answer what only people can decide; the command gets them as `answers`, by name."""

    @click.option(
        "--cloud-ok/--on-premises-only", default=None, help="Whether mailboxes may lie in Microsoft 365."
    )
    @click.option(
        "--coexistence/--no-coexistence",
        default=None,
        help="Whether both sides must see each other's calendars during the migration.",
    )
    @click.option(
        "--weeks", type=click.IntRange(min=1), metavar="N", help="How many weeks the migration may take."
    )
    @click.option(
        "--keep-mailboxes-on-premises/--move-all-mailboxes",
        default=None,
        help="Whether some mailboxes must stay on servers of one's own.",
    )
    @wraps(command)
    def wrapped(
        cloud_ok: bool | None,
        coexistence: bool | None,
        weeks: int | None,
        keep_mailboxes_on_premises: bool | None,
        **others: Any,
    ) -> int:
        answers = {
            "cloud_ok": cloud_ok,
            "coexistence": coexistence,
            "weeks": weeks,
            "keep_mailboxes_on_premises": keep_mailboxes_on_premises,
        }
        return command(answers={name: said for name, said in answers.items() if said is not None}, **others)

    return wrapped
