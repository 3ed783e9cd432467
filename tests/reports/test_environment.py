"""Recipients, mailboxes, mail programs and devices in figures: those of the inventory."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from reports.model import Tally
from scanner.inventory.absence import Collected, Source, known
from scanner.inventory.model import DeviceCount, LargeMailbox, MailboxSizes, SizeClass
from tests.made import made
from tests.reports.cases import case, nothing_read, sample

GIB = 1 << 30
AT = datetime(2026, 11, 22, tzinfo=UTC)


def read(data: Any) -> Collected[Any]:
    return Collected(data=data, source=Source(collector="exchange-statistics", host="ex1"), at=AT)


def tallies(**sections: Any) -> dict[str, Tally]:
    inventory = msgspec.structs.replace(sample("exchange-2007"), **sections)
    return {tally.heading: tally for tally in case(inventory).view().tallies}


def test_recipients_and_clients_are_counted_from_the_inventory() -> None:
    inventory = sample("exchange-2007")
    shown = tallies()
    clients = {item.name: int(item.number) for item in shown["Mail programs"].rows}
    seen = known(inventory.clients)
    assert seen is not None
    assert clients["Outlook 2003"] == sum(c.users for c in seen.seen if (c.version or "").startswith("11."))
    assert sum(clients.values()) == sum(c.users for c in seen.seen)
    recipients = {item.name: int(item.number) for item in shown["Recipients"].rows}
    counts = known(inventory.recipients) or []
    assert recipients["User mailbox"] == sum(c.count for c in counts if c.type_details == 1)
    assert sum(recipients.values()) == sum(c.count for c in counts)
    assert case(nothing_read()).view().tallies == []


def test_mailboxes_are_told_by_size_and_the_largest_by_name() -> None:
    largest = [made(LargeMailbox, name=f"user {n}", size=n * GIB) for n in range(1, 41)]
    sizes = made(
        MailboxSizes,
        mailboxes=1420,
        total=2000 * GIB,
        classes=[
            SizeClass(from_bytes=GIB, count=400, total=600 * GIB),
            SizeClass(from_bytes=0, count=1000, total=400 * GIB),
            SizeClass(from_bytes=10 * GIB, count=20, total=1000 * GIB),
        ],
        largest=largest,
    )
    shown = tallies(mailbox_sizes=read(sizes))
    by_size = shown["Mailboxes by size"]
    assert [(row.name, row.number) for row in by_size.rows] == [
        ("0 GB to 1 GB", "1,000"),
        ("1 GB to 10 GB", "400"),
        ("10 GB and more", "20"),
    ]
    assert by_size.note == "1,420 mailboxes, 2,000 GB in all, without archives, which were not measured."
    assert [row.bar for row in by_size.rows] == ["100.00%", "40.00%", "2.00%"]
    named = shown["The largest mailboxes"]
    assert [row.name for row in named.rows[:2]] == ["user 40", "user 39"]
    assert (len(named.rows), named.note) == (20, "The 20 largest.")


def test_devices_are_counted_by_system_and_none_is_left_out() -> None:
    devices = [made(DeviceCount, domain="d", system=f"System {n}", count=n) for n in range(1, 21)]
    devices.append(made(DeviceCount, domain="d", count=500))
    shown = tallies(devices=read(devices))["Mobile devices"]
    assert (shown.rows[0].name, shown.rows[0].number) == ("not stated", "500")
    assert shown.rows[-1].name == "other systems"
    assert sum(int(row.number) for row in shown.rows) == 500 + sum(range(1, 21))


@pytest.mark.parametrize(
    ("archives", "size", "note"),
    [
        (212, 918 * GIB, "1,420 mailboxes, 2,000 GB, and 212 archives, 918 GB, which move with them."),
        (1, 4 * GIB, "1,420 mailboxes, 2,000 GB, and 1 archive, 4 GB, which move with them."),
        (0, 0, "1,420 mailboxes, 2,000 GB in all; there are no archives."),
    ],
)
def test_archives_are_named_beside_mailboxes(archives: int, size: int, note: str) -> None:
    sizes = made(
        MailboxSizes, mailboxes=1420, total=2000 * GIB, classes=[], largest=[], archives=archives, archives_total=size
    )  # fmt: skip
    assert tallies(mailbox_sizes=read(sizes))["Mailboxes by size"].note == note


def test_one_mailbox_is_spoken_of_as_one() -> None:
    sizes = made(
        MailboxSizes, mailboxes=1, total=GIB, classes=[], largest=[made(LargeMailbox, name="user", size=GIB)]
    )
    assert tallies(mailbox_sizes=read(sizes))["The largest mailbox"].note == "The largest of all."
