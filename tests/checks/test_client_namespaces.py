"""client-namespaces: names per protocol and site."""

from typing import Any

import pytest

from scanner.inventory.model import VirtualDirectory
from tests.checks.build import failed, inventory, organization, rows, server, status
from tests.checks.objects import virtual_directory

CHECK = "client-namespaces"
SERVERS = [
    server("15.1.2507.6"),
    server("15.1.2507.6", "EX2", fqdn="ex2.corp.example"),
    server("15.1.2507.6", "EX3", fqdn="ex3.corp.example", site="Annecy"),
    server("15.1.2507.6", "EX4", fqdn="ex4.corp.example", site=None),
]
MAIL = virtual_directory()
INSIDE = virtual_directory(url="https://ex1.corp.example/owa", external_url=None)
OUTSIDE = virtual_directory(internal_url=None)


def other(number: int, host: str, **more: Any) -> VirtualDirectory:
    return virtual_directory(url=f"https://{host}/owa", server_name=f"EX{number}", **more)


@pytest.mark.parametrize(
    ("directories", "expected"),
    [
        ([MAIL], "met should"),
        ([MAIL, other(2, "MAIL.corp.example")], "met should"),
        # One inside and one outside may differ; two of either may not.
        ([INSIDE, OUTSIDE], "met should"),
        (
            [INSIDE, OUTSIDE, virtual_directory(url="https://ex2.corp.example/owa", external_url=None)],
            "warning should",
        ),
        (
            [INSIDE, OUTSIDE, virtual_directory(url="https://web.corp.example/owa", internal_url=None)],
            "warning should",
        ),
        ([MAIL, other(2, "owa.corp.example")], "warning should"),
        ([MAIL, other(3, "web.corp.example")], "met should"),
        ([MAIL, other(1, "web.corp.example", back_end=True)], "met should"),
        ([MAIL, other(4, "owa.corp.example")], "not-verified should"),
        ([MAIL, other(9, "owa.corp.example")], "not-verified should"),
        ([virtual_directory(url=None)], "not-verified should"),
        ([virtual_directory(url="https://[")], "not-verified should"),
        # Outlook Anywhere states the bare host.
        ([virtual_directory("outlook-anywhere", "mail.corp.example")], "met should"),
    ],
)
def test_the_names(directories: list[VirtualDirectory], expected: str) -> None:
    whole = inventory(organization=organization(), servers=SERVERS, virtual_directories=directories)
    assert status(whole, "exchange-se", CHECK) == expected


def test_the_place_is_named_and_what_was_not_read() -> None:
    three = [MAIL, other(2, "owa.corp.example"), other(1, "web.corp.example")]
    (row,) = rows(
        inventory(organization=organization(), servers=SERVERS, virtual_directories=three),
        "exchange-se",
        CHECK,
    )
    assert [(item.name, item.observed.text) for item in row.items] == [
        ("Lyon: owa", "inside: mail.corp.example, owa.corp.example, web.corp.example"),
        ("Lyon: owa", "outside: mail.corp.example, owa.corp.example, web.corp.example"),
    ]
    (row,) = rows(
        inventory(
            organization=organization(),
            servers=SERVERS,
            virtual_directories=[MAIL, other(3, "owa.corp.example")],
        ),
        "exchange-se",
        CHECK,
    )
    assert row.observed.text == "Annecy (owa.corp.example), Lyon (mail.corp.example)"
    unread = inventory(organization=organization(), servers=SERVERS, virtual_directories=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
