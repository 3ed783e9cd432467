"""Scripts over a remote shell, from the first byte to the rows: NTLM, encrypted messages, and all that goes wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from scanner.connections import server_ways, winrm
from scanner.connections.connect import Options
from scanner.connections.credentials import Account, Logon
from scanner.connections.errors import NotOffered, Trouble
from scanner.connections.http_line import Lines
from scanner.connections.http_session import Gate
from scanner.connections.winrm import Printed, RemoteShell, read_errors
from scanner.scripts import assemble
from tests.connections.network import use_names
from tests.connections.servers import READER, plain_server, reached, use_server_ports
from tests.lab.bad_servers import BadServer, closing_server, silent_server
from tests.lab.certificates import LOCALHOST, Certificates
from tests.scripts.printed import printed, row
from tests.servers.machine import Machine
from tests.servers.windows_http import PASSWORD, USER, known_users, running
from tests.servers.windows_server import WindowsServer

SCRIPT = assemble.host()
LINES = printed("host", {"memory": [row("memory", usable=1 << 30)]})


def machine(**options: object) -> Machine:
    return Machine(scripts={"host": LINES}, **options)  # type: ignore[arg-type] # its own fields


def run(options: Options | None = None, account: Account = READER, seconds: float = 30) -> Printed:
    shell = reached(options, account, seconds=seconds).session(winrm.PORTS, winrm.PATH, RemoteShell)
    try:
        return shell.run(SCRIPT)
    finally:
        shell.close()


def trouble_with(box: Machine, monkeypatch: pytest.MonkeyPatch, **options: object) -> Trouble:
    """What a machine costs, whether at the sign-in or in the middle of a script."""
    with plain_server(monkeypatch, box):
        try:
            trouble = run(**options).cut  # type: ignore[arg-type] # those of run
        except Trouble as raised:
            trouble = raised
    assert trouble is not None
    return trouble


def test_a_script_longer_than_a_command_line_gets_there_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(SCRIPT) > 8191
    box = machine()
    with plain_server(monkeypatch, box) as server:
        done = run()
        assert server.shells_open == 0
    assert done == Printed("".join(f"{line}\r\n" for line in LINES).encode(), "a word about it", None)
    assert box.seen == ["Create", "Command", "Send", "Receive", "Signal", "Delete"]


def test_several_scripts_share_one_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    box = machine()
    with plain_server(monkeypatch, box):
        shell = reached().session(winrm.PORTS, winrm.PATH, RemoteShell)
        assert shell.run(SCRIPT) == shell.run(SCRIPT)
        shell.close()
    assert box.seen.count("Create") == 1


def test_output_of_many_envelopes(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row("service", name=f"service {number}") for number in range(20_000)]
    lines = printed("host", {"services": rows})
    with plain_server(monkeypatch, Machine(scripts={"host": lines})):
        assert run().output.decode().splitlines() == lines


def test_a_script_is_sent_in_pieces_that_every_windows_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(winrm, "CHUNK", 1000)
    box = machine()
    with plain_server(monkeypatch, box):
        assert run().output
    assert box.seen.count("Send") == len(SCRIPT) // 1000 + 1


def test_a_flood_is_bounded_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(winrm, "LARGEST_OUTPUT", 1 << 20)
    box = machine(floods=True)
    with plain_server(monkeypatch, box) as server:
        done = run()
        assert server.shells_open == 0
    assert done.cut is not None
    assert (done.cut.code, done.cut.values["megabytes"]) == ("printed-too-much", 1)
    assert len(done.output) < 2 << 20


@pytest.mark.parametrize(
    ("box", "code", "words"),
    [
        (machine(status=403), "access-denied", "does not let this account"),
        (machine(status=404), "server-refused", "no such address"),
        (machine(status=413), "server-refused", "MaxEnvelopeSizekb"),
        (machine(status=500), "server-refused", "HTTP 500"),
        (machine(status=503), "server-refused", "stopped"),
        (machine(fault="garbage"), "server-refused", "is not HTTP"),
        (machine(fault="cut"), "connection-lost", "broke off"),
        (machine(fault="cut", fault_after=3), "connection-lost", "broke off"),
        (machine(fault="nonsense"), "server-refused", "is not WS-Management"),
        (machine(fault="nonsense", fault_after=1), "server-refused", "is not WS-Management"),
        (machine(fault="nonsense", fault_after=3), "server-refused", "is not WS-Management"),
        (machine(fault="clear"), "server-refused", "in clear"),
        (machine(fault_code=5), "access-denied", "a remote shell"),
        (machine(fault_code=2150859174), "server-refused", "too many remote shells"),
        (machine(fault_code=1), "server-refused", "as the test wants it"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_goes_wrong_is_said_in_a_sentence(
    box: Machine, code: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = trouble_with(box, monkeypatch)
    assert trouble.code == code
    assert words in str(trouble)
    assert LOCALHOST in str(trouble)


def test_what_was_printed_before_the_line_broke_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row("service", name=f"service {number}") for number in range(10_000)]
    box = Machine(scripts={"host": printed("host", {"services": rows})}, fault="cut", fault_after=5)
    with plain_server(monkeypatch, box):
        done = run()
    assert done.cut is not None
    assert done.cut.code == "connection-lost"
    assert done.output.startswith(b"exready\t1\thost")


def test_an_operation_that_never_ends_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """pywinrm alone would ask again for ever."""
    monkeypatch.setattr(winrm, "OPERATION", 1)
    box = machine(fault="silent", fault_after=3)
    trouble = trouble_with(box, monkeypatch, seconds=2)
    assert trouble.code == "timed-out"
    assert trouble.values["seconds"] == 2


def test_a_server_that_says_it_has_nothing_yet_is_asked_until_the_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The fault that pywinrm repeats for ever, again and again."""
    monkeypatch.setattr(winrm, "OPERATION", 1)
    box = Machine(scripts={"host": LINES})
    box.powershell = lambda script: (_never(), b"", 0)  # type: ignore[method-assign]
    trouble = trouble_with(box, monkeypatch, seconds=3)
    assert trouble.code == "timed-out"
    assert box.seen.count("Receive") > 1


