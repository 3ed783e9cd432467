"""A scan from its plan to the saved file: progress, failures, interruption, resumption."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scanner import scan
from scanner.collectors import exchange_root, ldap_domains, ldap_forest, ldap_servers, ldap_sites
from scanner.collectors.step import Step
from scanner.collectors.steps import DIRECTORY_STEPS
from scanner.connections.connect import Options
from scanner.connections.credentials import Credentials, Logon
from scanner.connections.errors import CertificateRefused, SignInRefused, Trouble, Unreachable
from scanner.inventory.absence import Collected, Failed, Skipped
from scanner.inventory.journal import partial_path
from scanner.inventory.refusal import Refusal
from scanner.inventory.store import FileRefused, load
from scanner.outcome import Outcome
from scanner.plan import plan
from scanner.request import Local, Request, RequestRefused
from scanner.scan import Interrupted
from tests.collectors.answers import CONFIGURATION, EXCHANGE, GROUP, RecordedDirectory, answer, entry
from tests.connections.network import use_ports
from tests.lab.bad_servers import silent_server
from tests.lab.certificates import Certificates

NOW = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
REQUEST = Request(domain="corp.test", server="dc1.corp.test")
LOCAL = Local(role="mailbox", targets=("exchange-se",))
REFUSED = Trouble("sign-in-refused", host="dc1", account="CORP\\a", detail="the account is locked out")

FOREST = {
    **answer(ldap_forest.PARTITIONS, entry("CN=Partitions", msDS_Behavior_Version=7)),
    **answer(ldap_forest.SCHEMA, entry("CN=Schema", objectVersion=88)),
    **answer(ldap_sites.SITES, entry(f"CN=Paris,CN=Sites,{CONFIGURATION}", cn="Paris")),
    **answer(ldap_domains.CROSS_REFERENCES, entry("CN=CORP", dnsRoot="corp.test")),
    **answer(ldap_domains.HEAD, entry("DC=corp,DC=test")),
    **answer(exchange_root.ROOT, entry(EXCHANGE)),
    **answer(ldap_servers.SERVERS, entry(f"CN=EX07,CN=Servers,{GROUP}", cn="EX07")),
}

Answers = Mapping[Any, Any]


class FakeDirectories:
    """Stands where the product connects; what it answers, and what happens on the way, is the test's."""

    def __init__(self, answers: Answers, trouble: Trouble | None = None) -> None:
        self.directory = RecordedDirectory(answers)
        self.directory.account = "CORP\\reader"  # type: ignore[attr-defined]
        self.directory.means = "with its password"  # type: ignore[attr-defined]
        self.directory.protection = "LDAPS, certificate verified"  # type: ignore[attr-defined]
        self.trouble = trouble
        self.closed = False

    def __call__(self, *arguments: object, **options: object) -> FakeDirectories:
        return self

    def main(self) -> RecordedDirectory:
        if self.trouble:
            raise self.trouble
        return self.directory

    def of_domain(self, name: str) -> RecordedDirectory:
        return self.main()

    def global_catalog(self) -> RecordedDirectory:
        return self.main()

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> Callable[..., FakeDirectories]:
    def install(answers: Answers = FOREST, trouble: Trouble | None = None) -> FakeDirectories:
        directories = FakeDirectories(answers, trouble)
        monkeypatch.setattr(scan, "Directories", directories)
        return directories

    return install


def run(path: Path, request: Request = REQUEST, **options: Any) -> Outcome:
    return scan.run(request, path, Credentials(), tool="1.0", now=lambda: NOW, **options)


@pytest.mark.parametrize("step", DIRECTORY_STEPS, ids=lambda step: step.id)
def test_a_collector_names_as_its_source_what_it_can_ask_at_once(step: Step) -> None:
    assert step.main in step.queries
    assert step.main.placed(**RecordedDirectory({}).naming).words


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corp.json"


