"""`exready scan`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from exready import completion, exit_codes
from exready.config import load_config
from exready.options import (
    CA_BUNDLE,
    CONFIG,
    DC,
    DOMAIN,
    INSECURE,
    JSON,
    NO_INPUT,
    OLD_TLS,
    PROTECTION,
    TIMEOUT,
    USER,
)
from exready.telling import NOWHERE, Progress, show_plan, tell
from exready.version import version
from scanner.inventory.model import Candidate, Role

if TYPE_CHECKING:
    from scanner.request import Local

RECIPIENTS = ("attributes", "counts", "none")
TIMEOUT_SECONDS = 30
CONCURRENCY = 8
SERVER_SECONDS = 1800
WINRM_AUTH = ("auto", "credssp")
MACHINES = ("candidate", "server")

CREDSSP_WARNING = (
    "Warning: with CredSSP each server that runs a script is handed the password itself, and whoever rules that server "
    "can keep it. Use an account made for this scan, and remove it afterwards."
)

# Shared with exready collect.
ROLE = click.option(
    "--role",
    type=click.Choice(get_args(Role)),
    default="mailbox",
    show_default=True,
    help="Role of a server to be.",
)
FOR = click.option(
    "--for",
    "targets",
    multiple=True,
    metavar="TARGET,…",
    shell_complete=completion.listed(completion.targets),
    help="Targets it is meant for; all if not given.",
)


@click.command("scan")
@DOMAIN
@DC
@USER
@PROTECTION
@CA_BUNDLE
@INSECURE
@TIMEOUT
@click.option(
    "--recipients",
    type=click.Choice(RECIPIENTS),
    default="attributes",
    show_default=True,
    help="How much of mailboxes, groups and contacts to keep.",
)
@OLD_TLS
@click.option(
    "--servers",
    multiple=True,
    metavar="all|NAME,…",
    help="Ask the Exchange servers themselves too: all that the directory names, or these.",
)
@click.option(
    "--winrm-auth",
    type=click.Choice(WINRM_AUTH),
    default="auto",
    show_default=True,
    help="credssp hands the password itself to each server, for commands that ask the directory.",
)
@click.option(
    "--candidate",
    "candidates",
    multiple=True,
    metavar="HOST,…",
    help="Ask a machine that is to become a server, for --role and --for.",
)
@click.option(
    "--mailbox-sizes",
    is_flag=True,
    help="Open every mailbox by EWS and note sizes; needs ApplicationImpersonation.",
)
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=CONCURRENCY,
    show_default=True,
    help="How many servers or mailboxes to ask at once.",
)
@click.option(
    "--server-timeout",
    type=click.IntRange(10, 86400),
    default=SERVER_SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="How long one server may take with everything.",
)
@click.option(
    "--local", type=click.Choice(MACHINES), help="Read this machine too: as a server to be, or as what it is."
)
@ROLE
@FOR
@click.option(
    "--only",
    multiple=True,
    metavar="COLLECTOR,…",
    shell_complete=completion.listed(completion.collectors),
    help="Read only this part again, into the inventory that -o names; see --plan.",
)
@click.option(
    "--server",
    "again",
    multiple=True,
    metavar="NAME,…",
    shell_complete=completion.listed(completion.servers),
    help="Ask only this server again, into the inventory that -o names.",
)
@click.option("--resume", is_flag=True, help="Go on with an interrupted scan; ask only for the rest.")
@click.option(
    "--plan", "only_plan", is_flag=True, help="Print every query that would be sent, and send none."
)
@NO_INPUT
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Inventory to write; .gz packs it.",
)
@JSON
@CONFIG
def command(
    domain: str | None,
    dc: str | None,
    user: str | None,
    protection: Literal["auto", "ldaps", "starttls", "sealed", "ldaps-bound"] | None,
    ca_bundle: Path | None,
    insecure: tuple[str, ...],
    old_tls: tuple[str, ...],
    servers: tuple[str, ...],
    winrm_auth: Literal["auto", "credssp"],
    candidates: tuple[str, ...],
    mailbox_sizes: bool,
    concurrency: int,
    server_timeout: int,
    timeout: int | None,
    recipients: Literal["attributes", "counts", "none"],
    local: str | None,
    role: Role,
    targets: tuple[str, ...],
    only: tuple[str, ...],
    again: tuple[str, ...],
    resume: bool,
    only_plan: bool,
    no_input: bool,
    output: Path | None,
    as_json: bool,
    config: Path | None,
) -> int:
    """Read the directory, and servers and this machine if asked, into an inventory file. Only ever reads.

    It signs in with a Kerberos ticket or the Windows logon, else with a password from the keyring (exready auth),
    EXREADY_PASSWORD or a prompt, never from an option.

    \b
    Examples:
      exready scan --domain example.local -o inventory.json
      exready scan --domain example.local --user EXAMPLE\\audit --ca-bundle ca.pem -o inventory.json
      exready scan --domain example.local --servers all --candidate new1.example.local --for exchange-se -o all.json
      exready scan --local candidate --role mailbox --for exchange-se -o server.json
      exready scan --only ldap-sites -o inventory.json
      exready scan --server ex2.example.local -o inventory.json
    """
    from scanner.connections.connect import Options
    from scanner.connections.credentials import Credentials, intention
    from scanner.inventory.store import load
    from scanner.plan import plan
    from scanner.repeat import repeated
    from scanner.request import Request
    from scanner.scan import run

    defaults = load_config(config)
    scan = defaults.scan
    bundle = ca_bundle or (Path(scan.ca_bundle) if scan.ca_bundle else None)
    request = Request(
        domain=domain or scan.domain,
        server=dc or scan.dc,
        recipients=recipients,
        local=this_machine(local, role, targets) if local else None,
        servers=listed(servers),
        candidates=machines_to_be(listed(candidates), role, targets),
        options=Options(
            protection=protection or scan.protection or "auto", ca_bundle=bundle, insecure=frozenset(insecure),
            old_tls=frozenset(old_tls), timeout=timeout or scan.timeout or TIMEOUT_SECONDS, winrm_auth=winrm_auth,
        ),
        mailbox_sizes=mailbox_sizes,
        concurrency=concurrency,
        server_seconds=server_timeout,
    )  # fmt: skip
    path = output or Path(
        f"{(request.domain or request.server or 'this-machine').split(':')[0]}.inventory.json"
    )
    if only or again:
        request = repeated(request, load(path)[0], listed(only), listed(again))
    ask = None if no_input or not sys.stdin.isatty() else ask_password
    credentials = Credentials(user or scan.user, ask=ask)
    if only_plan:
        contacts = request.asks_directory or request.asks_servers
        show_plan(plan(request), as_json, intention(credentials.prospects()) if contacts else NOWHERE)
        return exit_codes.DONE
    if winrm_auth == "credssp" and request.asks_servers:
        click.echo(CREDSSP_WARNING, err=True)
    outcome = run(
        request,
        path,
        credentials,
        tool=version(),
        progress=Progress(),
        resume=resume,
    )
    tell(outcome, as_json, defaults)
    return exit_codes.INCOMPLETE if outcome.gaps else exit_codes.DONE


def this_machine(taken_as: str, role: Role, targets: tuple[str, ...]) -> Local:
    """This machine as a candidate for a role, or as the server it is."""
    from scanner.request import Local

    if taken_as == "server":
        return Local(role=None)
    return Local(role=role, targets=known_targets(targets))


def machines_to_be(hosts: tuple[str, ...], role: Role, targets: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Other machines as candidates for a role."""
    meant = list(known_targets(targets)) if hosts else []
    return tuple(Candidate(host=host, role=role, targets=meant) for host in hosts)


def known_targets(options: tuple[str, ...]) -> tuple[str, ...]:
    """The targets of `--for a,b` and repeated; raises RuleBookRefused for one there is not."""
    from checks.rule_book import RuleBook

    rule_book = RuleBook()
    return tuple(dict.fromkeys(rule_book.target(name).base_id for name in listed(options)))


def listed(options: tuple[str, ...]) -> tuple[str, ...]:
    """What an option names, repeated or with commas between, each once."""
    names = (name.strip() for option in options for name in option.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def ask_password(user: str) -> str:
    """Prompt on the terminal, without echo."""
    password: str = click.prompt(f"Password of {user}", hide_input=True, err=True)
    return password
