"""What exchange.ps1 prints on several servers → the sections only servers can tell."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.collectors.exchange_statistics import (
    CLASSES,
    LARGEST,
    Statistics,
    read_statistics,
    services_of,
)
from scanner.inventory.names import name_of_deleted
from scanner.scripts.exchange_commands import COMMANDS
from scanner.scripts.reading import Reading, read
from tests.scripts.printed import AT, PROPERTY, file_of, printed, row

GIB = 1 << 30


def server(
    generation: str = "2013", host: str = "ex1.corp.example", at: datetime = AT, **said: list[str]
) -> Reading:
    """What a server of a generation printed: every block it has, with these rows."""
    blocks = {"exchange-shell": [row("exchange-version", generation=generation)]}
    blocks |= {command.block: [] for command in COMMANDS if generation in command.generations}
    blocks |= {name.replace("_", "-"): rows for name, rows in said.items()}
    (found,) = read("x.txt", file_of(printed("exchange", blocks, host=host, at=at)))
    return found


def data(statistics: Statistics, name: str) -> Any:
    assert name not in statistics.failures
    return statistics.sections[name].data


def mailbox(size: Any, **said: Any) -> str:
    return row("mailbox-size", **{"database": "DB1", "guid": "g", "size": size, **said})


def test_mailboxes_are_counted_by_size_and_the_largest_named_by_guid() -> None:
    sizes = [mailbox(0), mailbox(GIB - 1), mailbox(GIB, guid="one"), mailbox(99 * GIB, guid="big", items=7)]
    found = data(read_statistics([server(mailboxes=sizes)]), "mailbox_sizes")
    assert (found.mailboxes, found.total) == (4, 101 * GIB - 1)
    assert [(each.from_bytes // GIB, each.count) for each in found.classes] == [(0, 2), (1, 1), (80, 1)]
    assert (found.largest[0].name, found.largest[0].size, found.largest[0].items) == ("big", 99 * GIB, 7)
    assert found.archives is None


def test_archives_are_apart_and_what_lost_its_user_is_left_out() -> None:
    rows = [mailbox(5, archive=False), mailbox(7, archive=True), mailbox(11, archive=False, disconnected=AT)]
    found = data(read_statistics([server(mailboxes=rows)]), "mailbox_sizes")
    assert (found.mailboxes, found.total, found.archives, found.archives_total) == (1, 5, 1, 7)


@PROPERTY
@given(st.lists(st.integers(0, 300 * GIB), max_size=60))
def test_classes_hold_every_mailbox_once(sizes: list[int]) -> None:
    rows = [mailbox(size, guid=f"{n:03}") for n, size in enumerate(sizes)]
    found = data(read_statistics([server(mailboxes=rows)]), "mailbox_sizes")
    assert sum(each.count for each in found.classes) == found.mailboxes == len(sizes)
    assert sum(each.total for each in found.classes) == found.total == sum(sizes)
    assert [each.size for each in found.largest] == sorted(sizes, reverse=True)[:LARGEST]
    for each in found.classes:
        assert each.from_bytes in CLASSES
        assert each.from_bytes * each.count <= each.total


def test_servers_tell_together_and_a_database_on_two_of_them_once() -> None:
    database = row(
        "database", guid="1", name="DB1", server="EX1", mounted=True, size=9 * GIB, white_space=GIB
    )
    one, two = (
        server(mailbox_databases=[database]),
        server(host="ex2.corp.example", mailbox_databases=[database]),
    )
    statistics = read_statistics([one, two])
    (found,) = data(statistics, "database_statistics")
    assert (found.database, found.server, found.size, found.last_full_backup) == ("DB1", "EX1", 9 * GIB, None)
    assert statistics.sections["database_statistics"].source.host == "ex1.corp.example, ex2.corp.example"


def test_a_database_for_recovery_is_no_database_of_users() -> None:
    rows = [row("database", guid="1", name="DB1"), row("database", guid="2", name="RDB1", recovery=True)]
    found = data(read_statistics([server(mailbox_databases=rows)]), "database_statistics")
    assert [each.database for each in found] == ["DB1"]


def test_copies_of_2007_are_named_after_their_storage_group() -> None:
    old = row("database-copy", identity="CCR1\\First Storage Group", summary_status="Healthy", copy_queue=0)
    new = row(
        "database-copy", database="DB1", server="EX2", identity="DB1\\EX2", status="Failed", replay_queue=9
    )
    found = data(read_statistics([server("2007", group_copies=[old])]), "copy_status")
    assert [(copy.database, copy.server, copy.status) for copy in found] == [
        ("First Storage Group", "CCR1", "Healthy")
    ]
    found = data(read_statistics([server("2010", copies=[new])]), "copy_status")
    assert [(copy.database, copy.server, copy.status) for copy in found] == [("DB1", "EX2", "Failed")]


def test_replicas_of_a_public_folder_count_once() -> None:
    sizes = [
        row("public-folder-size", entry=entry, size=size, items=3) for entry, size in (("a", 5), ("b", 7))
    ]
    replica = row("public-folder-size", entry="a", size=6, items=4)
    tree = [
        row("public-folder", name="IPM_SUBTREE"),
        *(
            row("public-folder", name=name, parent=parent)
            for name, parent in (("A", "\\"), ("a/b", "\\A"), ("c", "\\A"), ("d", "\\A\\c"))
        ),
    ]
    found = data(
        read_statistics(
            [
                server("2010", public_folders=sizes, public_folder_tree=tree),
                server("2010", host="ex2", public_folders=[replica], public_folder_tree=tree),
            ]
        ),
        "public_folder_statistics",
    )
    assert (found.folders, found.items, found.total, found.largest) == (2, 7, 13, 7)
    assert (found.most_children, found.deepest, found.bad_names) == (2, 3, 1)


def test_a_folder_without_a_size_makes_the_sum_unknown() -> None:
    rows = [row("public-folder-size", entry="a", size=5), row("public-folder-size", entry="b")]
    found = data(read_statistics([server("2010", public_folders=rows)]), "public_folder_statistics")
    assert (found.folders, found.total, found.largest) == (2, None, None)


def test_a_server_that_could_not_tell_is_reported_and_the_others_stand() -> None:
    broken = server(host="ex2.corp.example", at=AT + timedelta(hours=1))
    broken.done.discard("mailboxes")
    statistics = read_statistics([server(mailboxes=[mailbox(5)]), broken])
    assert statistics.sections["mailbox_sizes"].data.mailboxes == 1
    assert statistics.sections["mailbox_sizes"].source.host == "ex1.corp.example"
    (failed,) = statistics.failures["mailbox_sizes"]
    assert (failed.code, failed.values["host"]) == ("cut-short", "ex2.corp.example")


def test_the_first_command_that_fails_says_why_nothing_was_read() -> None:
    lines = printed("exchange", {}, {"exchange-shell": ("RuntimeException", "Run this in the Exchange …")})
    statistics = read_statistics(read("x.txt", file_of(lines)))
    assert statistics.sections == {}
    assert {failed.code for each in statistics.failures.values() for failed in each} == {"server-refused"}


def test_a_machine_without_exchange_tells_nothing_and_nothing_failed() -> None:
    lines = printed("exchange", {"exchange-shell": [row("exchange-version")]})
    statistics = read_statistics(read("x.txt", file_of(lines)))
    assert (statistics.sections, statistics.failures) == ({}, {})


@pytest.mark.parametrize("generation", ["2007", "2010", "2013"])
def test_every_version_has_a_command_for_the_sections_it_can_tell(generation: str) -> None:
    statistics = read_statistics([server(generation)])
    assert statistics.failures == {}
    assert {
        "database_statistics",
        "copy_status",
        "mailbox_sizes",
        "outlook_anywhere",
    } <= statistics.sections.keys()


def test_devices_are_counted_once_by_kind_and_named_by_nobody() -> None:
    phone = {
        "type": "iPhone",
        "model": "iPhone12C1",
        "system": "iOS 17.1",
        "access": "Allowed",
        "changed": AT,
    }
    told = [
        row("mobile-device", guid="1", client="EAS", client_version="16.1", **phone),
        row("mobile-device", guid="2", client="EAS", client_version="16.1", **phone),
        row("mobile-device", guid="3", client="MOWA", client_version="1.0", type="OWA"),
        row("mobile-device", guid="4", type="EASProbeDeviceType"),
        row("mobile-device"),
    ]
    old = row("mobile-device", guid="1", protocol="14.1", **phone)
    readings = [server(mobile_devices=told), server("2010", host="ex2.corp.example", devices=[old])]
    found = data(read_statistics(readings), "devices")
    assert {(each.type, each.protocol, each.access, each.changed, each.count) for each in found} == {
        ("iPhone", "16.1", 1, "2026-11", 1),
        ("iPhone", "14.1", 1, "2026-11", 1),
        ("OWA", None, None, None, 1),
        (None, None, None, None, 1),
    }
    assert {each.domain for each in found} == {None}
    (alone,) = [each for each in data(read_statistics(readings[:1]), "devices") if each.type == "iPhone"]
    assert (alone.count, alone.model, alone.system) == (2, "iPhone12C1", "iOS 17.1")


def test_the_hybrid_configuration_names_servers_as_the_directory_does() -> None:
    place = "corp.example/Configuration/Deleted Objects/EX9\nDEL:0b1c2d3e-0000-4000-8000-000000000000"
    told = row(
        "hybrid-configuration",
        domains=["example.com", "autod:example.org"],
        receiving_servers=["EX1", place],
        sending_servers=["CN=EX2,CN=Servers,CN=A,DC=corp,DC=example", "EX1"],
        smart_host="mail.example.com",
        certificate="<I>CN=CA<S>CN=mail.example.com",
        addresses=["192.0.2.1"],
    )
    found = data(read_statistics([server(hybrid=[told])]), "hybrid")
    assert found.transport_servers == ["EX1", "EX2", name_of_deleted("EX9")]
    assert (found.domains, found.addresses) == (["autod:example.org", "example.com"], ["192.0.2.1"])
    assert (found.smart_host, found.certificate, found.features) == (
        "mail.example.com",
        "<I>CN=CA<S>CN=mail.example.com",
        None,
    )
    thumbprint = data(
        read_statistics([server("2010", hybrid=[row("hybrid-configuration", thumbprint="AB12")])]), "hybrid"
    )
    assert thumbprint.certificate == "AB12"
    assert data(read_statistics([server()]), "hybrid") is None, "the wizard was never run"


def test_outlook_anywhere_and_extended_protection() -> None:
    anywhere = row(
        "outlook-anywhere",
        server="EX1",
        external_host="mail.example.com",
        ssl_offloading=True,
        authentication=["Ntlm"],
    )
    owa = row("virtual-directory", server="EX1", name="owa (Default Web Site)", extended_protection="None")
    statistics = read_statistics([server(outlook_anywhere=[anywhere], owa_virtual_directories=[owa])])
    (found,) = data(statistics, "outlook_anywhere")
    assert (found.external_host, found.ssl_offloading, found.authentication) == (
        "mail.example.com",
        True,
        ["Ntlm"],
    )
    (protection,) = data(statistics, "extended_protection")
    assert (protection.directory, protection.setting) == ("owa (Default Web Site)", "None")


def test_services_of_certificates() -> None:
    rows = [
        row("exchange-certificate", thumbprint="ab", services="IMAP, POP, IIS, SMTP"),
        row("exchange-certificate", thumbprint="cd", services="None"),
    ]
    assert services_of(server("2010", certificates=rows)) == {"AB": ["IMAP", "POP", "IIS", "SMTP"], "CD": []}
    assert services_of(server("2007", own_certificates=rows[:1])) == {"AB": ["IMAP", "POP", "IIS", "SMTP"]}
