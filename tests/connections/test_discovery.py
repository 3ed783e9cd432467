"""Domain controllers from DNS, asked of a name server in the test process."""

from __future__ import annotations

import time
from collections import Counter

import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from scanner.connections.discovery import domain_controllers, in_order
from scanner.connections.errors import Trouble
from tests.connections.name_server import Answerer, name_server, rcode

NAME = "_ldap._tcp.dc._msdcs.corp.test"


def records(*texts: str) -> Answerer:
    return lambda response: response.answer.append(dns.rrset.from_text(NAME + ".", 60, "IN", "SRV", *texts))


def test_controllers_in_the_order_of_their_priority(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = records("10 100 389 dc2.corp.test.", "0 100 389 dc1.corp.test.")
    with name_server(monkeypatch, answer):
        assert domain_controllers("corp.test", 5) == ["dc1.corp.test", "dc2.corp.test"]
        assert domain_controllers("corp.test.", 5) == ["dc1.corp.test", "dc2.corp.test"]


@pytest.mark.parametrize(
    "answer",
    [rcode(dns.rcode.NXDOMAIN), lambda response: None, records("0 0 0 .")],
    ids=["no such name", "no record", "no service"],
)
def test_a_domain_without_controllers(monkeypatch: pytest.MonkeyPatch, answer: Answerer) -> None:
    with name_server(monkeypatch, answer), pytest.raises(Trouble) as trouble:
        domain_controllers("corp.test", 5)
    assert str(trouble.value) == "DNS names no domain controller of corp.test"


def test_a_name_server_that_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    with name_server(monkeypatch, rcode(dns.rcode.REFUSED)), pytest.raises(Trouble) as trouble:
        domain_controllers("corp.test", 5)
    assert trouble.value.code == "no-dns-answer"
    assert "REFUSED" in str(trouble.value)


def test_a_silent_name_server_ends_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = time.monotonic()
    with name_server(monkeypatch, None), pytest.raises(Trouble) as trouble:
        domain_controllers("corp.test", 0.7)
    assert str(trouble.value) == f"DNS gave no answer about {NAME}: none in 0.7 s"
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("domain", ["a..b", "x" * 64 + ".test", ""])
def test_a_name_that_dns_cannot_hold(monkeypatch: pytest.MonkeyPatch, domain: str) -> None:
    with name_server(monkeypatch, rcode(dns.rcode.NXDOMAIN)), pytest.raises(Trouble) as trouble:
        domain_controllers(domain, 1)
    assert trouble.value.code in ("no-such-host", "no-domain-controller")


def test_a_machine_without_name_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    def unconfigured() -> None:
        raise dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(dns.resolver, "get_default_resolver", unconfigured)
    with pytest.raises(Trouble) as trouble:
        domain_controllers("corp.test", 1)
    assert trouble.value.code == "no-dns-answer"


def test_heavier_controllers_come_first_more_often() -> None:
    first = Counter(in_order([(0, 90, "heavy"), (0, 10, "light"), (1, 100, "last")])[0] for _ in range(500))
    assert first["heavy"] > first["light"] > 0
    assert first["last"] == 0
    assert in_order([(0, 0, "a")]) == ["a"]
