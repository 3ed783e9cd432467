"""m365-mailbox-replication: surely off, perhaps on, not to be had."""

from typing import Any

import pytest

from scanner.inventory.model import VirtualDirectory
from tests.checks.build import failed, inventory, organization, rows, server, status
from tests.checks.objects import virtual_directory

CHECK = "m365-mailbox-replication"


def ews(flags: int | None, server_name: str = "EX1", **more: Any) -> VirtualDirectory:
    return virtual_directory("ews", server_name=server_name, mailbox_replication_flags=flags, **more)


@pytest.mark.parametrize("target", ["m365-hybrid", "m365-express"])
@pytest.mark.parametrize(
    ("build", "directories", "expected"),
    [
        ("15.1.2507.6", [ews(None)], "warning should"),
        ("15.1.2507.6", [ews(0), virtual_directory("owa", mailbox_replication_flags=1)], "warning should"),
        ("15.1.2507.6", [ews(0), ews(1, back_end=True)], "warning should"),
        ("14.3.123.4", [ews(1)], "not-verified should"),
        ("15.1.2507.6", [ews(None), ews(1)], "not-verified should"),
        ("8.3.83.6", [ews(None)], "not-applicable should"),
        ("15.1.2507.6", [ews(1, "GONE")], "not-applicable should"),
        ("15.1.2507.6", [], "not-applicable should"),
    ],
)
def test_each_server(target: str, build: str, directories: list[VirtualDirectory], expected: str) -> None:
    whole = inventory(organization=organization(), servers=[server(build)], virtual_directories=directories)
    assert status(whole, target, CHECK) == expected


def test_servers_are_named_and_absence_is_no_answer() -> None:
    whole = inventory(
        organization=organization(), servers=[server("15.1.2507.6")], virtual_directories=[ews(0)]
    )
    (row,) = rows(whole, "m365-hybrid", CHECK)
    assert row.observed.text == "off on EX1"
    unread = inventory(organization=organization(), servers=failed(), virtual_directories=[ews(0)])
    assert status(unread, "m365-hybrid", CHECK) == "not-verified should"
