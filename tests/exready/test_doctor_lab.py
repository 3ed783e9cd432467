"""The doctor at a real directory, and at servers that let its accounts in: what is well, and what each fault does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest

from tests.connections.network import use_names
from tests.connections.servers import use_server_ports
from tests.exready.conftest import Ended, Run
from tests.lab.certificates import LOCALHOST, make_certificates
from tests.lab.lab import Lab
from tests.lab.model import NETBIOS_DOMAIN, Account
from tests.servers import answers
from tests.servers.machine import Machine
from tests.servers.windows_http import known_users, running
from tests.servers.windows_server import WindowsServer

pytestmark = pytest.mark.lab

DEAD = "127.0.0.9"
Lines = dict[tuple[str, str | None], dict[str, Any]]


@dataclass
class Doctor:
    """The doctor's command line for the lab."""

    run: Run
    lab: Lab
    monkeypatch: pytest.MonkeyPatch
    authorities: Path

    def as_(self, account: Account, password: str | None = None) -> tuple[str, str]:
        self.monkeypatch.setenv("EXREADY_PASSWORD", password or account.password)
        return ("--user", f"{NETBIOS_DOMAIN}\\{account.user}")

    def command(self, *words: str, trusted: bool = True) -> tuple[str, ...]:
        trust = ("--ca-bundle", str(self.authorities)) if trusted else ()
        return ("doctor", "--dc", self.lab.address, "--timeout", "10", *trust, *words)

    def lines(self, *words: str, **options: Any) -> tuple[int, Lines]:
        ended: Ended = self.run(*self.command(*words, **options), "--json")
        document = json.loads(ended.out)
        assert document["exit_code"] == ended.code
        assert list(Path().iterdir()) == [], "the doctor writes nothing"
        return ended.code, {(each["probe"], each["subject"]): each for each in document["lines"]}