def test_a_scan_from_beginning_to_end(connect: Callable[..., FakeDirectories], path: Path) -> None:
    directories = connect()
    told: list[tuple[str, str, str]] = []
    outcome = run(path, progress=lambda *news: told.append(news))
    saved, sha256 = load(path)
    assert (saved, sha256) == (outcome.inventory, outcome.sha256)
    assert saved.taken_at == NOW
    assert saved.scan.domain == "corp.test"
    assert saved.scan.server == "dc1.corp.test"
    assert saved.scan.account == "CORP\\reader"
    assert saved.scan.protection == "LDAPS, certificate verified"
    assert isinstance(saved.forest, Collected)
    assert saved.forest.data.schema_version == 88
    assert saved.forest.source.query == f"CN=Partitions,{CONFIGURATION}"
    assert saved.forest.source.host == "dc1.corp.test"
    assert told[:4] == [
        ("ldap-connection", "started", ""),
        (
            "ldap-connection",
            "done",
            "dc1.corp.test: LDAPS, certificate verified, as CORP\\reader with its password",
        ),
        ("ldap-forest", "started", ""),
        ("ldap-forest", "done", ""),
    ]
    assert directories.closed
    assert not partial_path(path).exists()


def test_a_collector_that_fails_leaves_its_reason_and_the_next_goes_on(
    connect: Callable[..., FakeDirectories], path: Path
) -> None:
    denied = Trouble("access-denied", host="dc1", what="CN=Sites")
    connect({**FOREST, **dict.fromkeys(answer(ldap_sites.SITES), denied)})
    told: list[tuple[str, str, str]] = []
    outcome = run(path, progress=lambda *news: told.append(news))
    assert isinstance(outcome.inventory.sites, Failed)
    assert outcome.inventory.sites.collector == "ldap-sites"
    assert isinstance(outcome.inventory.servers, Collected)
    assert ("ldap-sites", "failed", "dc1 does not let this account read CN=Sites") in told
    gaps = {gap.where: gap.absent.code for gap in outcome.gaps}
    assert gaps["sites"] == "access-denied"
    assert gaps["servers/EX07/computer"] == "no-such-account"
    assert gaps["accepted_domains"] == "not-readable"


