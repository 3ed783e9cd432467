"""What exready inventory show says of a file: on eighty columns, nothing left out, nothing declared called read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

import samples
from reports.columns import columns
from reports.holdings import Holdings, holdings
from reports.holdings_text import SHOWN, as_lines
from reports.words import SECTION_WORDS
from scanner.inventory.absence import Absent
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import Inventory
from tests.reports.cases import many_servers, nothing_read, renamed
from tests.sample_organizations.opened import opened

HOSTILE = "x\x1b[31m\u202e" + "é" * 5000


def text_of(inventory: Inventory) -> str:
    return "\n".join(as_lines(holdings(inventory, "0" * 64), 80))


def part(found: Holdings, heading: str) -> dict[str, str]:
    return {
        entry.name: entry.says for each in found.parts if each.heading == heading for entry in each.entries
    }


@pytest.mark.parametrize("name", [*samples.names(), "nothing", "hostile", "many"])
def test_it_fits_eighty_columns(name: str) -> None:
    special: dict[str, Callable[[], Inventory]] = {
        "nothing": nothing_read,
        "hostile": lambda: renamed(opened("partly-read"), HOSTILE),
        "many": lambda: many_servers(300),
    }
    inventory = special[name]() if name in special else opened(name)
    lines = list(as_lines(holdings(inventory, "0" * 64), 80))
    assert [line for line in lines if columns(line) > 80 or not line.isprintable()] == []
    assert len(lines) < 400


@pytest.mark.parametrize("name", samples.names())
def test_every_section_is_told_of_once_as_held_or_as_missing(name: str) -> None:
    inventory = opened(name)
    found = holdings(inventory, "0")
    places = [place for missing in found.missing for place in missing.places]
    for section in SINGLE_SECTIONS:
        if isinstance(getattr(inventory, section), Absent):
            assert SECTION_WORDS.get(section, section.capitalize()) in places
    held = {**part(found, "Also read"), **part(found, "How much")}
    said = set(held) | set(held.get("none there", "").split(", "))
    apart = {"forest", "organization", "domains", "domain_controllers", "servers"}
    read = {each for each in SINGLE_SECTIONS if not isinstance(getattr(inventory, each), Absent)}
    assert {each.replace("_", " ") for each in read - apart} <= said


def test_each_server_has_its_version_and_what_was_read_of_it() -> None:
    servers = part(holdings(opened("exchange-2007"), "0"), "Exchange servers")
    assert servers["LYO-EDGE1"] == (
        "Exchange Server 2007, build 8.3.83.6 (by the directory); Edge Transport; nothing of the machine read"
    )
    assert servers["LYO-EX01"].startswith(
        "Exchange Server 2007, build 8.3.245.2 (exact); Mailbox; 12 of 13 parts of the machine read: platform, "
    )


def test_how_much_there_is() -> None:
    amounts = part(holdings(opened("exchange-2007"), "0"), "How much")
    assert amounts["mailboxes"] == "420 mailboxes"
    assert amounts["database statistics"] == "2, 731.1 GB"


def test_what_was_declared_is_never_called_read() -> None:
    meant = part(holdings(opened("partly-read"), "0"), "Machines meant for a target")
    said = "nothing of the machine read; declared, not read: processor, memory, operating system"
    assert said in meant["VDO-EXCH4"]


def test_one_way_to_put_several_gaps_right_is_said_once() -> None:
    text = " ".join(text_of(opened("partly-read")).split())
    assert text.count("Use an account in View-Only Organization Management") == 1
    assert "CN=Databases cannot be read with this account" in text


def test_a_file_of_several_days_says_which() -> None:
    inventory = opened("exchange-2007")
    late = replace(inventory.sites, at=inventory.taken_at.replace(day=25))
    about = {entry.name: entry.says for entry in holdings(replace(inventory, sites=late), "0").about}
    assert about["read"].startswith("from 2026-11-22")
    assert about["read"].endswith("to 2026-11-25 09:14+01:00")


def test_of_many_servers_the_first_are_named_and_json_names_all() -> None:
    inventory = many_servers(300)
    found = holdings(inventory, "0")
    number = len(part(found, "Exchange servers"))
    assert f"Exchange servers ({number})" in text_of(inventory)
    assert f"and {number - SHOWN} more, which --json names" in text_of(inventory)