@pytest.fixture
def doctor(run: Run, lab_2016_2019: Lab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Doctor:
    monkeypatch.delenv("EXREADY_PASSWORD", raising=False)
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{tmp_path / 'no-tickets'}")
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return Doctor(run, lab_2016_2019, monkeypatch, lab_2016_2019.ca_bundle)


def statuses(lines: Lines) -> dict[str, str]:
    return {probe: line["status"] for (probe, _), line in lines.items() if line["asked"]}


def test_everything_is_well_with_a_password(doctor: Doctor) -> None:
    code, lines = doctor.lines(*doctor.as_(doctor.lab.reader))
    assert code == 0
    assert set(statuses(lines).values()) <= {"ok"}
    address = doctor.lab.address
    assert "389, 636, 3268, 3269 answer" in lines["controller-ports", address]["sentence"]
    assert doctor.lab.host in lines["controller-certificate", address]["sentence"]
    assert "days left" in lines["controller-certificate", address]["sentence"]
    assert "Kerberos allows 5 min" in lines["clock", address]["sentence"]
    assert "LDAPS, certificate verified" in lines["sign-in", None]["sentence"]
    assert "with its password from EXREADY_PASSWORD" in lines["sign-in", None]["sentence"]
    assert lines["exchange", None]["sentence"].startswith("All 3")
    assert "ex16a" in lines["server-names", None]["sentence"]
    said = "".join(json.dumps(line) for line in lines.values())
    assert doctor.lab.reader.password not in said


def test_everything_is_well_with_a_ticket(doctor: Doctor) -> None:
    lab = doctor.lab
    for name, value in lab.environment(lab.kinit(lab.reader)).items():
        doctor.monkeypatch.setenv(name, value)
    code, lines = doctor.lines(trusted=False)
    assert code == 0
    assert lines["kerberos-ticket", None]["status"] == "ok"
    assert "reader@EXLAB.TEST, until 20" in lines["kerberos-ticket", None]["sentence"]
    assert lines["controller-certificate", lab.address]["status"] == "attention", "a ticket does without it"
    assert "Kerberos, sealed" in lines["sign-in", None]["sentence"]


def test_a_clock_too_far_off_keeps_a_ticket_from_being_shown(doctor: Doctor) -> None:
    class Ahead(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Ahead:
            return cls.fromtimestamp((datetime.now(UTC) + timedelta(hours=1)).timestamp(), tz)

    lab = doctor.lab
    for name, value in lab.environment(lab.kinit(lab.reader)).items():
        doctor.monkeypatch.setenv(name, value)
    doctor.monkeypatch.setattr("exready.commands.doctor.datetime", Ahead)
    code, lines = doctor.lines()
    line = lines["clock", lab.address]
    assert (code, line["status"], line["code"]) == (4, "failed", "no-credentials")
    assert "60 min behind this machine" in line["sentence"]
    assert "w32tm /resync" in line["do"]
    assert "depends on “Clock”" in lines["sign-in", None]["sentence"]


def test_an_authority_that_is_not_trusted(doctor: Doctor) -> None:
    code, lines = doctor.lines(*doctor.as_(doctor.lab.reader), trusted=False)
    line = lines["controller-certificate", doctor.lab.address]
    assert (code, line["status"], line["code"]) == (5, "failed", "certificate-refused")
    assert "exready lab authority" in line["do"]
    assert "--ca-bundle" in line["do"]
    assert lines["sign-in", None]["status"] == "not-checked"
    assert "depends on “Certificate”" in lines["sign-in", None]["sentence"]
    assert lines["clock", doctor.lab.address]["status"] == "ok", "it does not depend on it"
    insecure = ("--insecure", doctor.lab.address)
    code, lines = doctor.lines(*doctor.as_(doctor.lab.reader), *insecure, trusted=False)
    assert code == 0
    assert lines["sign-in", None]["status"] == "attention"


def test_a_sign_in_without_tls_needs_no_certificate(doctor: Doctor) -> None:
    code, lines = doctor.lines(*doctor.as_(doctor.lab.reader), "--protection", "sealed", trusted=False)
    assert code == 0
    assert lines["controller-certificate", doctor.lab.address]["status"] == "attention"
    assert "NTLM, sealed" in lines["sign-in", None]["sentence"]


def test_a_wrong_password_is_shown_once(doctor: Doctor) -> None:
    named = ("--servers", "ex16a")
    code, lines = doctor.lines(*doctor.as_(doctor.lab.reader, "wrong"), *named)
    line = lines["sign-in", None]
    assert (code, line["status"], line["code"]) == (4, "failed", "sign-in-refused")
    assert "the user name or the password is wrong" in line["sentence"]
    for probe in ("global-catalogue", "domains", "configuration", "exchange", "server-names"):
        assert lines[probe, None]["status"] == "not-checked"
        assert "depends on “Sign-in”, which failed" in lines[probe, None]["sentence"]
    assert lines["remote-shell", "ex16a"]["status"] == "not-checked"


def test_what_the_account_may_not_read(doctor: Doctor) -> None:
    code, lines = doctor.lines(*doctor.as_(doctor.lab.narrow))
    line = lines["exchange", None]
    assert (code, line["status"]) == (3, "failed")
    assert "cannot be read with this account" in line["sentence"]
    assert "View-Only Organization Management" in line["do"]
    assert lines["configuration", None]["status"] == "ok"


@pytest.fixture
def estate(doctor: Doctor, tmp_path: Path) -> Iterator[dict[str, Machine]]:
    """Two servers of the directory that answer, where the product looks for them; the others are dead."""
    lab = doctor.lab
    hosts = {f"{server.name.lower()}.{lab.domain}": DEAD for server in lab.expected.servers}
    machines = {
        name: answers.exchange_server(name, "15.1.2507.61")
        for name in (f"ex16a.{lab.domain}", f"ex16b.{lab.domain}")
    }
    use_names(doctor.monkeypatch, {**hosts, **dict.fromkeys(machines, LOCALHOST)})
    certificates = make_certificates(tmp_path, *((name, LOCALHOST) for name in machines))
    doctor.authorities = tmp_path / "authorities.pem"
    doctor.authorities.write_text(lab.ca_bundle.read_text() + certificates.authority.read_text())
    server = WindowsServer(machines, certificate=certificates.domain_controller)
    use_server_ports(doctor.monkeypatch, tls=server.port)
    with known_users({f"{NETBIOS_DOMAIN}\\{lab.reader.user}": lab.reader.password}), running(server):
        yield machines


def test_servers_are_asked_as_a_scan_asks_them(doctor: Doctor, estate: dict[str, Machine]) -> None:
    ex16a, ex16b = estate
    estate[ex16b].fault_code = 5  # access denied
    words = ("--timeout", "2", "--servers", "all")
    code, lines = doctor.lines(*doctor.as_(doctor.lab.reader), *words)
    assert code == 3
    assert lines["remote-shell", ex16a]["status"] == "ok"
    assert lines["exchange-powershell", ex16a]["status"] == "ok"
    assert f"for {ex16a}" in lines["web-certificate", ex16a]["sentence"]
    assert estate[ex16a].seen.count("Create") == estate[ex16a].seen.count("Delete") == 2
    assert "Command" not in estate[ex16a].seen, "nothing runs there"
    refused = lines["remote-shell", ex16b]
    assert (refused["status"], refused["code"]) == ("failed", "access-denied")
    assert "does not let this account read a remote shell" in refused["sentence"]
    dead = [
        subject
        for (probe, subject), line in lines.items()
        if probe == "server-ports" and line["status"] == "failed"
    ]
    assert len(dead) > 1
    assert lines["remote-shell", dead[0]]["status"] == "not-checked"


def test_servers_that_were_named(doctor: Doctor, estate: dict[str, Machine]) -> None:
    ex16a, ex16b = estate
    code, lines = doctor.lines(*doctor.as_(doctor.lab.reader), "--server", "EX16A")
    assert code == 0
    assert {subject for probe, subject in lines if probe == "remote-shell"} == {ex16a}
    assert estate[ex16b].seen == []


def test_it_is_told_to_people(doctor: Doctor) -> None:
    ended = doctor.run(*doctor.command(*doctor.as_(doctor.lab.reader, "wrong")))
    assert ended.code == 4
    assert "A scan can read nothing: it has no account that is let in." in ended.out
    assert "Sign-in: " in ended.out
    assert "→ Check the account and password." in ended.out
    assert doctor.lab.reader.password not in ended.out + ended.err