def test_a_defect_in_a_collector_is_a_failed_section(
    connect: Callable[..., FakeDirectories], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(answers: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(ldap_forest, "read", broken)
    connect()
    outcome = run(path)
    assert isinstance(outcome.inventory.forest, Failed)
    assert outcome.inventory.forest.code == "not-understood"
    assert outcome.inventory.forest.values["detail"] == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize(
    ("trouble", "kind", "code"),
    [
        (REFUSED, SignInRefused, 4),
        (Trouble("unreachable", host="dc1", port=389), Unreachable, 5),
        (Trouble("certificate-refused", host="dc1", detail="expired"), CertificateRefused, 5),
        (Trouble("no-domain-controller", domain="corp.test"), Unreachable, 5),
    ],
)
def test_when_nothing_can_be_read_the_old_file_stays(
    connect: Callable[..., FakeDirectories], path: Path, trouble: Trouble, kind: type[Refusal], code: int
) -> None:
    path.write_text("old")
    directories = connect(trouble=trouble)
    with pytest.raises(kind) as refusal:
        run(path)
    assert refusal.value.exit_code == code
    assert refusal.value.what.endswith(".")
    assert path.read_text() == "old"
    assert not partial_path(path).exists()
    assert directories.closed


def test_a_connection_that_gives_nothing_but_failures_is_no_scan(
    connect: Callable[..., FakeDirectories], path: Path
) -> None:
    lost = Trouble("connection-lost", host="dc1", detail="the server hung up")

    class Broken(dict[Any, Any]):
        def get(self, key: object, default: object = None) -> Trouble:
            return lost

    connect(Broken())
    with pytest.raises(Unreachable, match="The connection to dc1 was lost: the server hung up"):
        run(path)
    assert not path.exists()
    assert not partial_path(path).exists()


def test_the_local_machine_alone(connect: Callable[..., FakeDirectories], path: Path) -> None:
    connect(trouble=AssertionError("asked the directory"))
    outcome = run(path, Request(local=LOCAL))
    (host,) = outcome.inventory.hosts
    (candidate,) = outcome.inventory.candidates
    assert isinstance(host.memory, Collected)
    assert (candidate.host, candidate.role, candidate.targets) == (host.name, "mailbox", ["exchange-se"])
    assert isinstance(outcome.inventory.forest, Skipped)
    assert outcome.inventory.scan.account is None


def test_the_local_machine_is_kept_when_the_directory_fails(
    connect: Callable[..., FakeDirectories], path: Path
) -> None:
    connect(trouble=REFUSED)
    outcome = run(path, Request(domain="corp.test", local=LOCAL))
    assert len(outcome.inventory.hosts) == 1
    assert isinstance(outcome.inventory.forest, Failed)
    assert outcome.inventory.forest.code == "sign-in-refused"
    refused = [gap.where for gap in outcome.gaps if gap.absent.code == "sign-in-refused"]
    assert sorted(refused) == sorted(name for step in DIRECTORY_STEPS for name in step.sections)


def interrupt_at(step: str) -> Callable[[str, str, str], None]:
    def progress(collector: str, state: str, detail: str) -> None:
        if (collector, state) == (step, "started"):
            raise KeyboardInterrupt

    return progress


def test_an_interruption_keeps_what_was_read_and_resume_asks_for_the_rest(
    connect: Callable[..., FakeDirectories], path: Path
) -> None:
    denied = Trouble("access-denied", host="dc1", what="CN=Sites")
    connect({**FOREST, **dict.fromkeys(answer(ldap_sites.SITES), denied)})
    with pytest.raises(Interrupted) as interrupted:
        run(path, progress=interrupt_at("ldap-servers"))
    assert interrupted.value.exit_code == 130
    assert interrupted.value.partial == partial_path(path)
    assert "--resume" in interrupted.value.do
    assert not path.exists()

    directories = connect()
    told: list[tuple[str, str]] = []
    outcome = run(path, resume=True, progress=lambda collector, state, _: told.append((collector, state)))
    assert ("ldap-forest", "kept") in told
    assert ("ldap-forest", "started") not in told
    assert ("ldap-sites", "done") in told  # it had failed
    assert ("ldap-servers", "started") in told
    assert isinstance(outcome.inventory.sites, Collected)
    assert isinstance(outcome.inventory.forest, Collected)
    sent = [(base, scope) for base, scope, *_ in directories.directory.sent]
    assert (f"CN=Partitions,{CONFIGURATION}", "base") not in sent
    assert not partial_path(path).exists()


def test_an_interruption_before_anything_was_read(
    connect: Callable[..., FakeDirectories], path: Path
) -> None:
    directories = connect()

    def interrupted() -> RecordedDirectory:
        raise KeyboardInterrupt

    directories.main = interrupted  # type: ignore[method-assign]
    with pytest.raises(Interrupted) as refusal:
        run(path)
    assert refusal.value.partial is None
    assert not partial_path(path).exists()


def test_a_killed_scan_loses_only_the_collector_in_flight(
    connect: Callable[..., FakeDirectories], path: Path
) -> None:
    connect()
    with pytest.raises(Interrupted):
        run(path, progress=interrupt_at("ldap-domains"))
    with partial_path(path).open("ab") as file:
        file.write(b'{"collector": "ldap-domains", "compl')
    outcome = run(path, resume=True)
    assert isinstance(outcome.inventory.forest, Collected)
    assert isinstance(outcome.inventory.domains, Collected)


def test_what_was_read_in_part_is_not_lost_when_it_is_asked_again_in_vain(
    connect: Callable[..., FakeDirectories], path: Path
) -> None:
    """The second attempt reaches less than the first one did."""
    head = answer(ldap_domains.HEAD, entry("DC=corp,DC=test", msDS_Behavior_Version=7))
    connect({**FOREST, **head})  # its trusts cannot be read: the part is not complete
    with pytest.raises(Interrupted):
        run(path, progress=interrupt_at("ldap-servers"))
    lost = Trouble("connection-lost", host="dc1", detail="gone")
    connect({**FOREST, **dict.fromkeys(answer(ldap_domains.CROSS_REFERENCES), lost)})
    with pytest.raises(Interrupted):
        run(path, resume=True, progress=interrupt_at("ldap-servers"))
    outcome = run(path, resume=True)
    assert isinstance(outcome.inventory.domains, Collected)
    (domain,) = outcome.inventory.domains.data
    assert isinstance(domain.head, Collected)
    assert isinstance(domain.trusts, Failed)


def test_a_scan_begun_anew_keeps_what_an_interrupted_one_had_read(
    connect: Callable[..., FakeDirectories], path: Path
) -> None:
    connect()
    with pytest.raises(Interrupted):
        run(path, progress=interrupt_at("ldap-domains"))
    before = partial_path(path).read_bytes()
    told: list[tuple[str, ...]] = []

    def progress(*news: str) -> None:
        told.append(news)
        interrupt_at("ldap-forest")(*news)

    with pytest.raises(Interrupted):
        run(path, progress=progress)
    aside = path.with_name("corp.json.partial.old")
    assert ("earlier-scan", "kept", f"was interrupted; what it had read is now in {aside}") in told
    assert aside.read_bytes() == before
    aside.replace(partial_path(path))
    assert isinstance(run(path, resume=True).inventory.domains, Collected)


@pytest.mark.parametrize(
    "other",
    [
        Request(domain="other.test", server="dc1.corp.test"),
        Request(domain="corp.test"),
        Request(domain="corp.test", server="dc1.corp.test", local=LOCAL),
    ],
)
def test_another_request_cannot_resume_it(
    connect: Callable[..., FakeDirectories], path: Path, other: Request
) -> None:
    connect()
    with pytest.raises(Interrupted):
        run(path, progress=interrupt_at("ldap-domains"))
    before = partial_path(path).read_bytes()
    with pytest.raises(RequestRefused, match=r"something else: domain corp\.test, server dc1\.corp\.test"):
        run(path, other, resume=True)
    assert partial_path(path).read_bytes() == before


def test_another_way_there_can_resume_it(connect: Callable[..., FakeDirectories], path: Path) -> None:
    """Another account, more patience or a bundle of certificates are what a resumption is often for."""
    connect()
    with pytest.raises(Interrupted):
        run(path, progress=interrupt_at("ldap-domains"))
    patient = Request(domain="corp.test", server="dc1.corp.test", options=Options(timeout=90))
    assert isinstance(run(path, patient, resume=True).inventory.domains, Collected)


def test_a_resumption_that_cannot_connect_keeps_the_parts(
    connect: Callable[..., FakeDirectories], path: Path
) -> None:
    connect()
    with pytest.raises(Interrupted):
        run(path, progress=interrupt_at("ldap-domains"))
    before = partial_path(path).read_bytes()
    connect(trouble=REFUSED)
    with pytest.raises(SignInRefused):
        run(path, resume=True)
    assert partial_path(path).read_bytes() == before


def test_nothing_to_resume(path: Path) -> None:
    with pytest.raises(FileRefused, match="There is no partial scan"):
        run(path, resume=True)


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(
    connect: Callable[..., FakeDirectories], tmp_path: Path
) -> None:
    directories = connect()
    with pytest.raises(FileRefused):
        run(tmp_path / "missing" / "corp.json")
    assert directories.closed


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Request(), "There is nothing to scan."),
        (
            Request(domain="a", options=Options(ca_bundle=Path("no-such-file.pem"))),
            "no-such-file.pem cannot be used",
        ),
        (Request(domain="a", options=Options(ca_bundle=Path(__file__))), "it holds no certificate"),
    ],
)
def test_requests_that_make_no_sense(path: Path, request_: Request, words: str) -> None:
    for attempt in (lambda: run(path, request_), lambda: plan(request_)):
        with pytest.raises(RequestRefused) as refusal:
            attempt()
        assert words in refusal.value.what
        assert refusal.value.exit_code == 2


