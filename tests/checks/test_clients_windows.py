"""clients-windows: what runs an Outlook the target serves, and what speaks its TLS."""

import pytest

from scanner.inventory.model import ComputerCount
from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.machines import computers

CHECK = "clients-windows"
XP, SEVEN, TEN = ("5.1 (2600)", "6.1 (7601)", "10.0 (19045)")


@pytest.mark.parametrize("target", ["exchange-2019", "exchange-se"])
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([computers("Windows 10 Pro", TEN)], "met should"),
        ([computers("Windows 11 Pro", "10.0 (26200)")], "met should"),
        ([computers("Windows 8.1 Pro", "6.3 (9600)")], "met should"),
        ([computers("Windows 8 Pro", "6.2 (9200)")], "warning should"),
        ([computers("Windows 7 Professional", SEVEN)], "warning should"),
        ([computers("Windows Vista™ Business", "6.0 (6002)")], "warning should"),
        ([computers("Windows XP Professional", XP)], "warning should"),
        ([computers("Windows XP Professional", XP, enabled=False)], "met should"),
        ([computers("Windows XP Professional", XP, enabled=None)], "warning should"),
        ([computers("Windows Server 2003", "5.2 (3790)")], "met should"),
        ([computers("Windows NT", "4.0")], "not-verified should"),
        ([computers("Windows 12", "12.0 (40000)")], "not-verified should"),
        ([computers("Windows 10 Pro", None)], "not-verified should"),
        ([computers("Mac OS X", "10.11"), computers(None, None)], "met should"),
        ([], "met should"),
    ],
)
def test_each_windows(target: str, found: list[ComputerCount], expected: str) -> None:
    assert status(inventory(organization=organization(), computers=found), target, CHECK) == expected


def test_items_and_absence() -> None:
    found = [
        computers("Windows XP Professional", XP, 2),
        computers("Windows XP Home", XP, 1),
        computers("Windows 7 Professional", SEVEN, 4),
        computers("Windows 10 Pro", TEN, 90),
    ]
    (row,) = rows(inventory(organization=organization(), computers=found), "exchange-se", CHECK)
    assert (
        row.observed.text == "7 of 97 computers with a Windows that is too old: 3 × Windows XP, 4 × Windows 7"
    )
    assert [item.name for item in row.items] == ["3 × Windows XP", "4 × Windows 7"]
    assert row.items[0].observed.text == "no Outlook the target serves runs on it"
    whole = inventory(organization=organization(), computers=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
