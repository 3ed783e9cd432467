"""Files from machines nothing can reach, brought into an inventory: the newest wins, nothing counts twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scanner.imports import import_files
from scanner.inventory.absence import Collected, Failed, Skipped, Source
from scanner.inventory.journal import fold, header
from scanner.inventory.model import Domain, Host, Inventory
from scanner.inventory.store import FileRefused, load, save
from scanner.outcome import Outcome
from scanner.scripts.exchange_commands import COMMANDS
from scanner.scripts.reading import NotRows
from tests.collectors.test_windows_host import BODY, MEMBER
from tests.scripts.printed import AT, HOST, file_of, printed, row

LATER = AT + timedelta(days=3)
NOW = datetime(2026, 12, 1, tzinfo=UTC)
HIDDEN = Failed(code="not-readable", values={"what": "it"}, collector="ldap-something", at=AT)
GIB = 1 << 30


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "inventory.json"


def bring(into: Path, *files: bytes, **options: Any) -> Outcome:
    paths = []
    for number, body in enumerate(files):
        path = into.with_name(f"{number}.txt")
        path.write_bytes(body)
        paths.append(path)
    return import_files(paths, into, tool="1.0", now=NOW, **options)


def machine(host: str = HOST, at: datetime = AT, **changed: Any) -> bytes:
    blocks = {**MEMBER, **changed}
    return file_of(printed("host", blocks, host=host, at=at))


def exchange(host: str, *sizes: int, at: datetime = AT, **said: list[str]) -> bytes:
    blocks = {"exchange-shell": [row("exchange-version", generation="2013")]}
    blocks |= {command.block: [] for command in COMMANDS if "2013" in command.generations}
    blocks["mailboxes"] = [
        row("mailbox-size", database="DB", guid=f"{host}{size}", size=size) for size in sizes
    ]
    blocks |= {name.replace("_", "-"): rows for name, rows in said.items()}
    return file_of(printed("exchange", blocks, host=host, at=at))


def clients(host: str, users: int, at: datetime = AT) -> bytes:
    blocks: dict[str, list[str]] = {block: [] for block in ("logons", "rpc-logs", "mapi-logs", "web-logs")}
    blocks["setup"] = [row("exchange-version", generation="2013")]
    blocks["clients"] = [row("client", source="mapi", program="OUTLOOK.EXE", version="16.0.1", users=users)]
    return file_of(printed("clients", blocks, host=host, at=at))


def told(found: Any) -> Collected[Any]:
    return Collected(data=found, source=Source(collector="ldap-something", host="dc1", query="it"), at=AT)


def host_of(inventory: Inventory, name: str = HOST) -> Host:
    (found,) = [host for host in inventory.hosts if host.name.casefold() == name.casefold()]
    return found


def data(section: Any) -> Any:
    assert isinstance(section, Collected), section
    return section.data


def test_a_new_inventory_is_made_and_what_nobody_asked_stays_so(into: Path) -> None:
    outcome = bring(into, machine())
    assert outcome.gaps == ()
    saved, sha256 = load(into)
    assert (saved, sha256) == (outcome.inventory, outcome.sha256)
    assert data(host_of(saved).memory).installed == 128 * GIB
    assert isinstance(saved.forest, Skipped)
    assert isinstance(saved.mailbox_sizes, Skipped)
    assert saved.mailbox_sizes.code == "server-not-read"


def test_the_newest_wins_whatever_the_order_and_keeps_its_time(into: Path) -> None:
    new = machine(at=LATER, memory=[row("memory", usable=2)])
    for order in ((machine(), new), (new, machine())):
        into.unlink(missing_ok=True)
        for file in order:
            bring(into, file)
        found = host_of(load(into)[0])
        assert (data(found.memory).usable, found.memory.at) == (2, LATER)


def test_an_absence_never_takes_the_place_of_what_was_read_and_both_times_stay(into: Path) -> None:
    bring(into, machine())
    lines = printed("host", {name: MEMBER[name] for name in ("machine", "processors", "memory")}, at=LATER)
    outcome = bring(into, file_of(lines[:-1]))
    found = host_of(outcome.inventory)
    assert (found.memory.at, found.volumes.at) == (LATER, AT)
    assert {gap.absent.code for gap in outcome.gaps} == {"cut-short"}
    assert f"hosts/{HOST}/volumes" in {gap.where for gap in outcome.gaps}


def test_importing_a_file_twice_changes_nothing(into: Path) -> None:
    files = (machine(), exchange(HOST, 5, 7), clients(HOST, 4))
    once = bring(into, *files).inventory
    assert bring(into, *files).inventory == once
    assert bring(into, files[1], files[1]).inventory == once


def test_the_host_is_the_same_whatever_the_case_of_its_name(into: Path) -> None:
    bring(into, machine())
    assert len(bring(into, machine(host=HOST.upper(), at=LATER)).inventory.hosts) == 1


def test_servers_imported_one_by_one_add_up(into: Path) -> None:
    bring(into, exchange("ex1", 5, 7), clients("ex1", 4))
    inventory = bring(into, exchange("ex2", 11, at=LATER), clients("ex2", 3)).inventory
    sizes = data(inventory.mailbox_sizes)
    assert (sizes.mailboxes, sizes.total, [each.size for each in sizes.largest]) == (3, 23, [11, 7, 5])
    assert sum(each.count for each in sizes.classes) == 3
    assert isinstance(inventory.mailbox_sizes, Collected)
    assert (inventory.mailbox_sizes.source.host, inventory.mailbox_sizes.at) == ("ex1, ex2", LATER)
    assert [(each.program, each.users) for each in data(inventory.clients).seen] == [("Outlook", 7)]
    assert data(inventory.clients).servers == ["ex1", "ex2"]


def test_a_server_read_again_takes_the_place_of_what_it_said_before(into: Path) -> None:
    bring(into, exchange("ex1", 5, 7))
    assert data(bring(into, exchange("ex1", 9, at=LATER)).inventory.mailbox_sizes).total == 9
    assert data(bring(into, exchange("ex1", 1)).inventory.mailbox_sizes).total == 9, "an older file"


def test_what_another_collector_read_later_stays(into: Path) -> None:
    inventory = bring(into, clients("ex1", 4, at=LATER)).inventory
    assert isinstance(inventory.clients, Collected)
    other = replace(inventory.clients, source=Source(collector="another", host="ex1"))
    save(into, replace(inventory, clients=other))
    assert bring(into, clients("ex2", 3)).inventory.clients == other
    assert data(bring(into, clients("ex2", 3, at=LATER)).inventory.clients).servers == ["ex2"]


def test_one_of_several_servers_counted_together_is_not_guessed(into: Path) -> None:
    both = bring(into, exchange("ex1", 5), exchange("ex2", 7)).inventory
    outcome = bring(into, exchange("ex1", 9, at=LATER))
    assert data(outcome.inventory.mailbox_sizes) == data(both.mailbox_sizes)
    (gap,) = [gap for gap in outcome.gaps if gap.absent.code == "counted-together"]
    assert gap.absent.values["servers"] == "ex1, ex2"
    again = bring(into, exchange("ex1", 9, at=LATER), exchange("ex2", 7))
    assert data(again.inventory.mailbox_sizes).total == 16


def test_lists_keep_the_records_of_servers_that_were_not_read_again(into: Path) -> None:
    def anywhere(server: str, outside: str) -> list[str]:
        return [row("outlook-anywhere", server=server, external_host=outside)]

    bring(
        into,
        exchange("ex1", outlook_anywhere=anywhere("EX1", "a")),
        exchange("ex2", outlook_anywhere=anywhere("EX2", "b")),
    )
    inventory = bring(into, exchange("ex1", outlook_anywhere=anywhere("EX1", "c"), at=LATER)).inventory
    assert {each.server: each.external_host for each in data(inventory.outlook_anywhere)} == {
        "EX1": "c",
        "EX2": "b",
    }


def test_a_server_that_could_not_tell_is_a_gap_and_costs_nothing_that_was_known(into: Path) -> None:
    bring(into, exchange("ex1", 5))
    broken = file_of(printed("exchange", {}, {"exchange-shell": ("X", "no shell")}, host="ex1", at=LATER))
    outcome = bring(into, broken)
    assert data(outcome.inventory.mailbox_sizes).total == 5
    assert "mailbox_sizes/ex1" in {gap.where for gap in outcome.gaps}
    into.unlink()
    alone = bring(into, broken).inventory
    assert isinstance(alone.mailbox_sizes, Failed)
    assert alone.mailbox_sizes.code == "server-refused"


DEVICES: dict[str, Any] = {
    "mobile_devices": [row("mobile-device", guid="1", type="iPhone")],
    "hybrid": [row("hybrid-configuration", domains=["example.com"])],
}


def saved(into: Path, *domains: str, **sections: Any) -> None:
    """An inventory whose directory told of these domains."""
    found = [
        Domain(name=name, netbios_name=None, parent=None, head=HIDDEN, trusts=HIDDEN) for name in domains
    ]
    save(into, replace(fold(header("1.0", AT, {}), []), domains=told(found), **sections))


def test_exchange_tells_of_devices_and_hybrid_what_the_directory_did_not(into: Path) -> None:
    saved(into, "corp.example", devices=HIDDEN, hybrid=HIDDEN)
    inventory = bring(into, exchange("ex1", **DEVICES)).inventory
    (device,) = data(inventory.devices)
    assert (device.domain, device.type, device.count) == (None, "iPhone", 1)
    assert data(inventory.hybrid).domains == ["example.com"]
    again = bring(into, exchange("ex1", at=LATER, **{**DEVICES, "hybrid": []})).inventory
    assert data(again.hybrid) is None, "the newest reading"


def test_what_the_directory_told_stays_whatever_exchange_says_later(into: Path) -> None:
    saved(into, "corp.example", devices=told([]), hybrid=told(None))
    inventory = bring(into, exchange("ex1", at=LATER, **DEVICES)).inventory
    assert (inventory.devices, inventory.hybrid) == (told([]), told(None))


@pytest.mark.parametrize("domains", [("corp.example", "sub.corp.example"), ()], ids=["two", "unknown"])
def test_devices_of_one_domain_are_not_taken_for_all(domains: tuple[str, ...], into: Path) -> None:
    saved(into, *domains, devices=HIDDEN, hybrid=HIDDEN)
    inventory = bring(into, exchange("ex1", **DEVICES)).inventory
    assert inventory.devices == HIDDEN
    assert data(inventory.hybrid).domains == ["example.com"]


def test_the_reason_of_the_directory_outlives_that_of_exchange(into: Path) -> None:
    saved(into, "corp.example", devices=HIDDEN)
    refused = printed("exchange", {}, {"exchange-shell": ("X", "no shell")}, host="ex1", at=LATER)
    outcome = bring(into, file_of(refused))
    assert outcome.inventory.devices == HIDDEN
    assert {"devices/ex1", "hybrid/ex1"} <= {gap.where for gap in outcome.gaps}


def test_services_of_certificates_find_their_certificate_in_whatever_order(into: Path) -> None:
    thumbprint = data(host_of(bring(into, machine()).inventory).certificates)[0].certificate.thumbprint
    assert BODY
    used = exchange(
        HOST, certificates=[row("exchange-certificate", thumbprint=thumbprint, services="IIS, SMTP")]
    )
    for files in ((used,), (machine(at=LATER),)):
        found = data(host_of(bring(into, *files).inventory).certificates)[0]
        assert found.services == ["IIS", "SMTP"]


def test_rows_of_a_newer_exready_are_a_gap(into: Path) -> None:
    outcome = bring(into, machine(memory=[*MEMBER["memory"], "quantum-memory\t1"]))
    assert [(gap.where, gap.absent.code) for gap in outcome.gaps] == [(f"hosts/{HOST}", "rows-unknown")]
    assert isinstance(host_of(outcome.inventory).memory, Collected)


def test_an_inventory_brings_its_machines_and_what_they_are_meant_for(into: Path) -> None:
    other = into.with_name("server.json")
    bring(other, machine(host="new1"))
    outcome = import_files([other], into, tool="1.0", now=NOW)
    assert [host.name for host in outcome.inventory.hosts] == ["new1"]


def test_the_result_may_go_elsewhere(into: Path, tmp_path: Path) -> None:
    save(into, fold(header("1.0", NOW, {}), []))
    before = into.read_bytes()
    outcome = bring(into, machine(), output=tmp_path / "both.json")
    assert (outcome.path.name, into.read_bytes()) == ("both.json", before)
    assert load(outcome.path)[0].hosts


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"\x00\x01", b"{", b'{"a": 1}', b"\x1f\x8bno", "exready\t".encode("utf-16")]
)
def test_a_file_that_is_something_else_ends_it_before_anything_is_written(into: Path, body: bytes) -> None:
    bring(into, machine())
    before = into.read_bytes()
    with pytest.raises((NotRows, FileRefused)):
        bring(into, machine(at=LATER), body)
    assert into.read_bytes() == before
