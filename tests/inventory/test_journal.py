"""FILE.partial: what a killed scan leaves behind can be read, and stays whatever happens next."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scanner.inventory.absence import Collected, Failed, Skipped
from scanner.inventory.journal import (
    SINGLE_SECTIONS,
    Header,
    Journal,
    Listing,
    Part,
    by_collector,
    fold,
    header,
    partial_path,
    read_journal,
    sections,
)
from scanner.inventory.model import SCHEMA, Candidate, Host, Inventory
from scanner.inventory.store import FileRefused
from tests.checks.build import AT, candidate, failed, forest, host, memory, processor, read, skipped, windows

FIRST = header("1.0", AT, {"domain": "corp.example", "hosts": ["ex1"]})
ROOT = Path(__file__).parents[2]


def part(collector: str = "ldap-forest", complete: bool = True, **found: Any) -> Part:
    return Part(collector=collector, complete=complete, sections=sections(**found))


FOREST = part(forest=read(forest(4)))
MACHINE = part("windows-host", hosts=[host("EX1.corp.example", memory=read(memory(8)))])


def refused(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_journal(path)
    assert caught.value.exit_code == 2
    assert str(path.name) in caught.value.what
    assert caught.value.what.isprintable()
    assert caught.value.do == "Scan again without --resume."
    return caught.value


# Writing


def test_every_part_is_on_the_disk_when_add_returns(tmp_path: Path) -> None:
    path = partial_path(tmp_path / "lyon.json")
    assert path.name == "lyon.json.partial"
    kept = Journal(path, FIRST)
    assert read_journal(path) == (FIRST, [])
    kept.add(FOREST)
    assert read_journal(path) == (FIRST, [FOREST])
    kept.add(MACHINE)
    assert read_journal(path) == (FIRST, [FOREST, MACHINE])
    assert kept.parts == [FOREST, MACHINE]
    kept.close(finished=False)
    assert path.exists()


def test_a_finished_journal_leaves_nothing(tmp_path: Path) -> None:
    kept = Journal(tmp_path / "a.partial", FIRST)
    kept.close(finished=True)
    assert list(tmp_path.iterdir()) == []


def test_a_resumed_journal_begins_with_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.partial"
    Journal(path, FIRST, [FOREST]).close(finished=False)
    first, parts = read_journal(path)
    again = Journal(path, first, parts)
    again.add(MACHINE)
    again.close(finished=False)
    assert read_journal(path) == (FIRST, [FOREST, MACHINE])


def test_what_was_kept_survives_a_resumption_that_fails_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.partial"
    Journal(path, FIRST, [FOREST]).close(finished=False)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileRefused, match="No space left on device"):
        Journal(path, FIRST, [FOREST])
    assert read_journal(path) == (FIRST, [FOREST])


def test_a_full_disk_is_one_sentence_and_keeps_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.partial"
    kept = Journal(path, FIRST, [FOREST])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileRefused, match="No space left on device"):
        kept.add(MACHINE)
    assert read_journal(path)[1][0] == FOREST


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="could not be written"):
        Journal(tmp_path / "no" / "a.partial", FIRST)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such mode")
def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.partial"
    path.touch(mode=0o644)
    Journal(path, FIRST).close(finished=False)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_killed_scan_leaves_every_finished_part(tmp_path: Path) -> None:
    """The process is killed in the middle of a line, as kill -9 does it."""
    path = tmp_path / "a.partial"
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "from tests.inventory.test_journal import FIRST, FOREST, MACHINE, Journal\n"
        "kept = Journal(Path(sys.argv[1]), FIRST)\nkept.add(FOREST)\nkept.add(MACHINE)\n"
        'kept._file.write(b\'{"collector": "ldap-dom\')\nkept._file.flush()\nos.kill(os.getpid(), 9)\n'
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert read_journal(path) == (FIRST, [FOREST, MACHINE])


# Reading


LINES = [msgspec.json.encode(record) + b"\n" for record in (FIRST, FOREST, MACHINE)]


@pytest.mark.parametrize("left", [0, 1, 10, len(LINES[2]) - 1])
def test_a_last_line_broken_off_is_dropped(tmp_path: Path, left: int) -> None:
    path = tmp_path / "a.partial"
    path.write_bytes(LINES[0] + LINES[1] + LINES[2][:left])
    assert read_journal(path) == (FIRST, [FOREST])


def test_a_header_without_its_end_of_line_is_a_header(tmp_path: Path) -> None:
    path = tmp_path / "a.partial"
    path.write_bytes(LINES[0].rstrip())
    assert read_journal(path) == (FIRST, [])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        LINES[0][:20],
        b"not JSON\n" + LINES[1],
        LINES[0] + LINES[1][:20] + b"\n" + LINES[2],
        LINES[0] + b"\n" + LINES[2],
        LINES[0] + b"\xff\xfe\n" + LINES[2],
        LINES[0] + b'{"collector": "x", "complete": true, "sections": {}, "more": 1}\n' + LINES[2],
        LINES[0]
        + b'{"collector": "x", "complete": true, "sections": '
        + b'{"a":' * 100_000
        + b"\n"
        + LINES[2],
        LINES[0] + b'{"collector": "x", "complete": true, "sections": {"forests": 3}}\n',
        LINES[0] + b'{"collector": "x", "complete": true, "sections": {"forest": 3}}\n',
        LINES[0] + b'{"collector": "x", "complete": true, "sections": {"hosts": [{}]}}\n',
        LINES[0] + b'{"collector": "x", "complete": true, "sections": {"hosts": [{"name": 3}]}}\n',
        LINES[0] + b'{"collector": "x", "complete": true, "sections": {"hosts": 3}}\n',
        msgspec.json.encode(msgspec.structs.replace(FIRST, schema=SCHEMA + 1)) + b"\n" + LINES[1],
    ],
    ids=[
        "empty",
        "blank",
        "half a header",
        "no header",
        "broken middle line",
        "blank middle line",
        "no text",
        "unknown key",
        "deep nesting",
        "unknown section",
        "no section",
        "host without name",
        "host of no name",
        "hosts of no list",
        "another schema",
    ],
)
def test_what_is_no_partial_scan_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.partial"
    path.write_bytes(content)
    assert "is not a partial scan of this exready" in refused(path).what


def test_no_file_a_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    assert "There is no partial scan" in refused(tmp_path / "a.partial").what
    (tmp_path / "b.partial").mkdir()
    assert "There is no partial scan" in refused(tmp_path / "b.partial").what
    (tmp_path / "c.partial").touch()
    os.truncate(tmp_path / "c.partial", 2 << 30)
    assert "too large" in refused(tmp_path / "c.partial").what


def test_the_request_is_kept_for_the_one_who_resumes(tmp_path: Path) -> None:
    path = tmp_path / "a.partial"
    Journal(path, FIRST).close(finished=False)
    found: Header = read_journal(path)[0]
    assert found.request == {"domain": "corp.example", "hosts": ["ex1"]}
    assert (found.taken_at, found.tool, found.schema) == (AT, "1.0", SCHEMA)


# Folding


def test_what_no_part_brought_stays_skipped_with_its_reason() -> None:
    whole = fold(FIRST, [])
    assert (whole.taken_at, whole.tool, whole.hosts, whole.candidates) == (AT, "1.0", [], [])
    codes = {name: getattr(whole, name).code for name in SINGLE_SECTIONS}
    of_servers = {name for name, code in codes.items() if code == "server-not-read"}
    assert {"clients", "mailbox_sizes"} <= of_servers
    assert codes.pop("tenant") == "only-people-know"
    assert codes.pop("mailbox_contents") == "mailboxes-not-opened"
    assert {code for name, code in codes.items() if name not in of_servers} == {"no-domain"}
    assert isinstance(whole.forest, Skipped)
    assert whole.forest.at == AT


def test_every_section_of_the_whole_is_known_to_the_journal() -> None:
    others = {"holds", "schema", "tool", "taken_at", "scan", "hosts", "candidates"}
    assert set(SINGLE_SECTIONS) | others == set(Inventory.__struct_fields__)


def test_parts_fill_their_places_and_a_later_one_wins() -> None:
    whole = fold(FIRST, [part(forest=failed()), FOREST, part(domains=read([]))])
    assert isinstance(whole.forest, Collected)
    assert whole.forest.data == forest(4)
    assert isinstance(whole.domains, Collected)
    assert whole.domains.data == []
    assert isinstance(whole.sites, Skipped)


def test_of_one_collector_the_later_part_wins_unless_it_lost_what_the_earlier_one_had() -> None:
    earlier = part("ldap-domains", False, domains=read([]), sites=failed())
    later = part("ldap-domains", False, domains=failed(), sites=read([]))
    (one,) = by_collector([earlier, later])
    assert one.sections == {**earlier.sections, **part(sites=read([])).sections}
    assert by_collector([one, later]) == [one]


@pytest.mark.parametrize(
    ("texts", "kept"),
    [(("a long half", "short"), "a long half"), (("", "short"), "short"), (("half", "as long"), "as long")],
)
def test_of_what_was_cut_off_twice_the_longer_one_stays(texts: tuple[str, str], kept: str) -> None:
    cut = failed()
    assert isinstance(cut, Failed)
    parts = [
        Part(
            collector="server ex1",
            complete=False,
            sections={},
            listings=(Listing(script="host", host="ex1", at=AT, text=text, cut=cut),),
        )
        for text in texts
    ]
    (one,) = by_collector(parts)
    assert [each.text for each in one.listings] == [kept]
    whole = msgspec.structs.replace(parts[1], listings=(Listing(script="host", host="ex1", at=AT, text=""),))
    assert by_collector([*parts, whole])[0].listings == whole.listings


def hosts_of(*parts: Part) -> list[Host]:
    return fold(FIRST, parts).hosts


def test_hosts_are_one_by_name_whatever_its_case() -> None:
    newer = part("windows-host", hosts=[host("ex1.CORP.example", memory=read(memory(16)))])
    other = part("windows-host", hosts=[host("ex2.corp.example")])
    (first, second) = hosts_of(MACHINE, other, newer)
    assert (first.name, second.name) == ("ex2.corp.example", "ex1.CORP.example")
    assert isinstance(second.memory, Collected)
    assert second.memory.data == memory(16)


def test_an_absence_never_takes_the_place_of_what_was_read() -> None:
    lost = host("ex1.corp.example", memory=failed(), processor=failed(), operating_system=read(windows()))
    (found,) = hosts_of(MACHINE, part("windows-host", hosts=[lost]))
    assert isinstance(found.memory, Collected)
    assert found.memory.data == memory(8)
    assert isinstance(found.processor, Failed)
    assert isinstance(found.operating_system, Collected)
    (again,) = hosts_of(
        part(hosts=[lost]), part(hosts=[host("ex1.corp.example", processor=read(processor()))])
    )
    assert isinstance(again.processor, Collected)


def test_an_absence_gives_way_to_a_newer_one() -> None:
    (found,) = hosts_of(
        part(hosts=[host("ex1", memory=skipped())]), part(hosts=[host("ex1", memory=failed())])
    )
    assert found.memory == failed()


def test_candidates_are_one_by_host() -> None:
    parts = [part(candidates=[candidate("new1", "mailbox")]), part(candidates=[candidate("NEW1", "edge")])]
    assert fold(FIRST, parts).candidates == [Candidate(host="NEW1", role="edge", targets=[])]


def test_folding_is_pure() -> None:
    before = msgspec.json.encode(MACHINE)
    assert fold(FIRST, [MACHINE, MACHINE]) == fold(FIRST, [MACHINE])
    assert msgspec.json.encode(MACHINE) == before


def test_a_scan_cut_anywhere_folds_to_an_inventory(tmp_path: Path) -> None:
    whole, path = b"".join(LINES), tmp_path / "a.partial"
    for end in range(len(LINES[0]), len(whole) + 1, 7):
        path.write_bytes(whole[:end])
        folded = fold(*read_journal(path))
        assert msgspec.json.decode(msgspec.json.encode(folded), type=Inventory) == folded
