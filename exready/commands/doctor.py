"""`exready doctor`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import click

from exready import exit_codes
from exready.commands.scan import TIMEOUT_SECONDS, ask_password, listed
from exready.config import load_config
from exready.diagnosis import as_document, as_text, kept, plan_as_document, plan_as_text, summary
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
from exready.terminal import (
    encoding_of_output,
    print_document,
    print_lines,
    say,
    symbols_wanted,
    width_of_terminal,
)


@click.command("doctor")
@DOMAIN
@DC
@click.option(
    "--servers",
    "--server",
    "servers",
    multiple=True,
    metavar="all|NAME,…",
    help="Look at the Exchange servers too: all that the directory names, or these.",
)
@click.option(
    "--candidate",
    "candidates",
    multiple=True,
    metavar="HOST,…",
    help="Look at a machine that is to become a server.",
)
@USER
@PROTECTION
@CA_BUNDLE
@INSECURE
@OLD_TLS
@TIMEOUT
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Inventory that the scan is to write; here it is only looked whether it could.",
)
@click.option(
    "--plan", "only_plan", is_flag=True, help="Print whom it would contact with what, and contact nobody."
)
@NO_INPUT
@JSON
@CONFIG
def command(
    domain: str | None,
    dc: str | None,
    servers: tuple[str, ...],
    candidates: tuple[str, ...],
    user: str | None,
    protection: Literal["auto", "ldaps", "starttls", "sealed", "ldaps-bound"] | None,
    ca_bundle: Path | None,
    insecure: tuple[str, ...],
    old_tls: tuple[str, ...],
    timeout: int | None,
    output: Path | None,
    only_plan: bool,
    no_input: bool,
    as_json: bool,
    config: Path | None,
) -> int:
    """Say whether a scan from this machine will work, and what to do about each thing that will not.

    Give it the options of the scan. It changes nothing and writes nothing. A password that is refused is shown to one
    machine only.

    \b
    Examples:
      exready doctor
      exready doctor --domain example.local
      exready doctor --domain example.local --servers all --user EXAMPLE\\audit --ca-bundle ca.pem
    """
    from scanner.connections.connect import Options
    from scanner.connections.credentials import Credentials, intention
    from scanner.doctor.probe import Line, examine, exit_code, plan
    from scanner.doctor.stages import STAGES
    from scanner.doctor.visit import Visit
    from scanner.inventory.model import Candidate
    from scanner.request import Local, Request, check

    scan = load_config(config).scan
    bundle = ca_bundle or (Path(scan.ca_bundle) if scan.ca_bundle else None)
    request = Request(
        domain=domain or scan.domain,
        server=dc or scan.dc,
        local=Local(role=None),  # this machine is looked at in any case
        servers=listed(servers),
        candidates=tuple(Candidate(host=host, role="mailbox", targets=[]) for host in listed(candidates)),
        options=Options(
            protection=protection or scan.protection or "auto", ca_bundle=bundle, insecure=frozenset(insecure),
            old_tls=frozenset(old_tls), timeout=timeout or scan.timeout or TIMEOUT_SECONDS,
        ),
    )  # fmt: skip
    check(request)
    ask = None if no_input or not sys.stdin.isatty() else ask_password
    visit = Visit(
        request,
        Credentials(user or scan.user, ask=ask),
        output
        or Path(f"{(request.domain or request.server or 'this-machine').split(':')[0]}.inventory.json"),
        encoding_of_output(),
        lambda: datetime.now(UTC),
    )
    if only_plan:
        contacts, sign_in = plan(visit, STAGES), intention(visit.credentials.prospects())
        if as_json:
            print_document("doctor-plan", plan_as_document(contacts, sign_in))
        else:
            print_lines(plan_as_text(contacts, sign_in, width_of_terminal()))
        return exit_codes.DONE
    lines: list[Line] = []
    found = kept(examine(visit, STAGES), lines)
    if as_json:
        print_document("doctor", as_document(found, visit.now))
    else:
        print_lines(as_text(found, symbols=symbols_wanted(), width=width_of_terminal()))
        say(f"\n{summary(lines, exit_code(lines))}")
    return exit_code(lines)
