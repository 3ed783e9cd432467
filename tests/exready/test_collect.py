"""`exready collect` and `exready import` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.collectors.test_windows_host import MEMBER
from tests.exready.conftest import Run
from tests.scripts.printed import HOST, file_of, printed
from tests.test_imports import clients, exchange


@pytest.fixture
def printed_by_a_server(tmp_path: Path) -> Path:
    file = tmp_path / "EX1-host.txt"
    file.write_bytes(
        file_of(["Welcome to the Exchange Management Shell!", *printed("host", MEMBER)], encoding="utf-16")
    )
    return file


def test_scripts_are_written_with_what_to_do(run: Run) -> None:
    ended = run("collect", "--script", "for-ex1", "--days", "30")
    assert ended.code == 0
    assert "collect.cmd" in ended.out
    assert "Next  exready import FILES --into inventory.json" in ended.out
    assert {path.name for path in Path("for-ex1").iterdir()} == {
        "collect.cmd", "host.ps1", "exchange.ps1", "clients.ps1", "READ-ME.txt", "LISEZ-MOI.txt",
    }  # fmt: skip
    assert b"$days = 30\r\n" in Path("for-ex1/clients.ps1").read_bytes()
    assert len(json.loads(run("collect", "--script", "for-ex1", "--json").out)["written"]) == 6


def test_this_machine_as_a_candidate_and_as_what_it_is(run: Run) -> None:
    assert (
        run("collect", "--as", "candidate", "--role", "edge", "--for", "exchange-se", "-o", "a.json").code
        == 0
    )
    assert run("collect", "--as", "server", "-o", "b.json").code == 0
    first, second = (json.loads(Path(name).read_text("utf-8")) for name in ("a.json", "b.json"))
    (candidate,) = first["candidates"]
    assert (candidate["role"], candidate["targets"]) == ("edge", ["exchange-se"])
    assert second["candidates"] == []
    assert [host["name"] for host in second["hosts"]] == [host["name"] for host in first["hosts"]]


def test_the_plan_reads_nothing(run: Run) -> None:
    ended = run("collect", "--as", "server", "--plan")
    assert ended.code == 0
    assert "page file" in ended.out
    (row,) = json.loads(run("collect", "--as", "server", "--plan", "--json").out)["plan"]
    assert (row["collector"], row["to"]) == ("local-machine", "this machine")
    assert list(Path().iterdir()) == []


def test_what_was_collected_is_imported_and_judged(
    run: Run, printed_by_a_server: Path, bremond: Path
) -> None:
    ended = run("import", printed_by_a_server, "--into", bremond)
    assert (ended.code, ended.err) == (0, "")
    assert f"host {HOST}" in ended.out
    assert run("inventory", "validate", bremond).code == 0
    assert run("check", bremond, "--target", "exchange-se", "--json").code == 0


def test_what_exchange_and_its_logs_said_is_shown(run: Run) -> None:
    Path("a.txt").write_bytes(exchange("ex1", 3 << 30, 5 << 30))
    Path("b.txt").write_bytes(clients("ex1", 12))
    ended = run("import", "a.txt", "b.txt", "--into", "new.json")
    assert (ended.code, ended.err) == (0, "")
    for shown in ("2 mailboxes, 8.0 GB", "12 users of mail programs", "0 folders"):
        assert shown in ended.out
    assert run("report", "new.json", "--target", "exchange-se", "-o", "r.html").code == 0


def test_a_file_that_was_cut_ends_with_3_and_says_what_is_missing(
    run: Run, printed_by_a_server: Path
) -> None:
    printed_by_a_server.write_bytes(printed_by_a_server.read_bytes()[:1500])
    ended = run("import", printed_by_a_server, "--into", "new.json")
    assert ended.code == 3
    assert f"what {HOST} printed ends before its block services" in ended.out
    assert "import the whole file" in ended.out
    told = json.loads(run("import", printed_by_a_server, "--into", "new.json", "--json").out)
    assert told["complete"] is False


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("collect",), "Give either --as"),
        (("collect", "--as", "server", "--script", "x"), "Give either --as"),
        (("collect", "--script", "x", "--plan"), "--script reads nothing"),
        (("collect", "--script", "no/folder"), "cannot be made a folder"),
        (("collect", "--script", "a-file"), "cannot be made a folder"),
        (("collect", "--as", "candidate", "--for", "exchange-2O16"), "Did you mean exchange-2016?"),
        (("import", "a-file", "--into", "x.json"), "a-file is not what a script of exready printed"),
        (("import", "none.txt", "--into", "x.json"), "There is no file none.txt"),
        (("import", "--into", "x.json"), "Missing argument"),
        (("import", "a-file"), "Missing option '--into'"),
    ],
)
def test_refusals(run: Run, words: tuple[str, ...], sentence: str) -> None:
    Path("a-file").write_text("a letter\n")
    ended = run(*words)
    assert (ended.code, sentence in ended.err) == (2, True), ended.err
    assert [path.name for path in Path().iterdir()] == ["a-file"]
