"""m365-mobile-devices: the oldest protocol Exchange Online takes, and since when."""

from datetime import date

import pytest

from scanner.inventory.model import DeviceCount
from tests.checks.build import TODAY, inventory, organization, rows, status
from tests.made import made

CHECK = "m365-mobile-devices"


def seen(*versions: str | None) -> list[DeviceCount]:
    return [
        made(DeviceCount, domain="corp.example", model=f"Model {number}", protocol=version, count=2)
        for number, version in enumerate(versions)
    ]


@pytest.mark.parametrize(
    ("versions", "day", "expected"),
    [
        (["16.1"], TODAY, "met should"),
        (["16.0"], TODAY, "warning should"),
        (["14.1", "16.1"], TODAY, "warning should"),
        (["14.1"], date(2026, 2, 28), "met should"),
        (["14.1"], date(2026, 3, 1), "warning should"),
        (["16.1", None], TODAY, "not-verified should"),
        (["14.1", None], TODAY, "warning should"),
        ([], TODAY, "not-applicable should"),
    ],
)
def test_versions(versions: list[str | None], day: date, expected: str) -> None:
    whole = inventory(organization=organization(), devices=seen(*versions))
    assert status(whole, "m365-hybrid", CHECK, day) == expected


def test_the_old_ones_are_named_and_counted() -> None:
    (row,) = rows(
        inventory(organization=organization(), devices=seen("14.1", "16.1", "12.1")), "m365-staged", CHECK
    )
    assert row.observed.values == {"old": 4, "number": 6}
    assert [item.name for item in row.items] == ["Model 0", "Model 2"]
