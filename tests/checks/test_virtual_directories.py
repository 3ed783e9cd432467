"""virtual-directories: what a version makes, and what is left of it."""

from collections.abc import Sequence
from typing import Any

import pytest

from scanner.inventory.model import VirtualDirectory
from tests.checks.build import failed, inventory, rows, server, status
from tests.checks.objects import virtual_directory

CHECK = "virtual-directories"
OF_2013 = ["activesync", "autodiscover", "ecp", "ews", "oab", "outlook-anywhere", "owa", "powershell"]
OF_2016 = [*OF_2013, "mapi"]
ALL, MAILBOX, CLIENT_ACCESS, EDGE = 16439, 2, 4, 64


def made(kinds: Sequence[str], **more: Any) -> list[VirtualDirectory]:
    return [virtual_directory(kind, **more) for kind in kinds]


@pytest.mark.parametrize(
    ("build", "roles", "directories", "expected"),
    [
        ("15.1.2507.6", ALL, made(OF_2016), "met should"),
        ("15.1.2507.6", ALL, made(OF_2013), "warning should"),
        ("15.0.1497.2", ALL, made(OF_2013), "met should"),
        ("15.0.1497.2", CLIENT_ACCESS, made(OF_2013[1:]), "warning should"),
        ("15.0.1497.2", MAILBOX, [], "not-applicable should"),
        ("15.2.1748.10", ALL, made(OF_2016, back_end=True), "warning should"),
        # Not one seen is no proof of anything: who may not read them would be told to make them all again.
        ("15.2.1748.10", ALL, made(OF_2016, server_name="EX2"), "not-verified should"),
        ("15.2.1748.10", ALL, [], "not-verified should"),
        ("15.0.1497.2", CLIENT_ACCESS, made(OF_2013, server_name="EX2"), "not-verified should"),
        ("15.2.2562.17", ALL, made(OF_2016, server_name="ex1.corp.example"), "met should"),
        ("15.2.1748.10", EDGE, [], "not-applicable should"),
        ("14.3.123.4", ALL, [], "not-applicable should"),
        ("6.5.7638.2", None, [], "not-applicable should"),
        ("15.1.2507.6", None, made(OF_2016), "not-verified should"),
        (None, ALL, made(OF_2016), "not-verified should"),
    ],
)
def test_each_server(
    build: str | None, roles: int | None, directories: list[VirtualDirectory], expected: str
) -> None:
    whole = inventory(servers=[server(build, roles=roles)], virtual_directories=directories)
    assert status(whole, "exchange-se", CHECK) == expected


def test_the_missing_are_named_and_absence_is_not_met() -> None:
    whole = inventory(servers=[server("15.2.2562.17", roles=ALL)], virtual_directories=made(OF_2016[1:-1]))
    (row,) = rows(whole, "exchange-se", CHECK)
    assert row.observed.text == "missing: activesync, mapi"
    unseen = inventory(servers=[server("15.2.2562.17", roles=ALL)], virtual_directories=[])
    (row,) = rows(unseen, "exchange-se", CHECK)
    assert (row.items, "not the same as there being none" in row.observed.text) == ([], True)
    unread = inventory(servers=[server("15.2.2562.17", roles=ALL)], virtual_directories=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
