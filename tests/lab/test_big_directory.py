"""The big directory, in small: the same schema, configuration and start."""

import os
import subprocess

import pytest

from tests.lab.big_directory import big_directory
from tests.lab.lab import LabUnavailableError

pytestmark = pytest.mark.lab
MAILBOXES = 2_500


def test_pages_of_mailboxes_over_both_ports() -> None:
    try:
        with big_directory(MAILBOXES) as directory:
            settings = os.environ | {"LDAPTLS_CACERT": str(directory.certificates.authority)}
            for scheme, port in (("ldap", directory.port), ("ldaps", directory.tls_port)):
                command = ["ldapsearch", "-LLL", "-x", "-H", f"{scheme}://{directory.address}:{port}"]
                command += [
                    "-D",
                    directory.bind_dn,
                    "-w",
                    directory.account.password,
                    "-b",
                    directory.base_dn,
                ]
                command += ["-E", "pr=1000/noprompt", "(mailNickname=*)", "homeMDB", "proxyAddresses"]
                result = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
                assert result.returncode == 0, result.stderr
                assert result.stdout.count("\nhomeMDB:") == MAILBOXES
                assert result.stdout.count("\nproxyAddresses:") == 3 * MAILBOXES
    except LabUnavailableError as error:
        pytest.skip(str(error))
