"""What mail programs are shown: certificate, TLS, ways to sign in and the build, and where Autodiscover leads."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from scanner.collectors import autodiscover, web_access
from scanner.collectors.autodiscover import Attempt, attempts
from scanner.collectors.web_access import Seen, build_of
from scanner.connections.connect import Options
from scanner.connections.credentials import Account
from scanner.connections.errors import Trouble
from scanner.connections.http_line import Answer, Deadline, Lines
from scanner.connections.http_session import Gate, schemes_of
from scanner.connections.server_ways import Server
from scanner.connections.shown import Shown
from scanner.inventory.absence import Collected
from scanner.inventory.model import AcceptedDomain, AutodiscoverAnswer, AutodiscoverPoint, WebAccess
from tests.connections.network import use_names
from tests.connections.servers import READER, use_server_ports
from tests.lab.bad_servers import silent_server
from tests.lab.certificates import LOCALHOST, Certificate, Certificates
from tests.made import made
from tests.servers.machine import Machine
from tests.servers.windows_http import PASSWORD, USER, known_users, running
from tests.servers.windows_server import WindowsServer, ews_answer

AT = datetime(2026, 11, 25, tzinfo=UTC)
BUILD = "15.1.2507.61"


@contextmanager
def https(
    certificate: Certificate, machine: Machine, monkeypatch: pytest.MonkeyPatch, **options: object
) -> Iterator[WindowsServer]:
    server = WindowsServer({LOCALHOST: machine}, certificate=certificate, **options)  # type: ignore[arg-type] # its own
    use_server_ports(monkeypatch, tls=server.port)
    with known_users({USER: PASSWORD}), running(server):
        yield server


def look(options: Options, account: Account = READER) -> WebAccess:
    lines, deadline = Lines(), Deadline(20)
    ports = [web_access.PORT]
    server = Server(LOCALHOST, account, options, deadline, lines, Gate(accepted=True), ports)
    section = web_access.read(web_access.ask(server, options, deadline, lines), LOCALHOST, AT)
    assert isinstance(section, Collected)
    return section.data


def test_everything_a_mail_program_sees(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    with https(
        certificates.domain_controller,
        Machine(ews=BUILD),
        monkeypatch,
        schemes=("Negotiate", "NTLM", "Basic"),
    ):
        seen = look(Options(timeout=5, ca_bundle=certificates.authority))
    assert seen.build == BUILD
    assert seen.authentication == ["Negotiate", "NTLM", "Basic"]
    assert seen.tls in ("TLSv1.2", "TLSv1.3")
    assert seen.certificate is not None
    assert "localhost" in (seen.certificate.names or [])
    assert seen.certificate_problem is None
    assert seen.problem is None


def test_a_certificate_nobody_trusts_is_recorded_and_the_password_kept(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(ews=BUILD)
    with https(certificates.expired, machine, monkeypatch):
        seen = look(Options(timeout=5, ca_bundle=certificates.authority))
        assert seen.build is None
        assert seen.certificate is not None
        assert "expired" in (seen.certificate_problem or "")
        assert "certificate" in (seen.problem or "")
        assert seen.authentication == ["Negotiate", "NTLM"]
        assert machine.seen == []
        insecure = frozenset({LOCALHOST})
        allowed = look(Options(timeout=5, ca_bundle=certificates.authority, insecure=insecure))
    assert allowed.build == BUILD
    assert "expired" in (allowed.certificate_problem or "")


def test_a_refused_sign_in_costs_the_build_alone(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    with https(certificates.domain_controller, Machine(ews=BUILD), monkeypatch):
        seen = look(Options(timeout=5, ca_bundle=certificates.authority), Account(USER, "wrong"))
    assert (seen.build, seen.authentication) == (None, ["Negotiate", "NTLM"])
    assert "refused the sign-in" in (seen.problem or "")


def test_a_server_without_ews(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    with https(certificates.domain_controller, Machine(), monkeypatch):
        seen = look(Options(timeout=5, ca_bundle=certificates.authority))
    assert seen.build is None
    assert "404" in (seen.problem or "")


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    use_server_ports(monkeypatch)
    with pytest.raises(Trouble) as raised:
        look(Options(timeout=2))
    assert raised.value.code == "unreachable"


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_old_tls_only_where_somebody_allows_it(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    with https(certificates.domain_controller, Machine(ews=BUILD), monkeypatch) as server:
        context = server.socket.context  # type: ignore[attr-defined] # it is a TLS socket
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1
        options = Options(timeout=5, ca_bundle=certificates.authority)
        with pytest.raises(Trouble) as raised:
            look(options)
        assert raised.value.code == "tls-too-old"
        assert "--old-tls" in raised.value.reason.hint
        allowed = Options(timeout=5, ca_bundle=certificates.authority, old_tls=frozenset({LOCALHOST}))
        assert (look(allowed).tls, look(allowed).build) == ("TLSv1", BUILD)


def test_who_told_the_build_is_kept() -> None:
    headers = http.client.HTTPMessage()
    headers["X-FEServer"], headers["X-DiagInfo"] = "EX1", "EX2\x1b[31m"
    seen = Seen(Shown(), Answer(200, headers, ews_answer(BUILD)), None)
    section = web_access.read(seen, "ex1", AT)
    assert isinstance(section, Collected)
    assert (section.data.build, section.data.answered_by) == (BUILD, "EX2\\u001b[31m")


@pytest.mark.parametrize(
    ("body", "build"),
    [
        (ews_answer("8.3.83.6"), "8.3.83.6"),
        (ews_answer("15.2.1544.4"), "15.2.1544.4"),
        (b'<t:ServerVersionInfo MajorVersion="14" MinorVersion="3" MajorBuildNumber="123"/>', None),
        (
            b'<ServerVersionInfo MajorVersion="9999999" MinorVersion="3" MajorBuildNumber="1" MinorBuildNumber="1"/>',
            None,
        ),
        (b"<html>not EWS</html>", None),
        (b"", None),
        (b"\xff" * 5000, None),
    ],
)
def test_the_build_in_an_answer(body: bytes, build: str | None) -> None:
    assert build_of(body) == build


@pytest.mark.parametrize(
    ("headers", "schemes"),
    [
        (["Negotiate", "NTLM", 'Basic realm="x"'], ["Negotiate", "NTLM", "Basic"]),
        (["Negotiate, NTLM"], ["Negotiate", "NTLM"]),
        (['Basic realm="a, Digest", Bearer client_id="x", trusted_issuers="y"'], ["Basic", "Bearer"]),
        ([""], []),
        (["=<script>"], []),
    ],
)
def test_ways_to_sign_in(headers: list[str], schemes: list[str]) -> None:
    assert schemes_of(headers) == schemes


# Autodiscover

DOMAINS = [made(AcceptedDomain, name=name) for name in ("corp.example", "*.corp.example", "*", "sub.example")]
POINTS = [
    made(
        AutodiscoverPoint,
        name="EX",
        sites=[],
        domains=[],
        kind="url",
        addresses=["https://mail.corp.example/autodiscover/autodiscover.xml"],
    ),
    made(
        AutodiscoverPoint,
        name="EX",
        sites=[],
        domains=[],
        kind="url",
        addresses=["https://mail.corp.example/autodiscover/autodiscover.xml"],
    ),
    made(
        AutodiscoverPoint, name="EX", sites=[], domains=[], kind="pointer", addresses=["LDAP://other.example"]
    ),
]


def test_what_outlook_would_try() -> None:
    found = attempts(POINTS, DOMAINS)
    assert [each.address for each in found if each.way == "directory"] == POINTS[0].addresses
    assert [each.address for each in found if each.domain == "corp.example"] == [
        "https://corp.example/autodiscover/autodiscover.xml",
        "https://autodiscover.corp.example/autodiscover/autodiscover.xml",
        "http://autodiscover.corp.example/autodiscover/autodiscover.xml",
        "_autodiscover._tcp.corp.example",
    ]
    assert {each.domain for each in found} == {None, "corp.example", "sub.example"}


def try_(attempt: Attempt, options: Options) -> AutodiscoverAnswer:
    return autodiscover.ask(attempt, options, 5, Lines())


def test_living_services_and_redirects(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("autodiscover.corp.example", "localhost")
    use_names(monkeypatch, dict.fromkeys(names, LOCALHOST))
    target = "https://mail.corp.example/autodiscover/autodiscover.xml"
    tls = WindowsServer(dict.fromkeys(names, Machine()), certificate=certificates.domain_controller)
    plain = WindowsServer({names[0]: Machine(redirect=target)})
    use_server_ports(monkeypatch, plain=plain.port, tls=tls.port)
    options = Options(timeout=5, ca_bundle=certificates.authority)
    with running(tls), running(plain):
        alive = try_(Attempt("directory", None, "https://localhost/autodiscover/autodiscover.xml"), options)
        wrong_name = try_(Attempt("https-autodiscover", "corp.example", f"https://{names[0]}/a.xml"), options)
        redirect = try_(Attempt("http-redirect", "corp.example", f"http://{names[0]}/a.xml"), options)
    assert (alive.status, alive.certificate_problem, alive.problem) == (401, None, None)
    assert alive.certificate is not None
    assert (wrong_name.status, wrong_name.certificate_problem is None) == (401, False)
    assert wrong_name.certificate == alive.certificate
    assert (redirect.status, redirect.leads_to, redirect.tls) == (302, target, None)


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    use_server_ports(monkeypatch)
    closed = try_(Attempt("directory", None, f"https://{LOCALHOST}/x"), Options(timeout=2))
    assert closed.status is None
    assert "does not answer" in (closed.problem or "")
    with silent_server() as silent:
        url = f"http://{LOCALHOST}:{silent.port}/x"
        assert "no answer" in (try_(Attempt("directory", None, url), Options(timeout=1)).problem or "")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ldap://x",
        "https://",
        "https://[",
        "https://a:99999/",
        "https://a/ b",
        "file:///etc/passwd",
        "\x00",
    ],
)
def test_addresses_that_are_none(address: str) -> None:
    answer = try_(Attempt("directory", None, address), Options(timeout=1))
    assert answer.status is None
    assert "cannot be resolved" in (answer.problem or "")
