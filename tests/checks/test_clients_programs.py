"""clients-programs: Outlook for Mac, Entourage and browsers, by their version."""

import msgspec
import pytest

from scanner.inventory.model import Clients, ClientSeen
from tests.checks.build import failed, inventory, organization, read, rows, server, status
from tests.checks.healthy import without
from tests.made import made

CHECK = "clients-programs"


def seen(*programs: tuple[str, str | None]) -> Clients:
    return made(
        Clients, days=30, seen=[ClientSeen(program=p, version=v, mode=None, users=3) for p, v in programs]
    )


@pytest.mark.parametrize(
    ("target", "found", "expected"),
    [
        ("exchange-se", seen(("Outlook for Mac", "16.17")), "met should"),
        ("exchange-se", seen(("Outlook for Mac", "16.16.9")), "warning should"),
        ("exchange-se", seen(("Outlook for Mac", "16.78.23102801")), "met should"),
        ("exchange-se", seen(("Outlook for Mac", "16")), "not-verified should"),
        ("exchange-se", seen(("Outlook for Mac", "17")), "met should"),
        ("exchange-se", seen(("Outlook for Mac", "15")), "warning should"),
        ("exchange-se", seen(("Outlook for Mac", None)), "not-verified should"),
        ("exchange-se", seen(("Outlook for Mac", "latest")), "not-verified should"),
        ("exchange-se", seen(("internet explorer", "11.0")), "warning should"),
        ("exchange-2016", seen(("Internet Explorer", "11.0")), "met should"),
        ("exchange-2016", seen(("Internet Explorer", "10.0")), "warning should"),
        ("exchange-2013", seen(("Entourage", "12.9")), "warning should"),
        ("exchange-2013", seen(("Entourage", "13.0")), "met should"),
        ("exchange-2016", seen(("Entourage", "13.0")), "warning should"),
        ("exchange-se", seen(("Outlook", "11.0"), ("Thunderbird", "1.0")), "not-applicable should"),
        ("exchange-se", seen(), "not-applicable should"),
    ],
)
def test_each_program(target: str, found: Clients, expected: str) -> None:
    assert status(inventory(organization=organization(), clients=found), target, CHECK) == expected


def test_items_and_absence() -> None:
    found = seen(("Entourage", "13.0"), ("Outlook for Mac", "14.7.7"), ("Outlook for Mac", "16.80"))
    (row,) = rows(inventory(organization=organization(), clients=found), "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [
        ("Entourage 13.0", "3 users"),
        ("Outlook for Mac 14.7.7", "3 users"),
    ]
    assert row.observed.text == (
        "6 of 9 users with a program that is too old or no longer served: "
        "3 × Entourage 13.0, 3 × Outlook for Mac 14.7.7"
    )
    whole = inventory(organization=organization(), clients=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"


def test_logs_that_were_not_all_read_prove_no_absence() -> None:
    found = msgspec.structs.replace(
        seen(("Outlook for Mac", "16.80")), servers=["ex1.corp.example"], limits=[]
    )
    whole = inventory(organization=organization(), clients=found, servers=[server("15.1.2507.6")])
    assert status(whole, "exchange-se", CHECK) == "met should"
    two = [server("15.1.2507.6"), server("15.1.2507.6", "EX2")]
    for less in (
        without(whole, servers=read(two)),
        without(whole, servers=failed()),
        without(whole, clients=read(msgspec.structs.replace(found, limits=["ex1: mapi, seconds"]))),
    ):
        assert status(less, "exchange-se", CHECK) == "not-verified should"
    old = msgspec.structs.replace(seen(("Entourage", "13.0")), servers=["ex1"], limits=["ex1: mapi, seconds"])
    assert status(without(whole, clients=read(old)), "exchange-se", CHECK) == "warning should"
