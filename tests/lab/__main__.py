"""Start the lab by hand: ``python -m tests.lab up``, and ``down`` when done. See docs/lab.md."""

import argparse
import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.lab.domain_controller import STRONG_AUTH
from tests.lab.lab import Lab, LabError, LabUnavailableError, stop_by_address
from tests.lab.lock import LabBusyError
from tests.lab.model import NETBIOS_DOMAIN, REALM, Account
from tests.lab.organizations import FORESTS


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.lab", description="A test lab to try things on.")
    commands = parser.add_subparsers(required=True)
    up_command = commands.add_parser("up", help="start a domain controller and leave it running")
    # `make lab ORGANIZATION=exchange-2007` reaches us as a variable of the environment.
    up_command.add_argument(
        "--organization",
        default=os.environ.get("ORGANIZATION") or "mixed",
        help=f"one of {', '.join(FORESTS)} (default: $ORGANIZATION, else mixed)",
    )
    up_command.add_argument("--level", type=int, help="functional level (default: 6, 2012 R2; 2007: 4)")
    up_command.add_argument(
        "--strong-auth",
        choices=STRONG_AUTH,
        help="samba's 'ldap server require strong auth' (default: that of the organization, mostly yes)",
    )
    up_command.add_argument("--more-mailboxes", type=int, default=0, help="that many besides")
    up_command.set_defaults(run=up)
    down_command = commands.add_parser("down", help="stop the domain controllers that are running")
    down_command.set_defaults(run=down)
    arguments = parser.parse_args()
    try:
        arguments.run(arguments)
    except (LabError, LabUnavailableError, LabBusyError) as error:
        sys.exit(str(error))


def up(arguments: argparse.Namespace) -> None:
    """Start a lab and say how to use it."""
    if arguments.organization not in FORESTS:
        sys.exit(f"There is no organization {arguments.organization!r}. There are: {', '.join(FORESTS)}.")
    lab = Lab(
        arguments.organization,
        arguments.level,
        arguments.strong_auth,
        more_mailboxes=arguments.more_mailboxes,
    )
    lab.start(outlives_us=True)
    print("\n".join(instructions(lab)))


def instructions(lab: Lab) -> Iterator[str]:
    """What there is, then commands to paste into a shell."""
    yield f"# {lab.organization}: {lab.host} at {lab.address} (LDAP 389, LDAPS 636, global catalogue 3268)"
    if lab.child:
        answers = "" if lab.child_answers else ", which does not answer"
        yield f"# child domain: {lab.child.domain_controller.fqdn} at {lab.child.address}{answers}"
    for who, account in (
        ("administrator", lab.administrator),
        ("ordinary user", lab.reader),
        ("user who may not see everything", lab.narrow),
    ):
        yield f"# {who}: {account.principal_name}  password {account.password}"
    yield from ("", "# with a password, over TLS")
    yield f"export EXREADY_PASSWORD={shlex.quote(lab.reader.password)}"
    if lab.child:
        yield from _exports(lab.name_resolution())
    yield _scan(lab, f"--user {shlex.quote(_user(lab))} --ca-bundle {lab.ca_bundle} -o lab.json")
    yield from ("", "# with a Kerberos ticket, sealed on port 389")
    yield from _exports(lab.environment(lab.directory / "tickets"))
    yield f"echo {shlex.quote(lab.reader.password)} | kinit {lab.reader.user}@{REALM}"
    yield _scan(lab, "--protection sealed -o lab-sealed.json")
    yield from ("", "# with ldapsearch; there is no DNS here, so a library answers for the name")
    environment = [f"{name}={value}" for name, value in lab.name_resolution().items()]
    yield f"env {shlex.join(environment)} \\"
    yield f"  ldapsearch -N -Y GSSAPI -H ldap://{lab.host} -s base -b '' dnsHostName"


def down(_arguments: argparse.Namespace) -> None:
    """Stop every lab of this user, but not under a test run."""
    outcomes = [stop_by_address(forest.address) for forest in FORESTS.values()]
    print("\n".join(each for each in outcomes if each) or "No lab is running.")


def _user(lab: Lab) -> str:
    """A child domain here knows users of the root by their principal names only."""
    account: Account = lab.reader
    return account.principal_name if lab.child else f"{NETBIOS_DOMAIN}\\{account.user}"


def _scan(lab: Lab, options: str) -> str:
    beside_us = Path(sys.executable).with_name("exready")
    program = "exready" if shutil.which("exready") else shlex.quote(os.path.relpath(beside_us))
    return f"{program} scan --domain {lab.domain} --dc {lab.address} {options}"


def _exports(settings: dict[str, str]) -> Iterator[str]:
    for name, value in settings.items():
        yield f"export {name}={shlex.quote(value)}"


if __name__ == "__main__":
    main()
