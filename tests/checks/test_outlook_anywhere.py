"""outlook-anywhere: on the client access servers of 2007 and 2010."""

import pytest

from scanner.inventory.model import VirtualDirectory
from tests.checks.build import failed, inventory, server, status
from tests.checks.objects import virtual_directory

CHECK = "outlook-anywhere"
ON = virtual_directory("outlook-anywhere", "mail.corp.example")


@pytest.mark.parametrize(
    ("target", "build", "roles", "directories", "expected"),
    [
        ("exchange-2013", "14.3.123.4", 54, [ON], "met should"),
        ("exchange-2013", "14.3.123.4", 54, [], "not-verified should"),
        (
            "exchange-2013",
            "14.3.123.4",
            54,
            [virtual_directory("owa", server_name="EX2")],
            "not-verified should",
        ),
        ("exchange-2013", "14.3.123.4", 54, [virtual_directory("outlook-anywhere", None)], "warning should"),
        ("exchange-2013", "8.3.83.6", 4, [virtual_directory("ews")], "warning should"),
        ("exchange-2016", "8.3.83.6", 4, [], "not-applicable should"),
        # A mailbox server has none.
        ("exchange-2013", "14.3.123.4", 2, [], "not-applicable should"),
        ("exchange-2013", "14.3.123.4", None, [ON], "not-verified should"),
        ("exchange-2013", "15.0.1497.2", 54, [], "not-applicable should"),
        ("exchange-2013", None, 54, [ON], "not-verified should"),
        ("exchange-2013", "14.3.123.4", 54, [virtual_directory("owa")], "warning should"),
    ],
)
def test_the_servers(
    target: str, build: str | None, roles: int | None, directories: list[VirtualDirectory], expected: str
) -> None:
    whole = inventory(servers=[server(build, roles=roles)], virtual_directories=directories)
    assert status(whole, target, CHECK) == expected


def test_directories_that_were_not_read() -> None:
    whole = inventory(servers=[server("14.3.123.4", roles=54)], virtual_directories=failed())
    assert status(whole, "exchange-2016", CHECK) == "not-verified should"
    assert status(whole, "exchange-se", CHECK) == "not-applicable"