def _never() -> Iterator[bytes]:
    """A script that prints nothing for a long time."""
    threading.Event().wait(20)
    yield b""


def test_a_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    trouble = trouble_with(machine(), monkeypatch, account=Account(USER, "wrong"))
    assert trouble.code == "sign-in-refused"
    assert trouble.values["account"] == USER
    assert "wrong" not in str(trouble.values)


def test_no_way_to_sign_in_that_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Basic without TLS would show the password to everybody on the way."""
    with plain_server(monkeypatch, machine(), schemes=("Basic", "Digest")), pytest.raises(Trouble) as raised:
        run()
    assert raised.value.code == "server-refused"
    assert "no way to sign in" in str(raised.value)


def test_after_a_refusal_nobody_else_is_shown_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(accepted=False)
    with plain_server(monkeypatch, machine()):
        for account in (Account(USER, "wrong"), READER):
            with pytest.raises(Trouble) as raised:
                reached(account=account, gate=gate).session(winrm.PORTS, winrm.PATH, RemoteShell)
            assert raised.value.code == "sign-in-refused"
    with plain_server(monkeypatch, machine()):
        gate = Gate(accepted=False)
        reached(gate=gate).session(winrm.PORTS, winrm.PATH, RemoteShell).close()
        with pytest.raises(Trouble):
            reached(account=Account(USER, "wrong"), gate=gate).session(winrm.PORTS, winrm.PATH, RemoteShell)
        reached(gate=gate).session(winrm.PORTS, winrm.PATH, RemoteShell).close()


@pytest.mark.parametrize("schemes", [("Negotiate",), ("NTLM",), ("Basic",)])
def test_inside_tls_every_way_to_sign_in(
    schemes: tuple[str, ...], certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = WindowsServer(
        {LOCALHOST: machine()}, schemes=schemes, certificate=certificates.domain_controller
    )
    use_server_ports(monkeypatch, tls=server.port)
    with known_users({USER: PASSWORD}), running(server):
        assert run(Options(timeout=5, ca_bundle=certificates.authority)).output


def test_a_refused_certificate_ends_the_matter(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = machine()
    good = WindowsServer({LOCALHOST: box})
    for bad in (certificates.expired, certificates.other_host):
        server = WindowsServer({LOCALHOST: box}, certificate=bad)
        use_server_ports(monkeypatch, plain=good.port, tls=server.port)
        options = Options(timeout=5, ca_bundle=certificates.authority)
        with known_users({USER: PASSWORD}), running(server), running(good):
            with pytest.raises(Trouble) as raised:
                run(options)
            assert raised.value.code == "certificate-refused"
            assert box.seen == []
            allowed = Options(timeout=5, ca_bundle=certificates.authority, insecure=frozenset({LOCALHOST}))
            assert run(allowed).output
        box.seen.clear()
        good = WindowsServer({LOCALHOST: box})


def test_without_tls_there_the_plain_port_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """What listens on 5986 without a certificate hangs up on the first byte."""
    with closing_server() as closing, plain_server(monkeypatch, machine()) as server:
        use_server_ports(monkeypatch, plain=server.port, tls=closing.port)
        assert run().output


def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    use_server_ports(monkeypatch)
    with pytest.raises(Trouble) as raised:
        run()
    assert raised.value.code == "unreachable"
    use_names(monkeypatch, {})
    with pytest.raises(Trouble) as raised:
        reached(host="no-such-host.invalid.")
    assert raised.value.code in ("no-such-host", "unreachable")


def test_a_host_that_accepts_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with silent_server() as silent:
        use_server_ports(monkeypatch, plain=silent.port)
        with pytest.raises(Trouble) as raised:
            run(Options(timeout=1))
    assert raised.value.code == "timed-out"
    assert not isinstance(raised.value, NotOffered)


def test_an_interruption_cuts_every_line_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = Lines()
    found: list[Trouble] = []
    with silent_server() as silent:
        use_server_ports(monkeypatch, plain=silent.port)

        def ask() -> None:
            try:
                reached(Options(timeout=60), lines=lines).session(winrm.PORTS, winrm.PATH, RemoteShell)
            except Trouble as trouble:
                found.append(trouble)

        thread = threading.Thread(target=ask)
        thread.start()
        _until_somebody_came(silent, 2)
        lines.cut()
        thread.join(10)
        assert not thread.is_alive()
        with pytest.raises(Trouble):
            reached(lines=lines).session(winrm.PORTS, winrm.PATH, RemoteShell)
    assert [trouble.code for trouble in found] == ["interrupted"]


def _until_somebody_came(server: BadServer, count: int) -> None:
    waiting = threading.Event()
    for _ in range(500):
        if server.connection_count >= count:
            return
        waiting.wait(0.02)
    raise AssertionError("nobody came")


CLIXML = (
    b'#< CLIXML\r\n<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">'
    b'<Obj S="progress"><MS/></Obj><S S="Error">first_x000D__x000A_</S><S S="warning">no</S>'
    b'<S S="Error">second_x0009_</S></Objs>'
)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", ""),
        (b"  plain words \r\n", "plain words"),
        (b'#< CLIXML\r\n<Objs><S S="Error">other namespace</S></Objs>', ""),
        (b"#< CLIXML\r\n<Objs", "#< CLIXML\r\n<Objs"),
        (
            CLIXML,
            "first\r\nsecond",
        ),
        (b"\xff\xfe", "\ufffd\ufffd"),
    ],
)
def test_what_powershell_says_on_its_error_stream(raw: bytes, words: str) -> None:
    assert read_errors(raw) == words


def test_an_interruption_wakes_who_waits_for_a_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that drops every packet is waited for as long as the options say, but not by a person who has enough."""
    use_server_ports(monkeypatch, plain=2, tls=3)
    waiting, enough = threading.Event(), threading.Event()

    def connected(host: str, port: int, seconds: float) -> None:
        waiting.set()
        enough.wait(30)
        raise TimeoutError

    monkeypatch.setattr(server_ways, "connected", connected)
    lines = Lines()
    found: list[Trouble] = []

    def ask() -> None:
        try:
            reached(Options(timeout=60), lines=lines)
        except Trouble as trouble:
            found.append(trouble)

    thread = threading.Thread(target=ask)
    thread.start()
    assert waiting.wait(10)
    lines.cut()
    thread.join(10)
    enough.set()
    assert [trouble.code for trouble in found] == ["interrupted"]


