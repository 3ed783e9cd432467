"""`exready auth`, and the password of a scan: it goes to the server, and nowhere else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from exready.commands import auth
from tests.connections.keyrings import Kept, PlaintextKeyring, use_keyring
from tests.exready.conftest import Run
from tests.lab.bad_servers import silent_server

CANARY = "canary-8f2e Pässword"
USER = "CORP\\reader"


@pytest.fixture(autouse=True)
def _nobody_signed_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("EXREADY_PASSWORD", raising=False)
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{tmp_path / 'no-tickets'}")


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """A keyring; what another process needs in its environment to find it."""
    return use_keyring(monkeypatch, tmp_path)


def answers(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(auth, "ask_password", lambda user: password)


@pytest.mark.usefixtures("kept")
def test_login_status_logout(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as terminal:
        answers(terminal, CANARY)
        document = json.loads(run("auth", "login", "--user", USER, "--json").out)
        said = run("auth", "login", "--user", USER)
    assert document["user"] == USER
    assert CANARY not in str(document)
    assert said.code == 0
    assert f"The password of {USER} is kept" in said.out
    assert Kept().get_password("exready", USER) == CANARY
    status = run("auth", "status")
    assert f"A scan signs in {USER} with its password from the keyring." in status.out
    if find_spec("gssapi"):  # the Kerberos extra could be compiled here
        assert "there is no Kerberos ticket" in status.out
    document = json.loads(run("auth", "status", "--json").out)
    assert document["user"] == USER
    assert [each["name"] for each in document["order"] if each["used"]] == ["keyring"]
    gone = run("auth", "logout")
    assert "no longer kept" in gone.out
    assert Kept().get_password("exready", USER) is None
    told = json.loads(run("auth", "logout", "--user", USER, "--json").out)
    assert (told["user"], told["removed"]) == (USER, False)
    again = run("auth", "logout", "--user", USER)
    assert (again.code, "keeps no password" in again.out) == (0, True)
    assert "A scan has nothing to sign in with." in run("auth", "status").out
    assert CANARY not in "".join((said.out, said.err, status.out, status.err, gone.out, str(document)))


@pytest.mark.usefixtures("kept")
def test_status_follows_the_configuration_and_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("exready.toml").write_text('[scan]\nuser = "other@corp.test"\n')
    monkeypatch.setenv("EXREADY_PASSWORD", CANARY)
    ended = run("auth", "status")
    assert "A scan signs in other@corp.test with its password from EXREADY_PASSWORD." in ended.out
    assert CANARY not in ended.out


def test_no_password_is_kept_where_it_would_not_be_secret(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use_keyring(monkeypatch, tmp_path, PlaintextKeyring)
    answers(monkeypatch, CANARY)
    for words in (("login", "--user", USER), ("logout",)):
        ended = run("auth", *words)
        assert ended.code == 2
        assert "in clear or poorly protected" in ended.err
        assert "EXREADY_PASSWORD" in ended.err
    assert not (tmp_path / "keyring.json").exists()
    assert "in clear or poorly protected" in run("auth", "status").out


@pytest.mark.usefixtures("kept")
def test_refused_logins(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not a user name" in run("auth", "login", "--user", "reader").err
    assert "no terminal" in run("auth", "login", "--user", USER).err
    answers(monkeypatch, "")
    assert "empty password" in run("auth", "login", "--user", USER).err
    assert run("auth", "login", "--user", USER, "--password", CANARY).code == 2
    assert Kept().get_password("exready", USER) is None


def test_a_login_on_a_real_terminal_shows_no_password(kept: dict[str, str], tmp_path: Path) -> None:
    pid, terminal = pytest.importorskip("pty", reason="only POSIX has such terminals").fork()
    if pid == 0:
        os.environ.update(kept, PYTHONPATH=os.pathsep.join(sys.path))
        os.execv(sys.executable, [sys.executable, "-m", "exready", "auth", "login", "--user", USER])
    shown = read_until(terminal, b"reader: ")
    os.write(terminal, CANARY.encode() + b"\n")
    shown += read_until(terminal, b"Next")
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    os.close(terminal)
    assert CANARY.encode() not in shown
    assert Kept().get_password("exready", USER) == CANARY


def read_until(terminal: int, words: bytes) -> bytes:
    shown = b""
    while words not in shown:
        shown += os.read(terminal, 4096)  # OSError when the process has ended without these words
    return shown


@pytest.mark.usefixtures("kept")
def test_the_plan_of_a_scan_names_what_it_would_sign_in_with(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Kept().set_password("exready", USER, CANARY)
    words = ("scan", "--domain", "corp.test", "--user", USER, "--plan")
    assert f"It signs in {USER} with its password from the keyring." in run(*words).out
    assert "from the keyring" in json.loads(run(*words, "--json").out)["sign_in"]
    assert "It has nothing to sign in with." in run("scan", "--domain", "corp.test", "--plan").out
    assert "It signs in nowhere." in run("scan", "--local", "candidate", "--plan").out


@pytest.mark.parametrize("kept_in", ["keyring", "environment"])
def test_a_password_stands_in_no_output_no_file_and_no_list_of_processes(
    kept: dict[str, str], tmp_path: Path, kept_in: str
) -> None:
    """What a scan says, what it writes, and what it is called meanwhile.

    One signs in where nobody answers, the other breaks with the password in its hands.
    """
    folder = tmp_path / "here"
    folder.mkdir()
    environment = {
        **os.environ, **kept, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(folder), "HOME": str(folder),
    }  # fmt: skip
    if kept_in == "keyring":
        Kept().set_password("exready", USER, CANARY)
    else:
        environment["EXREADY_PASSWORD"] = CANARY
    breaks = BREAKS if kept_in == "keyring" else ""
    with silent_server() as server:
        words = ["scan", "--domain", "corp.test", "--dc", server.host, "--user", USER, "--timeout", "1",
                 "--protection", "sealed", "--local", "candidate", "-o", "out.json"]  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(port=server.port, breaks=breaks), *words],
            cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        while server.connection_count == 0 and process.poll() is None:
            time.sleep(0.02)
        line = Path(f"/proc/{process.pid}/cmdline")
        listed = line.read_bytes() if line.exists() else b""
        out, err = process.communicate(timeout=60)
    assert process.returncode == (70 if breaks else 3), err
    assert b"Traceback" not in out + err
    written = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert not any(secret in text for text in (out, err, listed, *written.values()) for secret in FORMS)
    logs = [text for name, text in written.items() if name.endswith(".log")]
    assert [b"ZeroDivisionError" in text for text in logs] == ([True] if breaks else []), (
        "it broke where it should"
    )
    assert ("out.json" in written) == (not breaks)


FORMS = (CANARY.encode(), CANARY.encode("utf-16-le"), b"8f2e")
PROGRAM = """
import sys
from exready.cli import main
from scanner.connections import connect
connect.PORTS = dict.fromkeys(connect.PORTS, ({port}, {port}))
{breaks}
main(sys.argv[1:])
"""
BREAKS = """
def broken(line, host, port, sign_in, options):
    password = sign_in.password
    raise ZeroDivisionError(f"division by zero of {sign_in}")
connect._OPENERS = dict.fromkeys(connect._OPENERS, broken)
"""
