"""`exready scan` as it is typed: this machine, the plan, refusals. The directory itself is in tests/test_scan.py."""

from __future__ import annotations

import json
import platform
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.exready.conftest import Run


@pytest.fixture(autouse=True)
def _nobody_signed_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("EXREADY_PASSWORD", raising=False)
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{tmp_path / 'no-tickets'}")


def test_this_machine_is_read_and_judged_in_three_commands(run: Run) -> None:
    ended = run(
        "scan", "--local", "candidate", "--role", "mailbox", "--for", "exchange-se", "-o", "here.json"
    )
    assert ended.code == 0
    assert "Next  exready report here.json" in ended.out
    inventory = json.loads(Path("here.json").read_text("utf-8"))
    assert next(iter(inventory)) == "holds"
    (candidate,) = inventory["candidates"]
    assert (candidate["role"], candidate["targets"]) == ("mailbox", ["exchange-se"])
    (host,) = inventory["hosts"]
    assert host["processor"]["data"]["architecture"] == platform.machine()
    assert Path("here.json").stat().st_mode & 0o777 == 0o600
    document = json.loads(run("check", "here.json", "--target", "exchange-se", "--json").out)
    rows = {row["check"]: row["status"] for row in document["findings"]}
    assert rows["ad-forest-level"] == "not-verified"
    assert rows["server-operating-system"] == "blocker", "the tests do not run on Windows Server"


def test_a_scan_packs_when_the_name_says_so(run: Run) -> None:
    assert run("scan", "--local", "candidate", "-o", "here.json.gz").code == 0
    assert run("inventory", "validate", "here.json.gz").code == 0


def test_json_says_what_was_written(run: Run) -> None:
    told = json.loads(run("scan", "--local", "candidate", "-o", "here.json", "--json").out)
    assert (told["inventory"], told["complete"], told["gaps"]) == ("here.json", True, [])


def test_the_plan_sends_nothing_and_writes_nothing(run: Run) -> None:
    ended = run("scan", "--domain", "corp.example", "--plan")
    assert ended.code == 0
    for word in ("nothing has been sent", "_ldap._tcp.dc._msdcs.corp.example", "msDS-Behavior-Version"):
        assert word in ended.out
    assert list(Path().iterdir()) == []
    rows = json.loads(run("scan", "--domain", "corp.example", "--plan", "--json").out)["plan"]
    assert {"collector", "to", "protocol", "base", "scope", "filter", "attributes", "right"} <= set(rows[0])


def test_the_plan_asks_of_recipients_what_the_option_says(run: Run) -> None:
    def asked(*options: str) -> list[int]:
        rows = json.loads(run("scan", "--domain", "corp.example", "--plan", "--json", *options).out)["plan"]
        return [len(row["attributes"]) for row in rows if row["filter"] == "(mailNickname=*)"]

    assert min(asked()) > 40
    assert asked("--recipients", "attributes") == asked()
    assert asked("--recipients", "counts") == [2, 2]
    assert asked("--recipients", "none") == []
    assert run("scan", "--domain", "corp.example", "--recipients", "some").code == 2


def test_servers_are_asked_when_somebody_says_so(run: Run) -> None:
    def asked(*options: str) -> dict[str, str]:
        rows = json.loads(run("scan", "--domain", "corp.example", "--plan", "--json", *options).out)["plan"]
        return {row["collector"]: row["to"] for row in rows if not row["collector"].startswith("ldap-")}

    assert asked() == {}
    assert set(asked("--servers", "all")) == {
        "remote-shell", "exchange-powershell", "web-access", "autodiscover",
    }  # fmt: skip
    assert asked("--servers", "ex1,ex2", "--servers", "ex1")["web-access"] == "ex1, ex2"
    assert asked("--candidate", "new1,new2") == {"remote-shell": "new1, new2"}
    text = run("scan", "--domain", "corp.example", "--servers", "all", "--plan").out
    assert "only if it is Exchange 2007 or an Edge server" in text
    assert "needs local administrator of the server" in text


def test_the_plan_of_a_repetition_shows_only_that(run: Run, bremond: Path) -> None:
    def asked(*options: str) -> dict[str, str]:
        rows = json.loads(run("scan", "-o", bremond, "--plan", "--json", *options).out)["plan"]
        return {row["collector"]: row["to"] for row in rows}

    assert set(asked("--only", "ldap-sites,ldap-forest", "--only", "ldap-dags")) == {
        "ldap-connection", "ldap-sites", "ldap-forest", "ldap-dags",
    }  # fmt: skip
    assert asked("--only", "remote-shell", "--server", "lyo-ex01") == {
        "remote-shell": "LYO-EX01.bremond.local"
    }
    assert set(asked("--server", "LYO-EX01")) == {"remote-shell", "exchange-powershell", "web-access"}


