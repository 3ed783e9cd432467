"""activesync-directories: one virtual directory for ActiveSync on each server."""

import pytest

from scanner.inventory.model import VirtualDirectory
from tests.checks.build import failed, inventory, server, status
from tests.checks.objects import virtual_directory

CHECK = "activesync-directories"
ONE = virtual_directory("activesync")


@pytest.mark.parametrize(
    ("directories", "expected"),
    [
        ([], "not-applicable should"),
        ([ONE], "met should"),
        ([ONE, virtual_directory("activesync", name="Second")], "warning should"),
        # The back end of the same server, another server, another protocol.
        ([ONE, virtual_directory("activesync", back_end=True)], "met should"),
        ([ONE, virtual_directory("activesync", server_name="EX2")], "met should"),
        ([ONE, virtual_directory("owa")], "met should"),
        ([ONE, virtual_directory("activesync", server_name="ex1.corp.example")], "warning should"),
    ],
)
def test_how_many(directories: list[VirtualDirectory], expected: str) -> None:
    whole = inventory(servers=[server("15.1.2507.6")], virtual_directories=directories)
    assert status(whole, "exchange-se", CHECK) == expected


def test_directories_that_were_not_read() -> None:
    whole = inventory(servers=[server("15.1.2507.6")], virtual_directories=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
