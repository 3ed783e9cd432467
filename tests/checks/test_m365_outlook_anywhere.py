"""m365-outlook-anywhere: published, and reached."""

import pytest

from scanner.inventory.model import VirtualDirectory
from tests.checks.build import address, inventory, organization, said, status, tenant

CHECK = "m365-outlook-anywhere"


OUTSIDE = address("outlook-anywhere", "mail.corp.example")
INSIDE = address("outlook-anywhere", None)
BEHIND = address("outlook-anywhere", "mail.corp.example", back_end=True)


@pytest.mark.parametrize(
    ("directories", "tested", "expected"),
    [
        ([OUTSIDE], True, "met must"),
        ([OUTSIDE], False, "blocker must"),
        ([OUTSIDE], None, "not-verified must"),
        ([INSIDE], True, "blocker must"),
        ([BEHIND], True, "blocker must"),
        ([address("owa", "https://mail.corp.example/owa")], None, "blocker must"),
        ([], True, "not-verified must"),
    ],
)
def test_states(directories: list[VirtualDirectory], tested: bool | None, expected: str) -> None:
    whole = inventory(
        organization=organization(),
        virtual_directories=directories,
        tenant=said(tenant(outlook_anywhere_tested=tested)),
    )
    assert status(whole, "m365-staged", CHECK) == expected


def test_nothing_said_of_the_tenant_leaves_it_open() -> None:
    whole = inventory(organization=organization(), virtual_directories=[OUTSIDE])
    assert status(whole, "m365-cutover", CHECK) == "not-verified must"
