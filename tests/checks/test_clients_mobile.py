"""clients-mobile: each side of a version, and names nobody has heard of."""

import pytest

from scanner.inventory.model import DeviceCount
from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.machines import device

CHECK = "clients-mobile"


@pytest.mark.parametrize("target", ["exchange-2019", "exchange-se"])
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([device("Android 5.0")], "met should"),
        ([device("Android 4.4.2")], "warning should"),
        ([device("android.4")], "warning should"),
        ([device("Android 13")], "met should"),
        ([device("iOS 4.3.5 8L1")], "warning should"),
        ([device("iOS 5.0")], "met should"),
        ([device("Windows Phone 7.10")], "warning should"),
        ([device("Windows Phone8.1")], "met should"),
        ([device("Windows Mobile 6.5")], "warning should"),
        ([device("Windows CE 5.2.1")], "warning should"),
        ([device("Outlook for iOS and Android 1.0")], "met should"),
        ([device("<script>4</script>")], "met should"),
        ([device(None)], "met should"),
        ([], "met should"),
    ],
)
def test_each_system(target: str, found: list[DeviceCount], expected: str) -> None:
    assert status(inventory(organization=organization(), devices=found), target, CHECK) == expected


def test_items_and_absence() -> None:
    found = [device("Android 4.4.2", 3), device("Android 4.4.2", 2), device("iOS 17.1", 40)]
    (row,) = rows(inventory(organization=organization(), devices=found), "exchange-se", CHECK)
    assert row.observed.text == "5 of 45 devices too old or not served: 5 × Android 4.4.2"
    assert [(item.name, item.observed.text) for item in row.items] == [("Android 4.4.2", "5 devices")]
    whole = inventory(organization=organization(), devices=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
