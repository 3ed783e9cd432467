"""`exready doctor` where something is wrong: each fault is named once, and what depends on it is not checked."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from collections import namedtuple
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dns.rcode
import dns.rrset
import pytest

from exready.diagnosis import as_text
from scanner.connections.connect import Options
from scanner.connections.credentials import Credentials, Logon
from scanner.connections.errors import Trouble
from scanner.connections.wire import TcpLine
from scanner.doctor import here, network, stages
from scanner.doctor.probe import Finding, NotWell, Probe, Stage, examine, exit_code
from scanner.doctor.visit import Visit
from scanner.request import Local, Request
from tests.connections import ldap_server
from tests.connections.name_server import name_server, rcode
from tests.connections.network import use_names, use_ports
from tests.connections.servers import use_server_ports
from tests.exready.conftest import Run
from tests.lab.bad_servers import tls_server
from tests.lab.certificates import LOCALHOST, Certificates
from tests.servers.machine import Machine
from tests.servers.windows_http import PASSWORD, USER, known_users, running
from tests.servers.windows_server import WindowsServer

DEAD = "127.0.0.77"
NOW = datetime(2026, 11, 25, 9, 0, 0, tzinfo=UTC)
Lines = dict[tuple[str, str | None], dict[str, Any]]


@pytest.fixture(autouse=True)
def _nobody_signed_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("EXREADY_PASSWORD", raising=False)
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{tmp_path / 'no-tickets'}")


@pytest.fixture
def lines(run: Run) -> Callable[..., tuple[int, Lines]]:
    """The doctor's exit code and its lines, by probe and subject."""

    def of(*words: str) -> tuple[int, Lines]:
        ended = run("doctor", "--timeout", "2", *words, "--json")
        document = json.loads(ended.out)
        assert (document["schema"], document["exit_code"]) == ("exready/doctor", ended.code)
        assert list(Path().iterdir()) == []
        return ended.code, {(each["probe"], each["subject"]): each for each in document["lines"]}

    return of


def visit(
    *, credentials: Credentials | None = None, encoding: str = "utf-8", output: Path = Path("out.json")
) -> Visit:
    request = Request(domain="corp.test", local=Local(role=None), options=Options(timeout=2))
    return Visit(request, credentials or by_password(), output, encoding, lambda: NOW)


def by_password() -> Credentials:
    def no_ticket() -> Logon:
        raise Trouble("no-credentials", detail="there is no Kerberos ticket")

    return Credentials(USER, {"EXREADY_PASSWORD": PASSWORD}, logon=no_ticket)


def by_ticket(until: datetime | None = None) -> Credentials:
    return Credentials(None, {}, logon=lambda: Logon("reader@CORP.TEST", until))


# The whole.


def test_without_a_domain_only_this_machine_is_looked_at(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("contacted somebody"))
    ended = run("doctor")
    assert ended.code == 0
    assert "Python: 3." in ended.out
    assert "because no domain was named (--domain NAME)" in ended.out
    assert "because no server was named (--servers all|NAME)" in ended.out


def test_the_plan_contacts_nobody(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, lambda *_: pytest.fail("contacted somebody"))
    words = ("doctor", "--domain", "corp.test", "--servers", "all", "--user", USER, "--plan")
    ended = run(*words)
    assert ended.code == 0
    for said in (
        "_ldap._tcp.dc._msdcs.", "389, 636, 3268, 3269", "currentTime", "every Exchange server of the directory",
        "a shell opened and closed", "It has nothing to sign in with.",
    ):  # fmt: skip
        assert said in ended.out
    plan = json.loads(run(*words, "--json").out)["plan"]
    assert {each["stage"] for each in plan} == {
        "Names", "Domain controllers", "Directory", "Other domains", "Servers",
    }  # fmt: skip
    assert all(each["to"] and each["sends"] for each in plan)
    assert json.loads(run("doctor", "--plan", "--json").out)["plan"] == []


def test_every_probe_is_in_the_documents_and_says_in_the_plan_what_goes_out() -> None:
    quiet = {probe.id for stage in stages.STAGES for probe in stage.probes if not probe.sends}
    assert quiet == {
        "python", "libraries", "kerberos-library", "console", "output-file", "kerberos-ticket", "account",
        "server-names",
    }  # fmt: skip
    page = (Path(__file__).parents[2] / "docs" / "doctor.md").read_text("utf-8")
    ids = [probe.id for stage in stages.STAGES for probe in stage.probes]
    assert len(set(ids)) == len(ids)
    assert [each for each in ids if f"`{each}`" not in page] == []
    assert {need for stage in stages.STAGES for probe in stage.probes for need in probe.needs} <= set(ids)