def test_this_machine_is_read_into_an_inventory_that_is_there(run: Run, bremond: Path) -> None:
    before = json.loads(bremond.read_text("utf-8"))
    ended = run("scan", "--only", "local-machine", "-o", bremond, "--json")
    assert (ended.code, json.loads(ended.out)["complete"]) == (0, True)
    after = json.loads(bremond.read_text("utf-8"))
    assert len(after["hosts"]) == len(before["hosts"]) + 1
    assert (after["forest"], after["taken_at"]) == (before["forest"], before["taken_at"])


def test_a_repetition_that_reaches_nothing_changes_nothing(
    run: Run, bremond: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXREADY_PASSWORD", "canary-of-a-password")
    before = bremond.read_bytes()
    words = ("--dc", "127.0.0.77", "--user", "A\\b", "--timeout", "2", "-o", bremond)
    assert run("scan", "--only", "ldap-sites", *words).code == 5
    assert bremond.read_bytes() == before
    ended = run("scan", "--only", "local-machine,ldap-sites", *words)
    assert ended.code == 3
    taken = json.loads(before)["sites"]["at"][:10]
    assert f"sites stays as it was read on {taken}" in ended.out
    after = json.loads(bremond.read_text("utf-8"))
    assert after["sites"] == json.loads(before)["sites"]
    told = json.loads(run("scan", "--only", "local-machine,ldap-sites", *words, "--json").out)
    assert {"where": "sites", "code": "unreachable"}.items() <= told["gaps"][0].items()
    assert told["gaps"][0]["kept_from"].startswith(taken)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--only", "ldap-site"), "Did you mean ldap-sites?"),
        (("--server", "LYO-EX1"), "Did you mean lyo-ex01?"),
        (("--only", "ldap-sites", "--domain", "other.test"), "one of the domain bremond.local"),
        (("--only", "ldap-sites", "-o", "none.json"), "There is no file none.json"),
    ],
)
def test_a_repetition_that_cannot_be(run: Run, bremond: Path, words: tuple[str, ...], sentence: str) -> None:
    for plan in ([], ["--plan"]):
        ended = run("scan", "-o", bremond, *words, *plan)
        assert (ended.code, sentence in ended.err) == (2, True), ended.err


def test_a_candidate_that_nothing_answers_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXREADY_PASSWORD", "Secret-123")
    words = ("--candidate", "127.0.0.9", "--user", "CORP\\reader", "--timeout", "2", "-o", "new.json")
    ended = run("scan", *words)
    assert ended.code == 5
    assert "127.0.0.9 does not answer" in ended.err
    assert "Secret-123" not in ended.out + ended.err
    assert not Path("new.json").exists()


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((), 2, "There is nothing to scan"),
        (("--servers", "all"), 2, "stands in the directory"),
        (("--candidate", "x", "--for", "exchange-99"), 2, "exchange-99"),
        (("--domain", "corp.example", "--dc", "dc1:1636"), 2, "a host with a port"),
        (("--domain", "corp.example", "--dc", "127.0.0.77", "--user", "reader"), 2, "not a user name"),
        (("--domain", "corp.example", "--dc", "127.0.0.77", "--ca-bundle", "no.pem"), 2, "no.pem"),
        (
            ("--domain", "corp.example", "--dc", "127.0.0.77", "--user", "A\\b", "--no-input"),
            4,
            "no password was given",
        ),
        pytest.param(
            *(("--domain", "corp.example", "--dc", "127.0.0.77"), 4, "nothing to sign in with"),
            marks=pytest.mark.skipif(find_spec("gssapi") is None, reason="the Kerberos extra is not here"),
        ),
        (("--local", "candidate", "--for", "exchange-2O16"), 2, "Did you mean exchange-2016?"),
        (("--domain", "corp.example", "--resume"), 2, "There is no partial scan"),
        (("--local", "candidate", "-o", "no/folder/x.json"), 2, "could not be written"),
    ],
)
def test_refusals(run: Run, words: tuple[str, ...], code: int, sentence: str) -> None:
    Path("inventory.json").write_text("what was there")
    ended = run("scan", *words, *([] if "-o" in words else ["-o", "inventory.json"]))
    assert (ended.code, sentence in ended.err) == (code, True), ended.err
    assert Path("inventory.json").read_text() == "what was there"
    assert [path.name for path in Path().iterdir()] == ["inventory.json"]


def test_a_server_that_does_not_answer_costs_only_what_it_knows(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXREADY_PASSWORD", "canary-of-a-password")
    words = ("--domain", "corp.example", "--dc", "127.0.0.77", "--user", "A\\b", "--timeout", "2")
    assert run("scan", *words, "-o", "a.json").code == 5
    ended = run("scan", *words, "--local", "candidate", "-o", "a.json")
    assert ended.code == 3
    assert "127.0.0.77 does not answer on port" in ended.out
    inventory = json.loads(Path("a.json").read_text("utf-8"))
    assert inventory["forest"]["state"] == "failed"
    assert inventory["hosts"][0]["memory"]["state"] == "collected"
    assert "canary" not in Path("a.json").read_text("utf-8") + ended.out + ended.err
