"""Kerberos over HTTP with tickets of a real domain: at a remote shell and at Exchange's endpoint, encrypted by it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from scanner.connections import exchange_powershell, winrm
from scanner.connections.connect import Options
from scanner.connections.credentials import Account, Credentials, Logon
from scanner.connections.errors import Trouble
from scanner.connections.exchange_powershell import ExchangeShell
from scanner.connections.http_line import Deadline, Lines
from scanner.connections.http_session import Gate
from scanner.connections.server_ways import Server
from scanner.connections.winrm import RemoteShell
from scanner.scripts import assemble
from tests.connections.network import CLOSED, use_names
from tests.connections.servers import use_server_ports
from tests.lab.certificates import LOCALHOST
from tests.lab.lab import Lab
from tests.lab.lock import controller_directory
from tests.lab.stages import configuration_file
from tests.servers import answers
from tests.servers.windows_http import PASSWORD, USER, known_users, running
from tests.servers.windows_server import WindowsServer

pytestmark = pytest.mark.lab

SERVER = "ex16a.exlab.test"


@pytest.fixture
def server(lab_2016_2019: Lab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[WindowsServer]:
    """A server that holds the key of a computer of the lab."""
    lab = lab_2016_2019
    keytab = tmp_path / "keytab"
    subprocess.run(
        ["samba-tool", "domain", "exportkeytab", str(keytab), f"--principal=HTTP/{SERVER}",
         f"--configfile={configuration_file(controller_directory(lab.directory))}"],
        check=True, capture_output=True,
    )  # fmt: skip
    for name, value in (lab.environment(lab.kinit(lab.reader)) | {"KRB5_KTNAME": f"FILE:{keytab}"}).items():
        monkeypatch.setenv(name, value)
    use_names(monkeypatch, {SERVER: LOCALHOST, "other.exlab.test": LOCALHOST})
    machine = answers.exchange_server(SERVER, "15.1.2507.61")
    found = WindowsServer({SERVER: machine, "other.exlab.test": machine}, schemes=("Negotiate", "Kerberos"))
    use_server_ports(monkeypatch, plain=found.port)
    with known_users({USER: PASSWORD}), running(found):
        yield found


def reached(host: str = SERVER) -> Server:
    (logon,) = Credentials().sign_ins()
    assert isinstance(logon, Logon)
    ports = [port for port in winrm.PORTS.values() if port != CLOSED]
    return Server(host, logon, Options(timeout=10), Deadline(30), Lines(), Gate(accepted=True), ports)


@pytest.mark.parametrize("schemes", [("Negotiate",), ("Kerberos",)])
def test_a_ticket_signs_in_and_encrypts(server: WindowsServer, schemes: tuple[str, ...]) -> None:
    server.schemes = schemes
    shell = reached().session(winrm.PORTS, winrm.PATH, RemoteShell)
    done = shell.run(assemble.host())
    shell.close()
    assert done.cut is None
    assert done.output.startswith(f"exready\t1\thost\t{SERVER}".encode())


def test_the_endpoint_of_exchange_by_a_ticket(server: WindowsServer) -> None:
    shell = reached().session(exchange_powershell.PORTS, exchange_powershell.PATH, ExchangeShell)
    (found,) = shell.run("Get-OrganizationConfig", [], ["OAuth2ClientProfileEnabled"])
    shell.close()
    assert found["OAuth2ClientProfileEnabled"] is True


def test_a_server_that_does_not_hold_the_key_of_its_name(server: WindowsServer) -> None:
    with pytest.raises(Trouble) as raised:
        reached("other.exlab.test").session(winrm.PORTS, winrm.PATH, RemoteShell)
    assert raised.value.code == "no-credentials"
    assert "does not know this server" in str(raised.value)


def test_a_password_with_a_principal_name_is_kerberos_too(server: WindowsServer, lab_2016_2019: Lab) -> None:
    """As Exchange's endpoint wants it: it knows no NTLM."""
    reader = lab_2016_2019.reader
    account = Account(reader.principal_name, reader.password)
    ports = [port for port in winrm.PORTS.values() if port != CLOSED]
    asked = Server(SERVER, account, Options(timeout=10), Deadline(30), Lines(), Gate(accepted=True), ports)
    shell = asked.session(winrm.PORTS, winrm.PATH, RemoteShell)
    assert shell.run(assemble.host()).cut is None
    shell.close()
    wrong = Account(reader.principal_name, "wrong")
    again = Server(SERVER, wrong, Options(timeout=10), Deadline(30), Lines(), Gate(accepted=True), ports)
    with pytest.raises(Trouble) as raised:
        again.session(winrm.PORTS, winrm.PATH, RemoteShell)
    assert raised.value.code in ("no-credentials", "sign-in-refused")