# CredSSP


def handed_over(
    certificates: Certificates,
    monkeypatch: pytest.MonkeyPatch,
    *,
    account: Account = READER,
    schemes: tuple[str, ...] = ("Negotiate", "CredSSP"),
    certificate: str = "domain_controller",
    gate: Gate | None = None,
) -> tuple[Printed | Trouble, list[str]]:
    """What a script printed over CredSSP, or why it did not, and the passwords that the server was handed."""
    found = getattr(certificates, certificate)
    server = WindowsServer({LOCALHOST: machine()}, certificate=found, schemes=schemes)
    use_server_ports(monkeypatch, tls=server.port)
    options = Options(timeout=5, ca_bundle=certificates.authority, winrm_auth="credssp")
    with known_users({USER: PASSWORD}), running(server):
        try:
            shell = reached(options, account, gate=gate).session(
                winrm.PORTS, winrm.PATH, RemoteShell, credssp=True
            )
        except Trouble as trouble:
            return trouble, server.passwords
        try:
            return shell.run(SCRIPT), server.passwords
        finally:
            shell.close()


def test_credssp_hands_the_password_over_and_the_script_runs(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, passwords = handed_over(certificates, monkeypatch)
    assert isinstance(done, Printed)
    assert done.output.startswith(b"exready\t")
    assert done.cut is None
    assert set(passwords) == {PASSWORD}


def test_a_wrong_password_is_shown_to_one_server(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(accepted=False)
    for _ in range(2):
        refused, passwords = handed_over(certificates, monkeypatch, account=Account(USER, "wrong"), gate=gate)
        assert isinstance(refused, Trouble)
        assert refused.code == "sign-in-refused"
        assert passwords == []
    with pytest.raises(Trouble), gate.passing():
        pass


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"schemes": ("Negotiate", "NTLM")}, "server-refused"),
        ({"certificate": "expired"}, "certificate-refused"),
        ({"account": Logon("reader@CORP.TEST")}, "no-credentials"),
    ],
    ids=["not offered", "not proved", "no password"],
)
def test_nothing_is_handed_over(
    more: dict[str, object], code: str, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, passwords = handed_over(certificates, monkeypatch, **more)  # type: ignore[arg-type] # its own
    assert isinstance(refused, Trouble)
    assert (refused.code, passwords) == (code, [])


def test_no_password_is_handed_over_without_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    with plain_server(monkeypatch, machine(), schemes=("Negotiate", "CredSSP")) as server:
        with pytest.raises(Trouble) as raised:
            reached().session(winrm.PORTS, winrm.PATH, RemoteShell, credssp=True)
        assert raised.value.code == "credssp-needs-tls"
        assert (server.passwords, server.requests) == ([], 0)
