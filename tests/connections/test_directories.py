"""Which servers a scan speaks to, how often, and when it gives up."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from scanner.connections import directories as module
from scanner.connections.connect import Options
from scanner.connections.credentials import Credentials
from scanner.connections.directories import Directories
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble

DOMAINS = {"corp.test": ["dc1", "dc2", "dc3", "dc4"], "lab.corp.test": ["lab1"]}


class Network:
    """Servers by name: a domain for one that answers, a trouble for one that does not."""

    def __init__(self, servers: Mapping[str, str | Trouble], ready: str = "TRUE") -> None:
        self.servers = dict(servers)
        self.ready = ready.encode()
        self.dialled: list[str] = []
        self.asked: list[str] = []

    def connect(self, host: str, *rest: object) -> tuple[Any, str]:
        self.dialled.append(host)
        found = self.servers[host]
        if isinstance(found, Trouble):
            raise found
        root_dse = Entry("", {"isGlobalCatalogReady": [self.ready]})
        directory = SimpleNamespace(host=host, domain=found, lost=False, root_dse=root_dse)
        directory.close = lambda: setattr(directory, "lost", True)
        return directory, "entrance"

    def open_directory(self, host: str, entrance: str, options: Options, catalog: bool) -> Any:
        assert entrance == "entrance"
        assert catalog
        return self.connect(host + ":3268")[0]

    def find(self, domain: str, seconds: float) -> list[str]:
        self.asked.append(domain)
        if domain not in DOMAINS:
            raise Trouble("no-domain-controller", domain=domain)
        return DOMAINS[domain]


def use(
    monkeypatch: pytest.MonkeyPatch,
    network: Network,
    server: str | None = None,
    elsewhere: Mapping[str, list[str]] | None = None,
) -> Directories:
    monkeypatch.setattr(module, "connect", network.connect)
    monkeypatch.setattr(module, "open_directory", network.open_directory)
    return Directories(
        "corp.test",
        server,
        Credentials(),
        Options(),
        network.find,
        lambda directory, domain: (elsewhere or {}).get(domain, []),
    )


UNREACHABLE = Trouble("unreachable", host="dc", port=389)
REFUSED = Trouble("sign-in-refused", host="dc", account="a", detail="d")


def test_a_named_server_is_the_only_one_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network({"dc9": "corp.test"})
    found = use(monkeypatch, network, "dc9")
    assert found.main() is found.main() is found.of_domain("CORP.test")
    assert (network.dialled, network.asked) == (["dc9"], [])


def test_another_controller_is_tried_when_one_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network({"dc1": UNREACHABLE, "dc2": "corp.test"})
    assert use(monkeypatch, network).main().host == "dc2"
    assert network.dialled == ["dc1", "dc2"]


def test_three_controllers_that_are_down_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(dict.fromkeys(("dc1", "dc2", "dc3"), UNREACHABLE))
    found = use(monkeypatch, network)
    for _ in range(2):
        with pytest.raises(Trouble, match="does not answer"):
            found.main()
    assert network.dialled == ["dc1", "dc2", "dc3"]


@pytest.mark.parametrize("code", ["sign-in-refused", "certificate-refused", "no-credentials"])
def test_what_another_controller_would_not_answer_better_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    network = Network({"dc1": Trouble(code, host="dc1", account="a", detail="d")})
    with pytest.raises(Trouble) as trouble:
        use(monkeypatch, network).main()
    assert trouble.value.code == code
    assert network.dialled == ["dc1"]


def test_other_domains_are_found_once_and_their_failures_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network({"dc1": "corp.test", "lab1": "lab.corp.test"})
    found = use(monkeypatch, network)
    assert found.of_domain("lab.corp.test") is found.of_domain("lab.corp.test")
    for _ in range(2):
        with pytest.raises(Trouble, match=r"no domain controller of gone\.test"):
            found.of_domain("gone.test")
    assert network.asked == ["corp.test", "lab.corp.test", "gone.test"]


def test_where_dns_knows_no_controller_the_forest_may(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network({"dc1": "corp.test", "branch2": "branch.corp.test", "branch1": UNREACHABLE})
    found = use(monkeypatch, network, elsewhere={"branch.corp.test": ["branch1", "branch2"]})
    assert found.of_domain("branch.corp.test").host == "branch2"
    assert network.dialled == ["dc1", "branch1", "branch2"]
    with pytest.raises(Trouble, match=r"DNS names no domain controller of gone\.test"):
        found.of_domain("gone.test")


def test_where_dns_knows_controllers_nobody_else_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network({"dc1": "corp.test", "lab1": UNREACHABLE})
    found = use(monkeypatch, network, elsewhere={"lab.corp.test": ["lab2"]})
    with pytest.raises(Trouble, match="does not answer"):
        found.of_domain("lab.corp.test")


def test_a_broken_connection_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network({"dc1": "corp.test"})
    found = use(monkeypatch, network)
    found.main().close()
    assert not found.main().lost
    assert network.dialled == ["dc1", "dc1"]


def test_the_global_catalogue_of_the_same_server(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network({"dc1": "corp.test", "dc1:3268": "corp.test"})
    found = use(monkeypatch, network)
    assert found.global_catalog() is found.global_catalog()
    assert network.dialled == ["dc1", "dc1:3268"]


def test_a_server_that_is_no_global_catalogue_is_not_dialled_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network({"dc1": "corp.test"}, ready="FALSE")
    with pytest.raises(Trouble, match="it is no global catalogue"):
        use(monkeypatch, network).global_catalog()
    assert network.dialled == ["dc1"]


def test_everything_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network({"dc1": "corp.test", "dc1:3268": "corp.test", "lab1": "lab.corp.test"})
    found = use(monkeypatch, network)
    opened = [found.main(), found.global_catalog(), found.of_domain("lab.corp.test")]
    found.close()
    assert all(directory.lost for directory in opened)


def test_a_domain_that_refuses_the_account_does_not_cost_the_main_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = Network({"dc1": "corp.test", "lab1": REFUSED})
    found = use(monkeypatch, network)
    with pytest.raises(Trouble):
        found.of_domain("lab.corp.test")
    assert found.main().host == "dc1"