def test_a_dead_controller(lines: Callable[..., tuple[int, Lines]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXREADY_PASSWORD", PASSWORD)
    code, found = lines("--dc", DEAD, "--user", USER)
    assert code == 5
    assert found["controller-ports", DEAD]["code"] == "unreachable"
    assert found["controller-ports", DEAD]["do"] == "Check the name, the firewall and that the service runs."
    for probe in ("controller-certificate", "clock"):
        assert found[probe, DEAD]["status"] == "not-checked"
        assert f"depends on “Ports” ({DEAD}), which failed" in found[probe, DEAD]["sentence"]
    assert "depends on “Ports”" in found["sign-in", None]["sentence"]
    assert "depends on “Sign-in”, which was not checked" in found["exchange", None]["sentence"]


def test_nothing_to_sign_in_with(lines: Callable[..., tuple[int, Lines]]) -> None:
    code, found = lines("--dc", DEAD, "--user", USER, "--no-input")
    assert code == 4
    assert found["account", None]["code"] == "no-credentials"
    assert f"there is no password of {USER}" in found["account", None]["sentence"]
    assert "EXREADY_PASSWORD" in found["account", None]["do"]


def test_no_dns(lines: Callable[..., tuple[int, Lines]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXREADY_PASSWORD", PASSWORD)
    with name_server(monkeypatch, rcode(dns.rcode.REFUSED)):
        code, found = lines("--domain", "corp.test", "--user", USER)
        assert code == 5
        assert found["controllers", "corp.test"]["code"] == "no-dns-answer"
        assert "--dc HOST" in found["controllers", "corp.test"]["do"]
        assert found["controller-ports", None]["status"] == "not-checked"
        named = lines("--domain", "corp.test", "--user", USER, "--dc", DEAD)[1]
    assert named["controllers", "corp.test"]["status"] == "attention"
    assert named["controller-ports", DEAD]["status"] == "failed"


def test_each_controller_is_resolved_and_only_those_of_a_scan_are_asked(
    lines: Callable[..., tuple[int, Lines]], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"dc{number}.corp.test" for number in range(1, 6)]
    use_names(monkeypatch, dict.fromkeys(names[:4], DEAD))
    monkeypatch.setenv("EXREADY_PASSWORD", PASSWORD)
    with name_server(
        monkeypatch,
        lambda response: response.answer.append(
            dns.rrset.from_text(
                response.question[0].name,
                60,
                "IN",
                "SRV",
                *(f"{n} 0 389 {name}." for n, name in enumerate(names)),
            )
        ),
    ):
        found = lines("--domain", "corp.test", "--user", USER)[1]
    assert [subject for probe, subject in found if probe == "controller-address"] == names
    assert found["controller-address", names[0]]["sentence"] == f"{DEAD}."
    assert found["controller-address", names[4]]["code"] == "no-such-host"
    assert [subject for probe, subject in found if probe == "controller-ports"] == names[:3]
    assert found["kerberos-records", "corp.test"]["status"] == "ok"


@pytest.mark.parametrize(
    ("certificate", "trusted", "words", "advice"),
    [
        ("domain_controller", "unrelated_authority", "unable to get local issuer", "--ca-bundle FILE"),
        ("expired", "authority", "certificate has expired; on ", "--insecure 127.0.0.1"),
        ("other_host", "authority", "mismatch", "elsewhere.example.test"),
    ],
)
def test_a_wrong_certificate(
    lines: Callable[..., tuple[int, Lines]],
    certificates: Certificates,
    monkeypatch: pytest.MonkeyPatch,
    certificate: str,
    trusted: str,
    words: str,
    advice: str,
) -> None:
    monkeypatch.setenv("EXREADY_PASSWORD", PASSWORD)
    with tls_server(getattr(certificates, certificate)) as server:
        use_ports(monkeypatch, ldaps=server.port)
        bundle = str(getattr(certificates, trusted))
        code, found = lines("--dc", LOCALHOST, "--user", USER, "--ca-bundle", bundle)
    line = found["controller-certificate", LOCALHOST]
    assert (code, line["status"], line["code"]) == (5, "failed", "certificate-refused")
    assert words in line["sentence"]
    assert advice in line["do"]
    assert found["sign-in", None]["status"] == "not-checked"


def test_a_port_that_a_sign_in_needs(
    lines: Callable[..., tuple[int, Lines]], certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """StartTLS alone was asked for, and only LDAPS answers."""
    monkeypatch.setenv("EXREADY_PASSWORD", PASSWORD)
    with tls_server(certificates.domain_controller) as server:
        use_ports(monkeypatch, ldaps=server.port)
        found = lines("--dc", LOCALHOST, "--user", USER, "--protection", "starttls")[1]
    line = found["controller-ports", LOCALHOST]
    assert (line["status"], line["code"]) == ("failed", "unreachable")


def test_a_defect_of_a_probe_costs_itself_alone() -> None:
    def broken(visit: Visit, subject: str) -> Finding:
        raise ZeroDivisionError(PASSWORD)

    def well(visit: Visit, subject: str) -> Finding:
        return Finding("ok", f"{subject} is well.")

    subjects = lambda visit: ["a", "b"]  # noqa: E731
    found = list(
        examine(
            visit(), [Stage("One", (Probe("x", "X", broken), Probe("y", "Y", well)), subjects, many=True)]
        )
    )
    assert [(each.subject, each.status) for each in found] == [
        ("a", "failed"), ("a", "ok"), ("b", "failed"), ("b", "ok"),
    ]  # fmt: skip
    assert "defect of exready" in found[0].do
    assert PASSWORD not in found[0].sentence
    assert exit_code(found) == 3


def test_an_interruption(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> frozenset[int]:
        raise KeyboardInterrupt

    monkeypatch.setattr(network, "listening", interrupted)
    monkeypatch.setenv("EXREADY_PASSWORD", PASSWORD)
    assert run("doctor", "--dc", DEAD, "--user", USER).code == 130


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--servers", "all"), "stands in the directory"),
        (("--dc", "dc1:636"), "a host with a port"),
        (("--domain", "corp.test", "--user", "reader"), "not a user name"),
        (("--domain", "corp.test", "--ca-bundle", "no.pem"), "no.pem"),
    ],
)
def test_refusals(run: Run, words: tuple[str, ...], sentence: str) -> None:
    ended = run("doctor", *words)
    assert ended.code == 2
    assert sentence in ended.err


def test_what_others_call_themselves_does_no_harm_to_a_terminal() -> None:
    hostile = "\x1b[2J\u202egpj.exe\r\n" + "x" * 70_000
    probe = Probe("x", "X", lambda visit, subject: Finding("failed", f"{subject} is bad.", f"Ask {subject}."))
    found = list(examine(visit(), [Stage("One", (probe,), lambda visit: [hostile])]))
    for width in (None, 70):
        shown = list(as_text(found, symbols=True, width=width))
        assert all(line.isprintable() for line in shown)
        assert sum(map(len, shown)) < 5000
        assert width is None or max(map(len, shown[1:])) <= width


# Servers.


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, certificates: Certificates) -> Iterator[dict[str, Machine]]:
    """Machines without a directory: one that answers, one that refuses, a dead one."""
    machines = {"new1.corp.test": Machine(), "new2.corp.test": Machine(status=403)}
    use_names(monkeypatch, {**dict.fromkeys(machines, LOCALHOST), "new3.corp.test": DEAD})
    monkeypatch.setenv("EXREADY_PASSWORD", PASSWORD)
    plain = WindowsServer(machines)
    use_server_ports(monkeypatch, plain=plain.port)
    with known_users({USER: PASSWORD}), running(plain):
        yield machines


@pytest.mark.parametrize(
    ("hosts", "code"),
    [
        (("new1",), 0),
        (("new1", "new2"), 3),
        (("new3",), 5),
        (("new3", "new2"), 4),
    ],
)
@pytest.mark.usefixtures("server")
def test_machines_that_are_to_become_servers(
    lines: Callable[..., tuple[int, Lines]], hosts: tuple[str, ...], code: int
) -> None:
    named = ",".join(f"{host}.corp.test" for host in hosts)
    ended, found = lines("--candidate", named, "--user", USER)
    shells = {subject: line["status"] for (probe, subject), line in found.items() if probe == "remote-shell"}
    expected = {"new1": "ok", "new2": "failed", "new3": "not-checked"}
    assert shells == {f"{host}.corp.test": expected[host] for host in hosts}
    assert ended == code
    for probe in ("web-certificate", "exchange-powershell"):
        assert {line["status"] for (each, _), line in found.items() if each == probe} == {"not-checked"}


def test_a_wrong_password_is_shown_to_one_server(
    lines: Callable[..., tuple[int, Lines]], server: dict[str, Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    server["new2.corp.test"].status = None
    monkeypatch.setenv("EXREADY_PASSWORD", "wrong")
    code, found = lines("--candidate", "new1.corp.test,new2.corp.test", "--user", USER)
    refusals = {line["sentence"] for (probe, _), line in found.items() if probe == "remote-shell"}
    assert code == 4
    assert len(refusals) == 1, "the second server was not asked: the refusal of the first one stands for it"


def test_a_wrong_certificate_of_winrm(
    lines: Callable[..., tuple[int, Lines]], certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXREADY_PASSWORD", PASSWORD)
    with tls_server(certificates.expired) as box:
        use_server_ports(monkeypatch, tls=box.port)
        bundle = str(certificates.authority)
        code, found = lines("--candidate", LOCALHOST, "--user", USER, "--ca-bundle", bundle)
    assert code == 5
    assert "certificate has expired" in found["winrm-certificate", LOCALHOST]["sentence"]
    assert found["remote-shell", LOCALHOST]["status"] == "not-checked"


# The clock.


@contextmanager
def controller(monkeypatch: pytest.MonkeyPatch, time: bytes | None) -> Iterator[None]:
    """A domain controller that says this is the time."""
    attributes = {"currentTime": [time]} if time else {}
    with ldap_server.server((ldap_server.entry("", attributes), ldap_server.done())) as (client, _):
        monkeypatch.setattr(network, "dial", lambda host, port, seconds: TcpLine(client, seconds))
        yield


@pytest.mark.parametrize(
    ("time", "words", "with_password", "with_ticket"),
    [
        (b"20261125090000.0Z", "0.0 s behind", "ok", "ok"),
        (b"20261125090229.0Z", "2 min ahead of", "ok", "ok"),
        (b"20261125085600.0Z", "4 min behind", "attention", "attention"),
        (b"20261125090459.0Z", "5 min ahead of", "attention", "attention"),
        (b"20261125090500.0Z", "5 min ahead of", "attention", "failed"),
        (b"20261125080000.0Z", "60 min behind", "attention", "failed"),
        (b"yesterday", "does not say what time it is", "attention", "attention"),
        (None, "does not say what time it is", "attention", "attention"),
    ],
)
def test_the_clock_of_a_controller(
    monkeypatch: pytest.MonkeyPatch, time: bytes | None, words: str, with_password: str, with_ticket: str
) -> None:
    for credentials, expected in ((by_password(), with_password), (by_ticket(), with_ticket)):
        examined = visit(credentials=credentials)
        here.ticket(examined, "")
        examined.open_ports["dc1"] = frozenset({389})
        with controller(monkeypatch, time):
            if expected == "failed":
                with pytest.raises(NotWell) as refused:
                    network.clock(examined, "dc1")
                assert words in str(refused.value)
                assert refused.value.trouble.code == "no-credentials"
            else:
                found = network.clock(examined, "dc1")
                assert (found.status, words in found.sentence) == (expected, True), found


# This machine.


@pytest.mark.parametrize(
    ("encoding", "status"),
    [("utf-8", "ok"), ("cp1252", "attention"), ("ascii", "attention"), ("none", "attention")],
)
def test_the_console(encoding: str, status: str) -> None:
    found = here.console(visit(encoding=encoding), "")
    assert (found.status, encoding in found.sentence) == (status, True)


def test_the_output_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def found(path: Path) -> tuple[str, str]:
        status, sentence, _ = here.output_file(visit(output=path), "")
        return status, sentence

    assert found(tmp_path / "a.json")[0] == "ok"
    assert found(tmp_path / "none" / "a.json") == (
        "failed",
        f"{tmp_path / 'none' / 'a.json'} cannot be written: there is no such folder.",
    )
    assert "it is a folder" in found(tmp_path)[1]
    (tmp_path / "a.json.partial").touch()
    assert found(tmp_path / "a.json")[0] == "attention"
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "closed to this account" in found(tmp_path / "a.json")[1]
    monkeypatch.undo()
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(0, 0, 1 << 20))
    assert "may not fit" in found(tmp_path / "a.json")[1]


def test_libraries_that_are_missing_or_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert here.libraries(visit(), "").status == "ok"
    monkeypatch.setitem(sys.modules, "ldap3", None)
    monkeypatch.setitem(sys.modules, "gssapi", None)
    found = here.libraries(visit(), "")
    assert (found.status, "ldap3 (ModuleNotFoundError)" in found.sentence) == ("failed", True)
    kerberos = here.kerberos_library(visit(), "")
    assert (kerberos.status, "gssapi" in kerberos.sentence) == ("attention", True)
    monkeypatch.setattr(here, "on_windows", lambda: True)
    assert here.kerberos_library(visit(), "").status == "ok"


@pytest.mark.parametrize(
    ("credentials", "status", "words"),
    [
        (by_ticket(NOW + timedelta(hours=9)), "ok", "Kerberos ticket of reader@CORP.TEST, until 2026-11-2"),
        (by_ticket(NOW + timedelta(minutes=59)), "attention", "which is soon"),
        (by_ticket(), "ok", "Kerberos ticket of reader@CORP.TEST."),
        (by_password(), "ok", "used instead: EXREADY_PASSWORD"),
        (
            Credentials("other@corp.test", {}, logon=lambda: Logon("reader@CORP.TEST")),
            "attention",
            "not used",
        ),
    ],
)
def test_the_ticket(credentials: Credentials, status: str, words: str) -> None:
    found = here.ticket(visit(credentials=credentials), "")
    assert (found.status, words in found.sentence) == (status, True), found
