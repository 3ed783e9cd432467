"""A scan whose global catalogue breaks in the middle of the recipients: a gap with its reason, and all else is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from scanner import scan
from scanner.collectors import ldap_computers, ldap_recipients
from scanner.collectors.recipient_records import ATTRIBUTES
from scanner.connections.credentials import Credentials
from scanner.connections.directory import Directory
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Collected, Failed, Skipped
from scanner.inventory.journal import partial_path
from scanner.inventory.store import load
from scanner.outcome import Gap, Outcome
from scanner.plan import plan
from scanner.request import Request, RequestRefused
from scanner.scan import Interrupted
from tests.collectors.answers import answer, entry
from tests.connections import ldap_server
from tests.connections.ldap_server import Reply, disconnection, done, raw, reference
from tests.test_scan import FOREST, FakeDirectories, interrupt_at

REQUEST = Request(domain="corp.test", server="dc1.corp.test")
SCHEMA = answer(
    ldap_recipients.ATTRIBUTE_SCHEMA,
    *(entry("CN=x", lDAPDisplayName=name, isMemberOfPartialAttributeSet="TRUE") for name in ATTRIBUTES),
)
COMPUTERS = answer(ldap_computers.COMPUTERS, entry("CN=PC1", operatingSystem="Windows 10"))

ANA = ldap_server.entry("CN=Ana,DC=corp,DC=test", {"mailNickname": [b"ana"], "objectGUID": [b"1" * 16]})
BOB = ldap_server.entry("CN=Bob,DC=corp,DC=test", {"mailNickname": [b"bob"], "objectGUID": [b"2" * 16]})
WHOLE = ([ANA, done(cookie=b"next")], [BOB, done(cookie=b"")], [done()], [done()], [done()])


class Faulty(FakeDirectories):
    """A forest that answers, whose catalogue is a real conversation over a socket."""

    def __init__(self, catalog: Directory) -> None:
        super().__init__({**FOREST, **SCHEMA, **COMPUTERS})
        self._catalog = catalog

    def global_catalog(self) -> Any:
        return self._catalog


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., Outcome]]:
    """Runs a scan whose catalogue gives these answers, one to each request, and then hangs up."""
    with ExitStack() as open_servers:

        def run(
            *answers: Sequence[Reply], request: Request = REQUEST, seconds: float = 5, **options: Any
        ) -> Outcome:
            catalog = open_servers.enter_context(ldap_server.directory(*answers, seconds=seconds))
            monkeypatch.setattr(scan, "Directories", Faulty(catalog))
            return scan.run(request, tmp_path / "corp.json", Credentials(), tool="1.0", **options)

        yield run


def gaps(outcome: Outcome) -> list[Gap]:
    """What is missing of recipients; the rest of this forest is a sketch."""
    return [gap for gap in outcome.gaps if gap.absent.collector == "ldap-recipients"]


def aliases(outcome: Outcome) -> list[str | None]:
    section = outcome.inventory.recipient_list
    assert isinstance(section, Collected)
    return [each.alias for each in section.data.recipients]


def test_pages_are_read_to_the_end(scanned: Callable[..., Outcome]) -> None:
    outcome = scanned(*WHOLE)
    assert aliases(outcome) == ["ana", "bob"]
    assert gaps(outcome) == []


@pytest.mark.parametrize(
    ("rest", "code", "words"),
    [
        ([], "connection-lost", "the connection to dc1 was lost"),
        ([[raw(b"\x30\x84\x00")]], "connection-lost", "the server hung up"),
        ([[disconnection("shutting down")]], "connection-lost", "shutting down"),
        ([[done(12, "00002040: SvcErr: unavailable")]], "server-refused", "needed extension (12)"),
        ([[done(53, "the cookie is not known")]], "server-refused", "the cookie is not known"),
        ([[BOB, done(3)]], "server-refused", "time limit was exceeded (3)"),
        ([[BOB, done(4)]], "server-refused", "size limit was exceeded (4)"),
        ([[BOB, done(11)]], "server-refused", "administrative limit was exceeded (11)"),
        ([[done(10, "elsewhere")]], "server-refused", "refers to another server (10)"),
        ([[raw(b"\x30\x03\x02\x01\x03")]], "server-refused", "malformed message"),
    ],
)
def test_a_catalogue_that_breaks_between_two_pages_leaves_a_gap(
    scanned: Callable[..., Outcome], tmp_path: Path, rest: Sequence[Sequence[Reply]], code: str, words: str
) -> None:
    outcome = scanned([ANA, done(cookie=b"next")], *rest)
    assert [gap.where for gap in gaps(outcome)] == ["recipients", "recipient_list"]
    for section in (outcome.inventory.recipients, outcome.inventory.recipient_list):
        assert isinstance(section, Failed)
        assert section.code == code
        assert words in str(Trouble(section.code, **section.values))
    assert isinstance(outcome.inventory.forest, Collected)
    assert isinstance(outcome.inventory.computers, Collected), "what comes after was read"
    assert load(tmp_path / "corp.json")[0] == outcome.inventory


def test_a_catalogue_that_falls_silent_leaves_a_gap(scanned: Callable[..., Outcome]) -> None:
    outcome = scanned([ANA, done(cookie=b"next")], [BOB], [], seconds=0.3)
    assert {gap.absent.code for gap in gaps(outcome)} == {"timed-out"}
    assert isinstance(outcome.inventory.computers, Collected)


def test_a_reference_to_another_server_is_no_gap_and_not_followed(scanned: Callable[..., Outcome]) -> None:
    outcome = scanned([ANA, reference("ldap://elsewhere.test/DC=x"), done()], [done()], [done()], [done()])
    assert (aliases(outcome), gaps(outcome)) == (["ana"], [])


def test_resume_asks_for_the_recipients_again_and_only_for_the_rest(
    scanned: Callable[..., Outcome], tmp_path: Path
) -> None:
    with pytest.raises(Interrupted):
        scanned([ANA, done(cookie=b"next")], progress=interrupt_at("ldap-devices"))
    told: list[tuple[str, str]] = []
    outcome = scanned(*WHOLE, resume=True, progress=lambda step, state, _: told.append((step, state)))
    assert ("ldap-sites", "kept") in told
    assert {step for step, state in told if state == "started"} >= {"ldap-recipients", "ldap-devices"}
    assert not {("ldap-forest", "started"), ("ldap-sites", "started")} & set(told)
    assert aliases(outcome) == ["ana", "bob"]
    assert not partial_path(tmp_path / "corp.json").exists()


def test_recipients_that_were_read_are_not_asked_for_again(scanned: Callable[..., Outcome]) -> None:
    with pytest.raises(Interrupted):
        scanned(*WHOLE, progress=interrupt_at("ldap-devices"))
    told: list[tuple[str, str]] = []
    outcome = scanned(resume=True, progress=lambda step, state, _: told.append((step, state)))
    assert ("ldap-recipients", "kept") in told
    assert aliases(outcome) == ["ana", "bob"]


def test_a_scan_that_kept_less_of_recipients_cannot_be_resumed_as_one_that_keeps_more(
    scanned: Callable[..., Outcome],
) -> None:
    counts = Request(domain="corp.test", server="dc1.corp.test", recipients="counts")
    with pytest.raises(Interrupted):
        scanned([ANA, done()], request=counts, progress=interrupt_at("ldap-devices"))
    with pytest.raises(RequestRefused, match="recipients counts"):
        scanned(*WHOLE, resume=True)


def test_counts_and_none_say_why_there_is_no_list(scanned: Callable[..., Outcome]) -> None:
    counts = scanned([ANA, done()], request=Request(domain="corp.test", recipients="counts")).inventory
    assert isinstance(counts.recipients, Collected)
    assert isinstance(counts.recipient_list, Skipped)
    none = scanned(request=Request(domain="corp.test", recipients="none")).inventory
    for section in (none.recipients, none.recipient_list):
        assert isinstance(section, Skipped)
        assert section.code == "recipients-left-out"
    assert isinstance(none.servers, Collected)


def test_the_plan_shows_how_much_of_recipients_is_read() -> None:
    def attributes(request: Request) -> list[tuple[str, ...]]:
        planned = plan(request)
        return [each.query.attributes for each in planned if each.query.filter == "(mailNickname=*)"]

    domain = "corp.test"
    assert attributes(Request(domain=domain)) == [ATTRIBUTES] * 2
    assert (
        attributes(Request(domain=domain, recipients="counts"))
        == [("msExchRecipientTypeDetails", "homeMDB")] * 2
    )
    assert attributes(Request(domain=domain, recipients="none")) == []
