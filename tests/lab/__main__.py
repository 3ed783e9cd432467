"""Start the lab by hand: ``python -m tests.lab up``, and ``down`` when done."""

import argparse
import shlex
import sys

from tests.lab.domain_controller import STRONG_AUTH
from tests.lab.lab import Lab, LabError, LabUnavailableError, stop_by_address
from tests.lab.lock import LabBusyError
from tests.lab.model import REALM, Account
from tests.lab.organizations import FORESTS


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.lab", description="A test lab to try things on.")
    commands = parser.add_subparsers(required=True)
    up_command = commands.add_parser("up", help="start a domain controller and leave it running")
    up_command.add_argument("--organization", choices=FORESTS, default="mixed")
    up_command.add_argument("--level", type=int, default=6, help="functional level (default: 6, 2012 R2)")
    up_command.add_argument("--strong-auth", choices=STRONG_AUTH, default="yes",
                            help="samba's 'ldap server require strong auth' (default: yes)")
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
    lab = Lab(arguments.organization, arguments.level, arguments.strong_auth)
    lab.start(outlives_us=True)
    print(f"domain controller  {lab.host} at {lab.address} (LDAP 389, LDAPS 636, global catalogue 3268)")
    print(f"administrator      {_shown(lab.administrator)}")
    print(f"ordinary user      {_shown(lab.reader)}")
    print(f"CA bundle          {lab.ca_bundle}")
    print()
    cache = lab.directory / "tickets"
    settings = {**lab.environment(cache), **lab.name_resolution(), "LDAPTLS_CACERT": str(lab.ca_bundle)}
    for name, value in settings.items():
        print(f"export {name}={shlex.quote(value)}")
    print(f"echo {shlex.quote(lab.reader.password)} | kinit {lab.reader.user}@{REALM}")
    print(f"ldapsearch -N -Y GSSAPI -H ldap://{lab.host} -s base -b '' dnsHostName")


def down(_arguments: argparse.Namespace) -> None:
    """Stop every lab of this user, but not under a test run."""
    for forest in FORESTS.values():
        print(stop_by_address(forest.address))


def _shown(account: Account) -> str:
    return f"{account.principal_name}  password {account.password}"


if __name__ == "__main__":
    main()
