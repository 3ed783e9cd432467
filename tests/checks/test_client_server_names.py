"""client-server-names: names of servers in client addresses and Autodiscover points."""

from typing import Any

import pytest

from scanner.inventory.model import AutodiscoverPoint
from tests.checks.build import failed, inventory, organization, rows, server, status
from tests.checks.objects import virtual_directory
from tests.made import made

CHECK = "client-server-names"


def point(address: str, kind: str = "url") -> AutodiscoverPoint:
    return made(AutodiscoverPoint, name="EX1", kind=kind, addresses=[address])


@pytest.mark.parametrize(
    ("kind", "url", "autodiscover", "expected"),
    [
        ("owa", "https://mail.corp.example/owa", "https://autodiscover.corp.example/a", "met should"),
        ("owa", "https://EX1.corp.example/owa", "https://autodiscover.corp.example/a", "warning should"),
        ("owa", "https://mail.corp.example/owa", "https://ex1.corp.example/a", "warning should"),
        ("outlook-anywhere", "ex1.corp.example", "https://autodiscover.corp.example/a", "warning should"),
        ("owa", None, "https://autodiscover.corp.example/a", "met should"),
        # PowerShell is not for clients.
        (
            "powershell",
            "http://ex1.corp.example/powershell",
            "https://autodiscover.corp.example/a",
            "met should",
        ),
        ("owa", "https://ex1.corp.example.org/owa", "https://autodiscover.corp.example/a", "met should"),
    ],
)
def test_the_hosts(kind: str, url: str | None, autodiscover: str, expected: str) -> None:
    whole = inventory(
        organization=organization(),
        servers=[server("15.1.2507.6")],
        virtual_directories=[virtual_directory(kind, url)],
        autodiscover_points=[point(autodiscover)],
    )
    assert status(whole, "exchange-se", CHECK) == expected


@pytest.mark.parametrize("missing", ["servers", "virtual_directories", "autodiscover_points"])
def test_each_part_is_needed(missing: str) -> None:
    parts: dict[str, Any] = {"servers": [], "virtual_directories": [], "autodiscover_points": []}
    whole = inventory(organization=organization(), **{**parts, missing: failed()})
    assert status(whole, "exchange-se", CHECK) == "not-verified should"


def test_each_address_is_named_once() -> None:
    whole = inventory(
        organization=organization(),
        servers=[server("15.1.2507.6")],
        virtual_directories=[virtual_directory(url="https://ex1.corp.example/owa")],
        autodiscover_points=[point("LDAP://other", "pointer")],
    )
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [item.name for item in row.items] == ["EX1: owa (Default Web Site)"]
