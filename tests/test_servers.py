"""Scans that ask the servers themselves over real sockets: many at once, dead ones among them, and interrupted."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scanner import scan, servers
from scanner.collectors import ldap_servers, server_scripts
from scanner.connections import winrm
from scanner.connections.connect import Options
from scanner.connections.credentials import Credentials, Logon
from scanner.connections.errors import SignInRefused, Trouble
from scanner.inventory.absence import Collected, Failed, Skipped
from scanner.inventory.journal import partial_path, read_journal
from scanner.inventory.model import Candidate, Host
from scanner.inventory.store import load
from scanner.outcome import Outcome
from scanner.plan import plan
from scanner.request import Request, RequestRefused
from scanner.scan import Interrupted
from tests.collectors.answers import GROUP, answer, entry
from tests.connections.network import use_names
from tests.connections.servers import use_server_ports
from tests.lab.certificates import LOCALHOST, make_certificates
from tests.scripts.printed import printed, row
from tests.servers import answers
from tests.servers.machine import Machine
from tests.servers.windows_http import PASSWORD, USER, known_users, running
from tests.servers.windows_server import WindowsServer
from tests.test_scan import FOREST, FakeDirectories

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
DEAD = "127.0.0.9"  # nobody listens there
BUILD_2016, BUILD_2019, BUILD_2007 = "15.1.2507.61", "15.2.1544.4", "8.3.83.6"


def server_entry(name: str, stamp: str, roles: int) -> Any:
    return entry(
        f"CN={name},CN=Servers,{GROUP}",
        cn=name,
        networkAddress=[f"ncacn_ip_tcp:{name.lower()}.corp.test"],
        serialNumber=stamp,
        msExchCurrentServerRoles=roles,
    )


EX1 = server_entry("EX1", "Version 15.1 (Build 32507.6)", 16439)
EX2 = server_entry("EX2", "Version 15.2 (Build 31544.4)", 16439)
EX07 = server_entry("EX07", "Version 8.3 (Build 30083.6)", 2)
EDGE = server_entry("EDGE", "Version 15.1 (Build 32507.6)", 64)


@dataclass
class Estate:
    """The machines, and how a scan of them is begun."""

    machines: dict[str, Machine]
    authority: Path
    path: Path
    told: list[tuple[str, str, str]]

    def request(self, *wanted: str, **options: Any) -> Request:
        found = Options(timeout=5, ca_bundle=self.authority)
        return Request(
            domain="corp.test", server="dc1.corp.test", servers=wanted or ("all",), options=found, **options
        )

    def run(self, request: Request | None = None, password: str = PASSWORD, **options: Any) -> Outcome:
        def no_ticket() -> Logon:
            raise Trouble("no-credentials", detail="there is no Kerberos ticket")

        def progress(step: str, state: str, detail: str) -> None:
            self.told.append((step, state, detail))

        credentials = Credentials(USER, {"EXREADY_PASSWORD": password}, logon=no_ticket)
        options = {"progress": progress, **options}
        return scan.run(
            request or self.request(), self.path, credentials, tool="1.0", now=lambda: NOW, **options
        )

    def of_servers(self) -> dict[str, str]:
        return {step: state for step, state, _ in self.told if step.startswith(servers.PREFIX)}


@pytest.fixture
def estate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    @contextmanager
    def start(machines: Mapping[str, Machine], *found: Any, dead: tuple[str, ...] = ()) -> Iterator[Estate]:
        names = {f"{name}.corp.test": machine for name, machine in machines.items()}
        certificates = make_certificates(tmp_path, *((name, LOCALHOST) for name in names))
        addresses = {**dict.fromkeys(names, LOCALHOST), **{f"{name}.corp.test": DEAD for name in dead}}
        use_names(monkeypatch, addresses)
        forest = {**FOREST, **answer(ldap_servers.SERVERS, *found)}
        monkeypatch.setattr(scan, "Directories", FakeDirectories(forest))
        plain = WindowsServer(names)
        tls = WindowsServer(names, certificate=certificates.domain_controller)
        use_server_ports(monkeypatch, plain=plain.port, tls=tls.port)
        with known_users({USER: PASSWORD}), running(plain), running(tls):
            yield Estate(dict(machines), certificates.authority, tmp_path / "corp.json", [])

    return start


def exchange_2007(**options: Any) -> Machine:
    """A server of 2007: everything by scripts, and in a remote shell the directory does not know the account."""
    host = "ex07.corp.test"
    hop = ("Microsoft.Exchange.Data.Directory.SuitabilityDirectoryException", "no suitable controller")
    exchange = printed(
        "exchange", {"exchange-shell": [row("exchange-version", generation="2007")]},
        failed=dict.fromkeys(("mailboxes", "mailbox-databases", "public-folder-databases"), hop), host=host,
    )  # fmt: skip
    return Machine(
        scripts={
            "host": answers.listing("host", host, answers.member("")),
            "clients": answers.listing("clients", host, answers.clients({"12.0.6665.5000": 40})),
            "exchange": exchange,
        },
        **options,
    )


def host_of(outcome: Outcome, name: str) -> Host:
    (found,) = [each for each in outcome.inventory.hosts if each.name == f"{name}.corp.test"]
    return found


def data(section: Any) -> Any:
    assert isinstance(section, Collected), section
    return section.data


def test_a_whole_estate(estate: Callable[..., Any]) -> None:
    machines = {"ex1": answers.exchange_server("ex1.corp.test", BUILD_2016), "ex07": exchange_2007()}
    with estate(machines, EX1, EX2, EX07, dead=("ex2",)) as begun:
        outcome = begun.run()
    ex1, ex07, ex2 = (host_of(outcome, name) for name in ("ex1", "ex07", "ex2"))
    assert data(ex1.exchange).build == BUILD_2016
    assert data(ex1.memory).installed == 64 << 30
    assert data(ex1.web_access).build == BUILD_2016
    assert data(ex07.exchange).build is None
    assert isinstance(ex07.web_access, Skipped)  # it has no role that programs connect to
    absent = {
        section.code for section in (ex2.memory, ex2.exchange, ex2.web_access) if isinstance(section, Failed)
    }
    assert absent == {"unreachable"}
    statistics = outcome.inventory.database_statistics
    assert data(statistics)[0].server == "EX1"
    assert isinstance(statistics, Collected)
    assert statistics.source.host == "ex1.corp.test"
    seen = data(outcome.inventory.clients)
    assert {each.version: each.users for each in seen.seen} == {"16.0.10396.20023": 12, "12.0.6665.5000": 40}
    assert seen.servers == ["ex07.corp.test", "ex1.corp.test"]
    gaps = {gap.where: gap.absent.code for gap in outcome.gaps}
    assert gaps["mailbox_sizes/ex07.corp.test"] == "double-hop"
    assert gaps["mailbox_sizes/ex2.corp.test"] == "unreachable"
    assert gaps["clients/ex2.corp.test"] == "unreachable"
    assert gaps["hosts/ex2.corp.test/memory"] == "unreachable"
    assert begun.of_servers() == {
        "server ex1.corp.test": "done",
        "server ex07.corp.test": "done",
        "server ex2.corp.test": "failed",
    }
    assert load(begun.path)[0] == outcome.inventory
    assert not partial_path(begun.path).exists()
    assert scan.SIGN_IN not in [each[0] for each in begun.told], "the directory has named it"
    (autodiscover,) = [each for each in begun.told if each[0] == "autodiscover"]
    assert autodiscover[1] == "done"
    assert isinstance(outcome.inventory.autodiscover_answers, Collected)


def test_exchange_is_asked_for_what_the_directory_did_not_tell(estate: Callable[..., Any]) -> None:
    """Here the directory told of devices, and hid the hybrid configuration."""
    with estate({"ex1": answers.exchange_server("ex1.corp.test", BUILD_2016)}, EX1) as begun:
        outcome = begun.run()
        assert "Get-MobileDevice" not in begun.machines["ex1"].seen
    devices, hybrid = outcome.inventory.devices, outcome.inventory.hybrid
    assert isinstance(devices, Collected)
    assert devices.source.collector == "ldap-devices"
    assert isinstance(hybrid, Collected)
    assert (hybrid.source.collector, hybrid.source.query) == (
        "exchange-statistics",
        "Get-HybridConfiguration",
    )


def test_only_the_servers_that_were_named(estate: Callable[..., Any]) -> None:
    machines = {name: answers.exchange_server(f"{name}.corp.test", BUILD_2019) for name in ("ex1", "ex2")}
    with estate(machines, EX1, EX2) as begun:
        outcome = begun.run(begun.request("ex2"))
    assert machines["ex1"].seen == []
    assert [host.name for host in outcome.inventory.hosts] == ["ex2.corp.test"]


def test_without_being_told_so_no_server_is_asked(estate: Callable[..., Any]) -> None:
    with estate({"ex1": answers.exchange_server("ex1.corp.test", BUILD_2016)}, EX1) as begun:
        begun.run(Request(domain="corp.test", server="dc1.corp.test"))
        assert begun.machines["ex1"].seen == []
        assert begun.of_servers() == {}


def test_a_machine_that_is_to_become_a_server(estate: Callable[..., Any]) -> None:
    new = Machine(
        scripts={"host": answers.listing("host", "new1.corp.test", answers.member("", memory=256 << 30))}
    )
    meant = Candidate(host="new1.corp.test", role="mailbox", targets=["exchange-se"])
    with estate({"new1": new}) as begun:
        alone = Request(candidates=(meant,), options=begun.request().options)
        outcome = begun.run(alone)
    assert (scan.SIGN_IN, "done", f"{USER} with its password from EXREADY_PASSWORD") in begun.told
    assert outcome.inventory.candidates == [meant]
    assert data(host_of(outcome, "new1").memory).installed == 256 << 30
    assert isinstance(outcome.inventory.forest, Skipped)


def test_edge_servers_run_their_own_commands(estate: Callable[..., Any]) -> None:
    host = "edge.corp.test"
    blocks = {"exchange-shell": [row("exchange-version", generation="2013")]}
    edge = Machine(
        scripts={
            "host": answers.listing("host", host, answers.member(BUILD_2016)),
            "exchange": printed("exchange", blocks, host=host),
        }
    )
    with estate({"edge": edge}, EDGE) as begun:
        outcome = begun.run()
    assert data(host_of(outcome, "edge").exchange).build == BUILD_2016
    assert not any(each.startswith("Get-") for each in edge.seen)


@pytest.mark.parametrize(
    ("box", "code"),
    [
        (Machine(status=401), "sign-in-refused"),
        (Machine(status=503), "server-refused"),
        (Machine(fault="garbage"), "server-refused"),
        (Machine(fault="cut"), "connection-lost"),
        (Machine(scripts={}), "server-refused"),
        (Machine(scripts={"host": ["nothing of ours"]}), "not-understood"),
        (Machine(scripts={"host": printed("host", {}, host="other.corp.test")}), "another-machine"),
    ],
    ids=["401", "503", "garbage", "cut", "silent", "other rows", "another machine"],
)
def test_one_bad_server_costs_itself_alone(box: Machine, code: str, estate: Callable[..., Any]) -> None:
    with estate({"ex1": box, "ex2": answers.exchange_server("ex2.corp.test", BUILD_2019)}, EX1, EX2) as begun:
        outcome = begun.run()
    memory = host_of(outcome, "ex1").memory
    assert isinstance(memory, Failed)
    assert memory.code in (code, "server-refused" if code == "sign-in-refused" else code)
    assert data(host_of(outcome, "ex2").exchange).build == BUILD_2019


def test_what_another_machine_says_of_itself_is_dropped(estate: Callable[..., Any]) -> None:
    """A stale entry in DNS must not give one server the build of another."""
    wrong = answers.exchange_server("ex9.corp.test", BUILD_2016)
    with estate({"ex1": wrong}, EX1) as begun:
        outcome = begun.run()
    assert BUILD_2016 not in str(host_of(outcome, "ex1").exchange)


def test_a_half_of_what_was_printed_is_kept_with_the_true_reason(estate: Callable[..., Any]) -> None:
    rows = answers.member(BUILD_2016)
    rows["services"] = [row("service", name=f"service {number}") for number in range(20_000)]
    box = Machine(
        scripts={"host": answers.listing("host", "ex07.corp.test", rows)}, fault="cut", fault_after=5
    )
    with estate({"ex07": box}, EX07) as begun:
        outcome = begun.run()
    ex07 = host_of(outcome, "ex07")
    assert data(ex07.memory).installed == 64 << 30
    assert isinstance(ex07.certificates, Failed)
    assert ex07.certificates.code == "connection-lost"


def test_a_defect_costs_its_server_alone(estate: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = server_scripts.ask

    def broken(shell: Any, script: str, host: str, at: datetime) -> Any:
        if host.startswith("ex1"):
            raise ZeroDivisionError("division by zero")
        return whole(shell, script, host, at)

    monkeypatch.setattr(server_scripts, "ask", broken)
    machines = {name: answers.exchange_server(f"{name}.corp.test", BUILD_2019) for name in ("ex1", "ex2")}
    with estate(machines, EX1, EX2) as begun:
        outcome = begun.run()
    memory = host_of(outcome, "ex1").memory
    assert isinstance(memory, Failed)
    assert (memory.code, memory.values["detail"]) == ("not-understood", "ZeroDivisionError: division by zero")
    assert data(host_of(outcome, "ex2").exchange).build == BUILD_2019


def test_an_interruption_keeps_finished_servers_and_resume_asks_for_the_rest(
    estate: Callable[..., Any],
) -> None:
    machines = {"ex1": answers.exchange_server("ex1.corp.test", BUILD_2016), "ex2": Machine(fault="silent")}

    told: set[str] = set()

    def interrupt(step: str, state: str, detail: str) -> None:
        if step == "server ex1.corp.test":
            raise KeyboardInterrupt

    def again(step: str, state: str, detail: str) -> None:
        """At the second server that is finished, whichever that is: the first is on the disk by then."""
        if step.startswith("server "):
            told.add(step)
        if len(told) == len(machines):
            raise KeyboardInterrupt

    with estate(machines, EX1, EX2) as begun:
        with pytest.raises(Interrupted):
            begun.run(progress=interrupt)
        good = answers.exchange_server("ex2.corp.test", BUILD_2019)
        machines["ex2"].fault, machines["ex2"].scripts = None, good.scripts
        machines["ex2"].commands, machines["ex2"].ews = good.commands, good.ews
        with pytest.raises(Interrupted):
            begun.run(progress=again, resume=True)
        kept = [part.collector for part in read_journal(partial_path(begun.path))[1]]
        (finished,) = [collector for collector in kept if collector.startswith("server ")]
        machine = machines[finished.removeprefix("server ").partition(".")[0]]
        asked = len(machine.seen)
        outcome = begun.run(resume=True)
    assert len(machine.seen) == asked
    assert begun.of_servers()[finished] == "kept"
    for name, build in (("ex1", BUILD_2016), ("ex2", BUILD_2019)):
        assert data(host_of(outcome, name).exchange).build == build
    assert len(data(outcome.inventory.clients).servers) == 2


def test_a_server_that_failed_is_asked_again(estate: Callable[..., Any]) -> None:
    machines = {
        "ex1": answers.exchange_server("ex1.corp.test", BUILD_2016, status=503),
        "ex2": answers.exchange_server("ex2.corp.test", BUILD_2019),
    }

    def interrupt(step: str, state: str, detail: str) -> None:
        if step == "autodiscover":
            raise KeyboardInterrupt

    with estate(machines, EX1, EX2) as begun:
        with pytest.raises(Interrupted):
            begun.run(progress=interrupt)
        machines["ex1"].status = None
        seen = len(machines["ex2"].seen)
        outcome = begun.run(resume=True)
    assert data(host_of(outcome, "ex1").exchange).build == BUILD_2016
    assert len(machines["ex2"].seen) == seen


def test_a_wrong_password_is_shown_to_one_server_only(estate: Callable[..., Any]) -> None:
    """Where no directory has accepted it before, trying it everywhere would lock the account."""
    machines = {f"new{number}": Machine() for number in range(1, 7)}
    meant = tuple(Candidate(host=f"{name}.corp.test", role="mailbox", targets=[]) for name in machines)
    with estate(machines) as begun:
        request = Request(candidates=meant, options=begun.request().options)
        with pytest.raises(SignInRefused):
            begun.run(request, password="wrong")
    reasons = {detail.partition(": ")[2] for _, state, detail in begun.told if state == "failed"}
    assert len(reasons) == 1  # all others repeat what this one said


CANARY = PASSWORD


def test_the_password_is_written_nowhere(
    estate: Callable[..., Any], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    """Not in a file, a log of any library at its most talkative, an output, a reason, nor a child process."""

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a child process was started")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    caplog.set_level(logging.DEBUG)
    machines = {
        "ex1": answers.exchange_server("ex1.corp.test", BUILD_2016),
        "ex2": answers.exchange_server("ex2.corp.test", BUILD_2019, fault="cut", fault_after=6),
        "ex07": exchange_2007(status=401),
    }

    def interrupt(step: str, state: str, detail: str) -> None:
        written.append(f"{step} {state} {detail}")
        if step == "autodiscover":
            raise KeyboardInterrupt

    written: list[str] = []
    with estate(machines, EX1, EX2, EX07) as begun:
        with pytest.raises(Interrupted) as interrupted:
            begun.run(progress=interrupt)
        written += [
            str(interrupted.value),
            *(file.read_text("latin-1") for file in tmp_path.rglob("*") if file.is_file()),
        ]
        outcome = begun.run(resume=True)
        written += [file.read_text("latin-1") for file in tmp_path.rglob("*") if file.is_file()]
        written += [repr(outcome), repr(begun.request()), caplog.text, *capfd.readouterr(), str(begun.told)]
    everything = "\n".join(written)
    assert "ex1.corp.test" in everything
    for secret in (CANARY, CANARY.encode("utf-16-le").decode("latin-1")):
        assert secret not in everything


def test_servers_without_a_directory(estate: Callable[..., Any]) -> None:
    with estate({}) as begun, pytest.raises(RequestRefused, match="stands in the directory"):
        begun.run(Request(servers=("all",)))


def test_the_plan_names_every_script_command_and_right() -> None:
    planned = plan(Request(domain="corp.test", servers=("all",)))
    remote = [each for each in planned if each.collector == "remote-shell"]
    assert [each.query.right for each in remote] == ["local administrator of the server"] * 3
    assert any("every Exchange server" in each.to for each in remote)
    commands = {each.query.purpose.split()[0] for each in planned if each.collector == "exchange-powershell"}
    assert {"Get-MailboxStatistics", "Get-OutlookAnywhere", "Get-PublicFolder"} <= commands
    assert all(command.startswith("Get-") for command in commands)
    assert {"web-access", "autodiscover"} <= {each.collector for each in planned}
    candidate = Candidate(host="new1", role="mailbox", targets=[])
    (only,) = plan(Request(candidates=(candidate,)))
    assert (only.collector, only.to) == ("remote-shell", "new1")


def test_mailboxes_are_only_opened_on_request(estate: Callable[..., Any]) -> None:
    with estate({"ex1": answers.exchange_server("ex1.corp.test", BUILD_2016)}, EX1) as begun:
        asked = begun.run(Request(domain="corp.test", server="dc1.corp.test", mailbox_sizes=True))
        unasked = begun.run(Request(domain="corp.test", server="dc1.corp.test"))
    assert ("ews-mailboxes", "failed") in {told[:2] for told in begun.told}
    assert isinstance(asked.inventory.mailbox_contents, Failed)  # this directory tells of no mailboxes
    assert isinstance(unasked.inventory.mailbox_contents, Skipped)
    assert unasked.inventory.mailbox_contents.code == "mailboxes-not-opened"


def test_a_password_that_is_handed_over_is_told_of(estate: Callable[..., Any]) -> None:
    with estate({"ex1": answers.exchange_server("ex1.corp.test", BUILD_2016)}, EX1) as begun:
        request = begun.request()
        asked = replace(request, options=replace(request.options, winrm_auth="credssp"))
        outcome = begun.run(asked)
    assert any("CredSSP" in each for each in outcome.inventory.scan.exceptions or [])
    memory = host_of(outcome, "ex1").memory  # this server does not offer it
    assert isinstance(memory, Failed)
    assert "CredSSP" in str(memory.values["detail"])
    (shell,) = {each.protocol for each in plan(asked) if each.collector == "remote-shell"}
    assert "CredSSP" in shell
    assert str(winrm.PORTS["http"]) not in shell


def test_the_organisation_is_asked_of_the_newest_server_and_of_the_next_when_it_is_dead(
    estate: Callable[..., Any],
) -> None:
    builds = {"ex1": BUILD_2016, "ex2": BUILD_2019, "ex3": BUILD_2016}
    ex3 = server_entry("EX3", "Version 15.1 (Build 32375.7)", 16439)
    for dead, speaker in ((None, "ex2"), ("ex2", "ex1")):
        machines = {
            name: answers.exchange_server(f"{name}.corp.test", build) for name, build in builds.items()
        }
        if dead:
            machines[dead] = Machine(status=503)
        with estate(machines, ex3, EX1, EX2) as begun:
            outcome = begun.run()
        asked = {name for name, machine in machines.items() if "Get-PublicFolder" in machine.seen}
        assert asked == {speaker}
        assert data(outcome.inventory.public_folder_statistics).folders == 1
        assert data(outcome.inventory.organization_settings).modern_authentication is True
