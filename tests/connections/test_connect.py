"""Servers that answer badly or not at all: each way in ends with a sentence, and in time."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from scanner.connections.connect import Options, Protection, connect
from scanner.connections.credentials import Credentials, Logon
from scanner.connections.errors import Trouble
from tests.connections.network import use_names, use_ports
from tests.lab.bad_servers import closing_server, garbage_server, silent_server, tls_server
from tests.lab.certificates import Certificates

HOST = "127.0.0.1"
PASSWORD = "canary-8f2e"


def no_ticket() -> Logon:
    raise Trouble("no-credentials", detail="there is no Kerberos ticket")


def attempt(
    host: str = HOST, protection: Protection = "auto", ca_bundle: Path | None = None, timeout: float = 1
) -> tuple[Trouble, float]:
    """How it ends, and after how many seconds."""
    credentials = Credentials("CORP\\reader", {"EXREADY_PASSWORD": PASSWORD}, logon=no_ticket)
    options = Options(protection=protection, ca_bundle=ca_bundle, timeout=timeout)
    begun = time.monotonic()
    with pytest.raises(Trouble) as trouble:
        connect(host, credentials, options)
    return trouble.value, time.monotonic() - begun


@pytest.mark.parametrize("protection", ["ldaps", "starttls", "sealed", "auto"])
def test_a_silent_server_ends_at_the_limit(monkeypatch: pytest.MonkeyPatch, protection: Protection) -> None:
    with silent_server() as server:
        use_ports(monkeypatch, server.port, server.port)
        trouble, seconds = attempt(protection=protection)
        assert trouble.code == "timed-out"
        assert 0.9 < seconds < 3
        assert server.connection_count == 1


@pytest.mark.parametrize("protection", ["ldaps", "starttls", "sealed"])
def test_a_server_that_talks_rubbish(monkeypatch: pytest.MonkeyPatch, protection: Protection) -> None:
    with garbage_server() as server:
        use_ports(monkeypatch, server.port, server.port)
        trouble, _ = attempt(protection=protection)
        assert trouble.code == "server-refused"
        expected = "TLS on port" if protection == "ldaps" else "is not LDAP"
        assert expected in str(trouble)


@pytest.mark.parametrize("protection", ["ldaps", "starttls", "sealed", "auto"])
def test_a_server_that_hangs_up(monkeypatch: pytest.MonkeyPatch, protection: Protection) -> None:
    with closing_server() as server:
        use_ports(monkeypatch, server.port, server.port)
        trouble, _ = attempt(protection=protection)
        assert trouble.code == "connection-lost"


def test_where_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    use_ports(monkeypatch)
    trouble, seconds = attempt()
    assert str(trouble) == "127.0.0.1 does not answer on port 1"
    assert seconds < 1


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "x" * 64 + ".test", "\udc80", "é" * 70])
def test_a_name_that_cannot_be_resolved(host: str) -> None:
    trouble, _ = attempt(host)
    assert trouble.code == "no-such-host"


def test_a_resolver_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*arguments: object, **options: object) -> None:
        time.sleep(5)

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    trouble, seconds = attempt("dc1.corp.test", "ldaps")
    assert trouble.code == "unreachable"
    assert seconds < 3


@pytest.mark.parametrize("protection", ["ldaps", "auto"])
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("expired", "certificate has expired"),
        ("other_host", "certificate is not valid for '127.0.0.1'"),
        ("authority", "unable to get local issuer certificate"),
    ],
)
def test_a_certificate_that_proves_nothing_ends_the_matter(
    monkeypatch: pytest.MonkeyPatch,
    certificates: Certificates,
    protection: Protection,
    fault: str,
    words: str,
) -> None:
    """Nothing weaker is tried: the server behind the other port would not even be dialled."""
    shown = certificates.domain_controller if fault == "authority" else getattr(certificates, fault)
    bundle = certificates.unrelated_authority if fault == "authority" else certificates.authority
    with tls_server(shown) as server, silent_server() as plain:
        use_ports(monkeypatch, server.port, plain.port)
        trouble, _ = attempt(protection=protection, ca_bundle=bundle)
        assert trouble.code == "certificate-refused"
        assert words in str(trouble)
        assert trouble.refusal().exit_code == 5
        assert plain.connection_count == 0


def test_the_name_in_the_certificate_counts(
    monkeypatch: pytest.MonkeyPatch, certificates: Certificates
) -> None:
    use_names(monkeypatch, {"dc9.corp.test": HOST})
    with tls_server(certificates.domain_controller) as server:
        use_ports(monkeypatch, server.port)
        trouble, _ = attempt("dc9.corp.test", "ldaps", certificates.authority)
        assert trouble.code == "certificate-refused"
        assert "dc9.corp.test" in str(trouble)


def test_a_ticket_needs_sealing() -> None:
    with pytest.raises(Trouble, match="a ticket cannot be used with the protection ldaps"):
        connect(HOST, Credentials(logon=lambda: Logon("a@CORP.TEST")), Options(protection="ldaps"))
