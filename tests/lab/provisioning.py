"""Creates the empty database of a domain controller: a script for the system's Python, a process of its own.

    /usr/bin/python3 -m tests.lab.provisioning DIR --realm EXLAB.TEST --domain EXLAB --host dc1 --sid S-…

It runs alone because it replaces a function of samba. Access lists on the SYSVOL share, which need rights that
containers lack, are not set: nobody reads SYSVOL here.
"""

# The modules of samba come with Debian packages for the system's Python only, and carry no types.
# mypy: disable-error-code="import-not-found"

import argparse
import logging
import os
from pathlib import Path

from samba import provision
from samba.auth import system_session
from samba.dcerpc import security
from samba.dsdb import DS_DOMAIN_FUNCTION_2008_R2
from samba.param import LoadParm

from tests.lab.model import ADMINISTRATOR, BASE_DN
from tests.lab.names import CONFIGURATION_DN


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="An empty domain controller.")
    parser.add_argument("directory", type=Path)
    for option in ("--realm", "--domain", "--host", "--sid"):
        parser.add_argument(option, required=True)
    run(parser.parse_args())


def run(arguments: argparse.Namespace) -> None:
    """Create a domain of the forest ``exlab.test``: its root, or one below it."""
    os.environ["TDB_NO_FSYNC"] = "1"
    own_dn = ",".join(f"DC={label}" for label in arguments.realm.lower().split("."))
    _correct_templates(own_dn)
    parameters = LoadParm()
    (arguments.directory / "etc").mkdir(parents=True)
    provision.provision(
        logging.getLogger("provision"),
        system_session(parameters),
        targetdir=str(arguments.directory),
        realm=arguments.realm,
        rootdn=BASE_DN,
        domain=arguments.domain,
        domainsid=security.dom_sid(arguments.sid),
        hostname=arguments.host,
        hostip="127.0.0.1",
        adminpass=ADMINISTRATOR.password,
        dns_backend="NONE",
        serverrole="active directory domain controller",
        dom_for_fun_level=DS_DOMAIN_FUNCTION_2008_R2,
        lp=parameters,
        batch_mode=True,
    )


def _correct_templates(own_dn: str) -> None:
    """A template takes the configuration to stand below the domain, which is true of a root domain only."""
    read_template = provision.common.read_and_sub_file

    def read(file_name: str, values: dict[str, str] | None) -> str:
        return str(read_template(file_name, values)).replace(f"CN=Configuration,{own_dn}", CONFIGURATION_DN)

    provision.common.read_and_sub_file = read
    provision.read_and_sub_file = read


if __name__ == "__main__":
    main()