def test_the_plan_is_made_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr("socket.socket", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    planned = plan(Request(domain="corp.test", local=LOCAL))
    assert {each.collector for each in planned} == {
        "ldap-connection",
        "local-machine",
        *(step.id for step in DIRECTORY_STEPS),
    }
    assert planned[0].query.purpose == "domain controllers: SRV _ldap._tcp.dc._msdcs.corp.test"
    places = {each.to for each in planned}
    assert "a domain controller of each domain" in places
    assert "the global catalogue of a domain controller of corp.test" in places
    assert all(each.query.purpose and each.query.right for each in planned)


def test_the_plan_for_a_named_server() -> None:
    planned = plan(REQUEST)
    (lookup,) = [each for each in planned if each.protocol == "DNS"]
    assert lookup.condition == "for each other domain of the forest"
    assert planned[0].to == "dc1.corp.test"


def test_a_silent_server_ends_the_scan_in_time(
    monkeypatch: pytest.MonkeyPatch, path: Path, certificates: Certificates
) -> None:
    credentials = Credentials(
        "CORP\\reader", {"EXREADY_PASSWORD": "x"}, logon=lambda: Logon("other@CORP.TEST")
    )
    options = Options(ca_bundle=certificates.authority, timeout=0.5)
    with silent_server() as server:
        use_ports(monkeypatch, server.port, server.port)
        with pytest.raises(Unreachable, match=r"gave no answer in 0\.5 s"):
            scan.run(Request(server="127.0.0.1", options=options), path, credentials, tool="1.0")
        assert server.connection_count == 1
    assert not path.exists()
