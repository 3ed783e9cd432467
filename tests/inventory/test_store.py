"""Inventory files: written so that nothing is lost, read with every refusal in one sentence."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import stat
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from scanner.inventory import store
from scanner.inventory.model import (
    SCHEMA,
    Inventory,
    MailboxContent,
    MailboxContents,
    Recipient,
    RecipientList,
)
from scanner.inventory.refusal import Refusal
from scanner.inventory.store import FileRefused, load, save, write_whole
from tests.checks.build import failed, forest, inventory, said
from tests.checks.healthy import healthy, without
from tests.made import made

WHOLE = without(healthy("exchange-se"), sites=failed(), forest=said(forest(None)))


def document() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(msgspec.json.encode(WHOLE))
    return plain


def refused(path: Path) -> FileRefused:
    """The refusal of a file: one sentence that names it, something to do, exit code 2."""
    with pytest.raises(FileRefused) as caught:
        load(path)
    assert_one_sentence(caught.value, path)
    return caught.value


def assert_one_sentence(refusal: Refusal, path: Path) -> None:
    assert refusal.exit_code == 2
    assert path.name[:20] in refusal.what
    assert "\n" not in refusal.what
    assert refusal.what.endswith(".")
    assert refusal.what.isprintable()
    assert refusal.as_json() == {"what": refusal.what, "do": refusal.do, "exit_code": 2}
    assert (refusal.__cause__ is None and refusal.__suppress_context__) or refusal.__context__ is None


# Writing


@pytest.mark.parametrize("name", ["inventory.json", "inventory.json.gz", "inventory", "mine.gz"])
def test_what_is_saved_is_what_is_loaded(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    sha256 = save(path, WHOLE)
    assert load(path) == (WHOLE, sha256)
    assert sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert path.read_bytes().startswith(b"\x1f\x8b") == name.endswith(".gz")


@pytest.mark.parametrize("name", ["a.json", "a.json.gz"])
def test_the_same_inventory_makes_the_same_bytes(tmp_path: Path, name: str) -> None:
    (tmp_path / "there").mkdir()
    save(tmp_path / name, WHOLE)
    save(tmp_path / "there" / name, load(tmp_path / name)[0])
    assert (tmp_path / name).read_bytes() == (tmp_path / "there" / name).read_bytes()
    if name.endswith(".gz"):
        assert (tmp_path / name).read_bytes()[4:8] == bytes(4), "the time of writing is not in it"


def test_recipients_stand_on_a_line_each(tmp_path: Path) -> None:
    """With each value on a line of its own a hundred thousand of them would be four million lines."""
    hostile = '"recipients": [],\n"recipients": []'
    people = [made(Recipient, domain=0, display_name=name) for name in ("Ana", hostile, "\u2028\x00")]
    listed = made(RecipientList, domains=[hostile], recipients=people)
    whole = replace(WHOLE, recipient_list=said(listed))
    path = tmp_path / "a.json"
    save(path, whole)
    assert load(path)[0] == whole
    lines = path.read_text("utf-8").split("\n")
    assert [json.loads(line.strip().rstrip(",")) for line in lines if line.startswith("    [")] == [
        msgspec.to_builtins(each) for each in people
    ]
    assert json.loads(path.read_bytes()) == json.loads(msgspec.json.encode(whole))


def test_so_do_mailboxes(tmp_path: Path) -> None:
    found = [made(MailboxContent, mailbox=name, items=1, folders=1, fullest=1) for name in "ab"]
    contents = made(MailboxContents, large_from=1, mailboxes=found)
    save(tmp_path / "a.json", replace(WHOLE, mailbox_contents=said(contents)))
    lines = [
        line for line in (tmp_path / "a.json").read_text("utf-8").split("\n") if line.startswith("    [")
    ]
    assert [json.loads(line.strip().rstrip(","))[0] for line in lines if line.startswith('    ["')][-2:] == [
        "a",
        "b",
    ]


def test_a_gzipped_file_is_known_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    save(tmp_path / "a.json.gz", WHOLE)
    (tmp_path / "a.json.gz").rename(tmp_path / "a.json")
    assert load(tmp_path / "a.json")[0] == WHOLE


def test_the_file_says_first_what_it_holds_and_every_section_its_state(tmp_path: Path) -> None:
    save(tmp_path / "a.json", WHOLE)
    text = (tmp_path / "a.json").read_text("utf-8")
    assert text.startswith('{\n "holds": "What exready read')
    assert text.endswith("}\n")
    plain = json.loads(text)
    assert list(plain) == list(Inventory.__struct_fields__)
    states = {name: plain[name]["state"] for name in ("forest", "domains", "sites")}
    assert states == {"forest": "declared", "domains": "collected", "sites": "failed"}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such mode")
def test_the_file_is_for_its_owner_alone_even_where_a_wider_one_was(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old", "utf-8")
    path.chmod(0o644)
    save(path, WHOLE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_the_previous_file_stays_when_writing_fails(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    save(path, inventory())
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[step], full)
    with pytest.raises(FileRefused, match="No space left on device") as caught:
        save(path, WHOLE)
    assert_one_sentence(caught.value, path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("where", ["missing/a.json", "."])
def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, where: str) -> None:
    with pytest.raises(FileRefused, match="could not be written"):
        save(tmp_path / where, WHOLE)
    assert list(tmp_path.iterdir()) == []


def test_text_that_no_file_can_hold_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    bad = inventory(forest=msgspec.structs.replace(forest(), name="caf\udce9.example"))
    with pytest.raises(FileRefused, match="could not be written") as caught:
        save(tmp_path / "a.json", bad)
    assert_one_sentence(caught.value, tmp_path / "a.json")
    assert list(tmp_path.iterdir()) == []


def test_write_whole_leaves_no_trace_of_itself(tmp_path: Path) -> None:
    write_whole(tmp_path / ("x" * 200), b"body")
    assert [p.name for p in tmp_path.iterdir()] == ["x" * 200]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device of a full disk")
def test_a_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    device = tmp_path / "device"
    device.symlink_to("/dev/full")
    with pytest.raises(FileRefused, match="No space left on device"):
        write_whole(device, b"body")
    assert Path("/dev/full").is_char_device()
    assert device.is_symlink()


# Reading what is no inventory


def test_a_missing_file_names_those_that_are_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.json").do == "Give the file that exready scan wrote."
    for number in range(7):
        save(tmp_path / f"lyon{number}.json", WHOLE)
    found = refused(tmp_path / "lyn.json")
    assert found.what == f"There is no file {tmp_path / 'lyn.json'}."
    assert "lyon0.json" in found.do
    assert found.do.endswith("…")
    assert "There is no file" in refused(tmp_path / "no" / "such" / "folder.json").what


Make = Callable[[Path], object]


def changed(**changes: Any) -> Make:
    return lambda path: path.write_text(json.dumps({**document(), **changes}), "utf-8")


def body(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def cut(fraction: float, zipped: bool = False) -> Make:
    def make(path: Path) -> None:
        whole = msgspec.json.encode(WHOLE)
        whole = gzip.compress(whole) if zipped else whole
        path.write_bytes(whole[: int(len(whole) * fraction)])

    return make


WRONG: list[tuple[str, Make, str]] = [
    ("a folder", Path.mkdir, "is a folder"),
    ("empty", body(b""), "is empty"),
    ("blank", body(b" \n\t\n"), "is empty"),
    ("cut short", cut(0.5), "is cut short"),
    ("cut after one byte", body(b"{"), "is cut short"),
    ("gzip cut short", cut(0.5, zipped=True), "is cut short"),
    ("gzip head only", body(b"\x1f\x8b"), "is cut short"),
    ("damaged gzip", body(b"\x1f\x8b" + b"nonsense" * 20), "is a damaged gzip file"),
    ("gzip of nothing", body(gzip.compress(b"")), "is empty"),
    ("no JSON", body(b"PK\x03\x04 a spreadsheet"), "is not readable as JSON"),
    ("UTF-16 of a Windows editor", body("{}".encode("utf-16")), "is not readable as JSON"),
    ("Latin-1", body('{"holds": "é"}'.encode("latin-1")), "is not readable as JSON"),
    ("a lone surrogate", body(rb'{"holds": "\ud800", "schema": 1}'), "is not readable as JSON"),
    ("deep nesting", body(b"[" * 200_000), "is not readable as JSON"),
    ("deep nesting of objects", body(b'{"a":' * 200_000), "is not readable as JSON"),
    ("two documents", body(b"{}{}"), "is not readable as JSON"),
    ("control characters", body(b"\x1b[31m{"), "is not readable as JSON"),
    ("a list", body(b"[]"), "not an exready inventory"),
    ("a number", body(b"3"), "not an exready inventory"),
    ("another document", body(b'{"schema": "exready/results", "holds": "x"}'), "not an exready inventory"),
    ("no schema", body(b'{"holds": "x"}'), "not an exready inventory"),
    ("schema 0", changed(schema=0), "not an exready inventory"),
    ("a true schema", changed(schema=True), "not an exready inventory"),
    ("schema 1.0", changed(schema=1.0), "not an exready inventory"),
    ("a newer schema", changed(schema=SCHEMA + 1), "was written by a newer exready"),
    ("a huge schema", changed(schema=10**15), "was written by a newer exready"),
    ("an unknown key", changed(extra=1), "extra"),
    ("a section of no state", changed(forest={"state": "guessed"}), "forest"),
    ("a section with a key too many", changed(forest={**document()["forest"], "note": 1}), "note"),
    ("a section without its tag", changed(forest={"data": {}}), "state"),
    ("a text for a list", changed(hosts="none"), "hosts"),
    ("a day that is none", changed(taken_at="yesterday"), "taken_at"),
    ("a number beyond 64 bits", changed(scan={**document()["scan"], "domain": 10**40}), "domain"),
    ("an unknown role", changed(candidates=[{"host": "h", "role": "hub", "targets": []}]), "role"),
]


@pytest.mark.parametrize(("make", "says"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_what_is_no_inventory_is_refused_in_one_sentence(tmp_path: Path, make: Make, says: str) -> None:
    path = tmp_path / "a.json"
    make(path)
    found = refused(path)
    assert says in found.what
    assert found.do


@pytest.mark.parametrize(
    "key", [name for name in Inventory.__struct_fields__ if name not in ("holds", "schema")]
)
def test_an_inventory_that_lacks_a_part_is_refused_by_the_name_of_the_part(tmp_path: Path, key: str) -> None:
    plain = document()
    del plain[key]
    (tmp_path / "a.json").write_text(json.dumps(plain), "utf-8")
    assert f"`{key}`" in refused(tmp_path / "a.json").what


def test_an_unknown_key_deep_inside_is_refused_with_its_place(tmp_path: Path) -> None:
    plain = document()
    plain["hosts"][0]["memory"] = {**plain["hosts"][1]["memory"]}
    plain["hosts"][0]["memory"]["data"]["instaled"] = 3
    (tmp_path / "a.json").write_text(json.dumps(plain), "utf-8")
    what = refused(tmp_path / "a.json").what
    assert "instaled" in what
    assert "hosts" in what


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    save(path, WHOLE)
    path.chmod(0)
    assert "Permission denied" in refused(path).what


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.touch()
    os.truncate(path, 2 << 30)

    def never(_: Path) -> bytes:
        raise AssertionError("the file was read")

    monkeypatch.setattr(Path, "read_bytes", never)
    assert "2.0 GB" in refused(path).what


def test_a_gzip_bomb_is_refused_without_being_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(b" " * (64 << 20)))
    monkeypatch.setattr(store, "MAXIMUM_BYTES", 1 << 20)
    tracemalloc.start()
    try:
        assert "unpacks to more than" in refused(path).what
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


def test_a_gzipped_file_of_the_largest_size_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json.gz"
    whole = msgspec.json.encode(WHOLE)
    path.write_bytes(gzip.compress(whole))
    monkeypatch.setattr(store, "MAXIMUM_BYTES", len(whole))
    assert load(path)[0] == WHOLE


def test_names_from_outside_are_made_printable(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.json"
    with pytest.raises(FileRefused) as caught:
        load(path)
    assert r"a\u001b[31m\u000ab.json" in caught.value.what
    assert caught.value.what.isprintable()


@given(data=st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_with_any_bytes_changed_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """Truncated, or overwritten somewhere: an inventory, or one sentence; never anything else."""
    whole = bytearray(msgspec.json.encode(WHOLE))
    place = data.draw(st.integers(0, len(whole) - 1))
    patch = data.draw(st.binary(max_size=8))
    whole[place : place + data.draw(st.integers(0, 40))] = patch
    path = tmp_path / "a.json"
    path.write_bytes(bytes(whole))
    try:
        load(path)
    except FileRefused as refusal:
        assert_one_sentence(refusal, path)
