"""`exready auth`: the password of an account in the system's keyring."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exready import exit_codes
from exready.commands.scan import ask_password
from exready.config import load_config
from exready.options import CONFIG, JSON
from exready.terminal import print_document, print_rows, say
from scanner.inventory.refusal import Refusal, readable

if TYPE_CHECKING:
    from scanner.connections.credentials import Prospect


class NothingAsked(Refusal):
    """A password that nobody could be asked for, or that was not given."""


@click.group("auth")
def command() -> None:
    """Keep the password of an account in the keyring of this system, for exready scan and doctor.

    A Kerberos ticket or the Windows logon comes first and needs none of this. exready itself stores nothing.

    \b
    Examples:
      exready auth login --user EXAMPLE\\audit
      exready auth status
      exready auth logout --user EXAMPLE\\audit
    """


@command.command("login")
@click.option("--user", required=True, metavar="NAME", help="Account, as DOMAIN\\name or name@domain.")
@JSON
def login(user: str, as_json: bool) -> int:
    """Ask for a password, without echo, and keep it in the keyring under the service exready. Contacts nobody.

    \b
    Example:
      exready auth login --user EXAMPLE\\audit
    """
    from scanner.connections.credentials import check_user
    from scanner.connections.keyring_store import opened

    check_user(user)
    keyring = opened()
    if not sys.stdin.isatty():
        raise NothingAsked(
            "There is no terminal to ask for the password on.",
            "Run this on a terminal; a program gives the password to a scan in EXREADY_PASSWORD.",
        )
    password = ask_password(user)
    if not password:
        raise NothingAsked("An empty password signs nobody in; nothing was kept.")
    keyring.keep(user, password)
    if as_json:
        print_document("auth-login", {"user": user, "keyring": keyring.name})
        return exit_codes.DONE
    say(f"The password of {user} is kept in the keyring ({readable(keyring.name)}).")
    click.echo("Next  exready doctor --domain NAME")
    return exit_codes.DONE


@command.command("status")
@click.option("--user", metavar="NAME", help="As whom a scan would be asked to sign in; see exready scan.")
@JSON
@CONFIG
def status(user: str | None, as_json: bool, config: Path | None) -> int:
    """Say what a scan would sign in with, and why; nothing secret is shown, and nobody contacted.

    \b
    Example:
      exready auth status --user EXAMPLE\\audit
    """
    from scanner.connections.credentials import Credentials, intention

    ask = ask_password if sys.stdin.isatty() else None
    prospects = Credentials(user or load_config(config).scan.user, ask=ask).prospects()
    chosen = next((each for each in prospects if each.user), None)
    if as_json:
        print_document("auth", as_document(prospects, chosen))
        return exit_codes.DONE
    say(f"A scan {readable(intention(prospects), 400)}.")
    click.echo("\nIn this order:")
    print_rows([(f"  {each.name}", readable(each.why, 400)) for each in prospects])
    return exit_codes.DONE


def as_document(prospects: list[Prospect], chosen: Prospect | None) -> dict[str, object]:
    """The same for programs; the names of keys are stable."""
    order = [{"name": each.name, "used": each is chosen, "why": each.why} for each in prospects]
    return {"user": chosen.user if chosen else None, "order": order}


@command.command("logout")
@click.option("--user", metavar="NAME", help="Account; when not given, the one whose password was kept last.")
@JSON
def logout(user: str | None, as_json: bool) -> int:
    """Remove a password from the keyring.

    \b
    Example:
      exready auth logout --user EXAMPLE\\audit
    """
    from scanner.connections.keyring_store import opened

    keyring = opened()
    name = user or keyring.last_user()
    removed = name is not None and keyring.forget(name)
    whose = readable(name or "anybody")
    if as_json:
        print_document("auth-logout", {"user": name, "keyring": keyring.name, "removed": removed})
    elif removed:
        say(f"The password of {whose} is no longer kept.")
    else:
        say(f"The keyring ({readable(keyring.name)}) keeps no password of {whose}.")
    return exit_codes.DONE
