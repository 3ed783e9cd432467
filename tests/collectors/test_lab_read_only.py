"""A scan only reads, and sends what `scan --plan` lists and nothing else: seen from inside the encrypted line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from scanner import scan
from scanner.collectors.query import EVERYTHING
from scanner.collectors.steps import DIRECTORY_STEPS
from scanner.connections.directory import Directory
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.connections.ldap_messages import Scope
from scanner.plan import plan
from tests.collectors.answers import STAMP
from tests.collectors.planned import is_planned
from tests.collectors.test_lab_organizations import signed_in
from tests.collectors.test_lab_scan import lab_credentials, lab_request
from tests.connections import ldap_requests
from tests.connections.ldap_requests import ABANDON, BIND, EXTENDED, SEARCH, START_TLS, UNBIND, Search
from tests.connections.network import use_names, use_ports
from tests.connections.recording_proxy import inside, recording_proxy
from tests.lab.lab import Lab

pytestmark = pytest.mark.lab

NAMING = {
    "configuration": "CN=Configuration,DC=exlab,DC=test",
    "schema": "CN=Schema,CN=Configuration,DC=exlab,DC=test",
    "domain": "DC=exlab,DC=test",
    "root": "DC=exlab,DC=test",
}
LABS = ("lab", "lab_without_exchange", "lab_2007", "lab_2010_2013", "lab_2016_2019", "lab_hostile")


@pytest.fixture
def told(lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[ldap_requests.Request]:
    """Every request of a whole scan, as the server heard it."""
    use_names(monkeypatch, {lab.host: "127.0.0.1"})
    with (
        recording_proxy(lab.address, 636, inside=inside(lab)) as domain,
        recording_proxy(lab.address, 3269, inside=inside(lab)) as catalog,
    ):
        use_ports(monkeypatch, ldaps=domain.port, catalog=catalog.port)
        outcome = scan.run(
            lab_request(lab, "ldaps", lab.host), tmp_path / "corp.json", lab_credentials(lab), tool="1.0"
        )
        assert outcome.gaps == ()
        sent = [bytes(each) for proxy in (domain, catalog) for each in proxy.sent]
    assert len(sent) == 2, "one connection to the domain, one to the global catalogue"
    return [request for each in sent for request in ldap_requests.requests(each)]


def test_a_scan_sends_nothing_but_questions(told: list[ldap_requests.Request]) -> None:
    operations = [request.operation for request in told]
    assert set(operations) <= {BIND, SEARCH, ABANDON, UNBIND, EXTENDED}
    assert operations.count(BIND) == 2
    assert operations.count(SEARCH) > 30
    assert all(START_TLS in request.content for request in told if request.operation == EXTENDED)


def test_the_plan_is_what_is_sent_in_both_directions(lab: Lab, told: list[ldap_requests.Request]) -> None:
    sent = [ldap_requests.search(request.content) for request in told if request.operation == SEARCH]
    planned = [each for each in plan(lab_request(lab)) if each.protocol.startswith("LDAP")]
    for search in sent:
        assert any(is_planned(each.query, search, [NAMING]) for each in planned), search
    for each in planned:
        if each.condition in ("", "if the forest holds Exchange"):
            assert any(is_planned(each.query, search, [NAMING]) for search in sent), each


@pytest.mark.parametrize("account", ["reader", "narrow"])
@pytest.mark.parametrize("organization", LABS)
def test_each_collector_asks_what_it_says_whatever_it_finds(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, organization: str, account: str
) -> None:
    lab: Lab = request.getfixturevalue(organization)
    sent: list[Search] = []
    search = Directory.search

    def listened(
        self: Directory, base: str, scope: Scope, filter: str, attributes: Sequence[str]
    ) -> Iterator[Entry]:
        sent.append(Search(base, scope, filter, tuple(attributes)))
        return search(self, base, scope, filter, attributes)

    directories = signed_in(lab, getattr(lab, account))
    directories.main()
    monkeypatch.setattr(Directory, "search", listened)
    refused: set[str] = set()
    for step in DIRECTORY_STEPS:
        sent.clear()
        try:
            step.collect(directories, STAMP)
        except Trouble as trouble:
            refused.add(trouble.code)
        for each in sent:
            if (
                each.base or each.filter != EVERYTHING
            ):  # what a new connection asks is planned with the connection
                assert any(is_planned(query, each, [NAMING]) for query in step.queries), (step.id, each)
    directories.close()
    assert refused <= {"not-readable"}
