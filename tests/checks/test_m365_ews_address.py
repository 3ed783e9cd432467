"""m365-ews-address: an address outside."""

import pytest

from scanner.inventory.model import VirtualDirectory
from tests.checks.build import address, inventory, organization, status

CHECK = "m365-ews-address"


@pytest.mark.parametrize(
    ("directories", "expected"),
    [
        ([address("ews", "https://mail.corp.example/EWS/Exchange.asmx")], "met should"),
        ([address("ews", None)], "warning should"),
        ([address("ews", "https://x.example", back_end=True), address("ews", None)], "warning should"),
        ([address("owa", "https://mail.corp.example/owa")], "not-verified should"),
        ([], "not-verified should"),
    ],
)
def test_addresses(directories: list[VirtualDirectory], expected: str) -> None:
    whole = inventory(organization=organization(), virtual_directories=directories)
    assert status(whole, "m365-hybrid", CHECK) == expected
