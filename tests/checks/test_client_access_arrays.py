"""client-access-arrays: names they share with web addresses."""

import pytest

from scanner.inventory.model import ClientAccessArray, VirtualDirectory
from tests.checks.build import failed, inventory, organization, status
from tests.checks.objects import virtual_directory
from tests.made import made

CHECK = "client-access-arrays"


@pytest.mark.parametrize(
    ("fqdn", "directories", "expected"),
    [
        ("outlook.corp.example", [virtual_directory()], "met should"),
        ("MAIL.corp.example", [virtual_directory()], "warning should"),
        ("mail.corp.example", [virtual_directory("outlook-anywhere", "mail.corp.example")], "warning should"),
        ("mail.corp.example", [virtual_directory("powershell")], "met should"),
        ("mail.corp.example", [], "met should"),
        (None, [virtual_directory()], "met should"),
    ],
)
def test_the_names(fqdn: str | None, directories: list[VirtualDirectory], expected: str) -> None:
    arrays = [made(ClientAccessArray, name="Lyon", fqdn=fqdn)]
    whole = inventory(
        organization=organization(), client_access_arrays=arrays, virtual_directories=directories
    )
    assert status(whole, "exchange-2016", CHECK) == expected


def test_none_and_unread() -> None:
    none = inventory(organization=organization(), client_access_arrays=[], virtual_directories=[])
    assert status(none, "exchange-2013", CHECK) == "not-applicable should"
    unread = inventory(organization=organization(), client_access_arrays=[], virtual_directories=failed())
    assert status(unread, "exchange-2013", CHECK) == "not-verified should"
