"""One part of an inventory read again: the rest stays with its time, and what was read is never lost to a gap."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scanner import scan
from scanner.collectors import ldap_domains, ldap_sites
from scanner.collectors.mailbox_contents import COLLECTOR as MAILBOXES
from scanner.collectors.query import Planned
from scanner.connections.connect import Options
from scanner.connections.credentials import Credentials
from scanner.connections.errors import SignInRefused, Trouble
from scanner.inventory.absence import Collected, Failed
from scanner.inventory.journal import SINGLE_SECTIONS, Part, partial_path, renewed, sections
from scanner.inventory.model import Candidate, Inventory
from scanner.inventory.store import FileRefused, load
from scanner.outcome import Outcome
from scanner.plan import plan
from scanner.repeat import COLLECTORS, repeated
from scanner.request import Local, Request, RequestRefused
from scanner.scan import Interrupted
from tests.checks.build import computer, read
from tests.collectors.answers import CONFIGURATION, answer, entry
from tests.test_scan import FOREST, FakeDirectories, interrupt_at

BEFORE = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
REQUEST = Request(domain="corp.test", server="dc1.corp.test")
DENIED = Trouble("access-denied", host="dc1", what="CN=Sites")
NICE = answer(ldap_sites.SITES, entry(f"CN=Nice,CN=Sites,{CONFIGURATION}", cn="Nice"))

Connect = Callable[..., FakeDirectories]


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> Connect:
    def install(answers: Any = FOREST, trouble: Trouble | None = None) -> FakeDirectories:
        directories = FakeDirectories(answers, trouble)
        monkeypatch.setattr(scan, "Directories", directories)
        monkeypatch.setattr(os, "fsync", lambda handle: None)  # it is most of the time
        return directories

    return install


@pytest.fixture
def path(connect: Connect, tmp_path: Path) -> Path:
    """The inventory of a whole scan."""
    connect()
    path = tmp_path / "corp.json"
    scan.run(REQUEST, path, Credentials(), tool="1.0", now=lambda: BEFORE)
    return path


def again(
    path: Path, *only: str, request: Request = REQUEST, servers: tuple[str, ...] = (), **options: Any
) -> Outcome:
    asked = repeated(request, load(path)[0], only, servers)
    return scan.run(asked, path, Credentials(), tool="1.1", now=lambda: NOW, **options)


ROOT_OF_OTHER = {"configurationNamingContext": CONFIGURATION, "rootDomainNamingContext": "DC=other,DC=test"}


def names(section: Any) -> list[str]:
    assert isinstance(section, Collected)
    return [each.name for each in section.data]


def others(inventory: Inventory, *renewed: str) -> dict[str, Any]:
    return {name: getattr(inventory, name) for name in SINGLE_SECTIONS if name not in renewed}


def test_one_collector_is_asked_again_and_the_rest_keeps_its_time(connect: Connect, path: Path) -> None:
    before, _ = load(path)
    directories = connect({**FOREST, **NICE})
    told: list[str] = []
    outcome = again(path, "ldap-sites", progress=lambda step, *_: told.append(step))
    assert set(told) == {"ldap-connection", "ldap-sites"}
    assert f"CN=Partitions,{CONFIGURATION}" not in [base for base, *_ in directories.directory.sent]
    after, sha256 = load(path)
    assert (after, sha256) == (outcome.inventory, outcome.sha256)
    assert names(after.sites) == ["Nice"]
    assert isinstance(after.sites, Collected)
    assert after.sites.at == NOW
    brought = ("sites", "site_links", "subnets")
    assert others(after, *brought) == others(before, *brought)
    assert (after.taken_at, after.tool, after.scan, after.hosts) == (BEFORE, "1.1", before.scan, before.hosts)
    assert not partial_path(path).exists()


def test_a_repetition_that_fails_keeps_what_was_read_and_says_so(connect: Connect, path: Path) -> None:
    before, _ = load(path)
    connect({**FOREST, **dict.fromkeys(answer(ldap_sites.SITES), DENIED)})
    outcome = again(path, "ldap-sites")
    assert load(path)[0].sites == before.sites
    gaps = {gap.where: (gap.absent.code, gap.kept_from) for gap in outcome.gaps}
    assert gaps["sites"] == ("access-denied", BEFORE)


def test_a_newer_reason_takes_the_place_of_an_older_one(connect: Connect, tmp_path: Path) -> None:
    path = tmp_path / "corp.json"
    connect({**FOREST, **dict.fromkeys(answer(ldap_sites.SITES), DENIED)})
    scan.run(REQUEST, path, Credentials(), tool="1.0", now=lambda: BEFORE)
    lost = Trouble("connection-lost", host="dc1", detail="gone")
    connect({**FOREST, **dict.fromkeys(answer(ldap_sites.SITES), lost)})
    outcome = again(path, "ldap-sites")
    sites = outcome.inventory.sites
    assert isinstance(sites, Failed)
    assert (sites.code, sites.at) == ("connection-lost", NOW)
    assert [gap.kept_from for gap in outcome.gaps if gap.where == "sites"] == [None]


def test_what_is_lost_deep_within_a_section_is_kept_too(connect: Connect, tmp_path: Path) -> None:
    path = tmp_path / "corp.json"
    connect({**FOREST, **answer(ldap_domains.HEAD, entry("DC=corp,DC=test", msDS_Behavior_Version=2))})
    before = scan.run(REQUEST, path, Credentials(), tool="1.0", now=lambda: BEFORE).inventory.domains
    assert isinstance(before, Collected)
    assert isinstance(before.data[0].head, Collected)
    connect({**FOREST, **dict.fromkeys(answer(ldap_domains.HEAD), DENIED)})
    outcome = again(path, "ldap-domains")
    domains = outcome.inventory.domains
    assert isinstance(domains, Collected)
    assert domains.at == NOW
    assert domains.data[0].head == before.data[0].head
    assert ("domains/corp.test/head", BEFORE) in [(gap.where, gap.kept_from) for gap in outcome.gaps]


def test_when_nothing_answers_the_file_stays_as_it_was(connect: Connect, path: Path) -> None:
    before = path.read_bytes()
    connect(trouble=Trouble("sign-in-refused", host="dc1", account="CORP\\a", detail="no"))
    with pytest.raises(SignInRefused):
        again(path, "ldap-sites")
    assert path.read_bytes() == before


def test_another_forest_is_refused(connect: Connect, path: Path) -> None:
    before = path.read_bytes()
    connect().directory.root_dse = entry("", **ROOT_OF_OTHER)
    with pytest.raises(RequestRefused, match=r"forest other\.test, and the inventory is one of corp\.test"):
        again(path, "ldap-sites")
    assert path.read_bytes() == before


def test_what_was_allowed_for_single_hosts_is_added_up(connect: Connect, path: Path) -> None:
    connect()
    lax = Options(insecure=frozenset({"dc1.corp.test"}))
    after = again(path, "ldap-sites", request=Request(domain="corp.test", options=lax)).inventory
    assert after.scan.exceptions == ["dc1.corp.test: certificate not verified"]
    connect()
    assert again(path, "ldap-sites").inventory.scan.exceptions == after.scan.exceptions


def test_what_was_allowed_stands_in_the_file_whoever_was_asked(path: Path) -> None:
    lax = Options(insecure=frozenset({"ex07"}))
    after = again(path, "local-machine", request=Request(options=lax)).inventory
    assert after.scan.exceptions == ["ex07: certificate not verified"]
    assert (after.scan.domain, after.scan.account) == ("corp.test", "CORP\\reader")


def test_of_two_with_one_name_neither_stands_in_for_the_other(path: Path) -> None:
    inventory = built_2007(path)
    lost = Failed(code="access-denied", values={}, collector="ldap-servers", at=NOW)

    def servers(*sections: Any) -> Collected[Any]:
        assert isinstance(inventory.servers, Collected)
        (server,) = inventory.servers.data
        data = [msgspec.structs.replace(server, computer=section) for section in sections]
        return msgspec.structs.replace(inventory.servers, data=data, at=NOW)

    found = msgspec.structs.replace(read(computer("10.0 (17763)")), at=BEFORE)
    before = msgspec.structs.replace(inventory, servers=servers(found, found))
    part = Part(collector="ldap-servers", complete=False, sections=sections(servers=servers(lost, lost)))
    assert renewed(before, [part]).servers == servers(lost, lost)
    alone = msgspec.structs.replace(inventory, servers=servers(found))
    part = Part(collector="ldap-servers", complete=False, sections=sections(servers=servers(lost)))
    assert renewed(alone, [part]).servers == servers(found)


def test_an_inventory_of_no_directory_has_none_to_ask_again(connect: Connect, tmp_path: Path) -> None:
    path = tmp_path / "here.json"
    connect()
    scan.run(Request(local=Local(role=None)), path, Credentials(), tool="1.0", now=lambda: BEFORE)
    with pytest.raises(RequestRefused, match="ldap-sites asks a directory, and the inventory is of none"):
        again(path, "ldap-sites", request=Request())
    assert isinstance(again(path, "ldap-sites").inventory.sites, Collected)


def test_a_machine_to_be_can_be_added(path: Path) -> None:
    meant = Candidate(host="new1.corp.test", role="mailbox", targets=[])
    asked = Request(domain="corp.test", candidates=(meant,))
    planned = plan(repeated(asked, load(path)[0], ("remote-shell",), ()))
    assert [each.to for each in planned] == ["new1.corp.test"]


def test_an_interrupted_repetition_can_be_resumed(connect: Connect, path: Path) -> None:
    before = path.read_bytes()
    connect({**FOREST, **NICE})
    only = ("ldap-sites", "ldap-domains")
    with pytest.raises(Interrupted):
        again(path, *only, progress=interrupt_at("ldap-sites"))
    assert path.read_bytes() == before
    with pytest.raises(RequestRefused, match="only ldap-sites, ldap-domains"):
        again(path, "ldap-sites", resume=True)
    told: list[tuple[str, str]] = []
    outcome = again(path, *only, resume=True, progress=lambda step, state, _: told.append((step, state)))
    assert names(outcome.inventory.sites) == ["Nice"]
    assert ("ldap-sites", "done") in told


def test_this_machine_is_read_again_as_what_it_is(connect: Connect, tmp_path: Path) -> None:
    path = tmp_path / "here.json"
    local = Request(local=Local(role="mailbox", targets=("exchange-se",)))
    scan.run(local, path, Credentials(), tool="1.0", now=lambda: BEFORE)
    (candidate,) = load(path)[0].candidates
    outcome = again(path, "local-machine", request=Request())
    assert outcome.inventory.candidates == [candidate]
    assert len(outcome.inventory.hosts) == 1


def test_there_must_be_an_inventory(tmp_path: Path) -> None:
    asked = Request(domain="corp.test", only=("ldap-sites",))
    with pytest.raises(FileRefused, match="There is no file"):
        scan.run(asked, tmp_path / "none.json", Credentials(), tool="1.0")


def collectors(planned: list[Planned]) -> set[str]:
    return {each.collector for each in planned}


@pytest.mark.parametrize(
    ("only", "servers", "shown"),
    [
        (("ldap-sites",), (), {"ldap-connection", "ldap-sites"}),
        (("local-machine",), (), {"local-machine"}),
        (("web-access",), (), {"web-access"}),
        (("autodiscover",), (), {"autodiscover"}),
        ((MAILBOXES,), (), {MAILBOXES}),
        ((), ("EX07",), {"remote-shell", "exchange-powershell", "web-access"}),
        (("ldap-forest", "remote-shell"), ("ex07",), {"ldap-connection", "ldap-forest", "remote-shell"}),
    ],
)
def test_the_plan_shows_only_what_would_be_asked(
    path: Path, only: tuple[str, ...], servers: tuple[str, ...], shown: set[str]
) -> None:
    inventory = built_2007(path)
    planned = plan(repeated(REQUEST, inventory, only, servers))
    assert collectors(planned) == shown
    assert {each.to for each in planned if servers and each.collector == "remote-shell"} <= {"EX07"}


def built_2007(path: Path) -> Inventory:
    inventory, _ = load(path)
    assert isinstance(inventory.servers, Collected)
    (server,) = inventory.servers.data
    known = msgspec.structs.replace(server, build="8.3.83.6", roles=None)
    servers = msgspec.structs.replace(inventory.servers, data=[known])
    return msgspec.structs.replace(inventory, servers=servers)


@pytest.mark.parametrize(
    ("request_", "only", "servers", "what", "do"),
    [
        (REQUEST, ("ldap-site",), (), "no collector ldap-site.", "Did you mean ldap-sites?"),
        (REQUEST, ("ldap-connection",), (), "no collector ldap-connection.", "exready scan --plan"),
        (
            Request(domain="corp.test", recipients="none"),
            ("ldap-recipients",),
            (),
            "--recipients none asks it nothing",
            "what was read of recipients stays",
        ),
        (REQUEST, (), ("EX08",), "no server EX08.", "Did you mean ex07?"),
        (REQUEST, ("ldap-sites",), ("EX07",), "ldap-sites asks none by its name", "web-access"),
        (
            REQUEST,
            ("web-access",),
            ("EX07",),
            "no server that web-access would ask, of EX07.",
            "inventory show",
        ),
        (
            Request(domain="other.test"),
            ("ldap-sites",),
            (),
            "one of the domain corp.test, not of other.test",
            "-o",
        ),
    ],
)
def test_what_cannot_be_repeated(
    path: Path, request_: Request, only: tuple[str, ...], servers: tuple[str, ...], what: str, do: str
) -> None:
    with pytest.raises(RequestRefused) as refused:
        repeated(request_, load(path)[0], only, servers)
    assert what in refused.value.what
    assert do in refused.value.do


def test_every_collector_that_a_whole_plan_shows_can_be_asked_again() -> None:
    whole = Request(domain="corp.test", local=Local(role=None), servers=("all",), mailbox_sizes=True)
    assert collectors(plan(whole)) - {"ldap-connection"} == set(COLLECTORS)
