"""m365-ews-retirement: the days Exchange Web Services end in Exchange Online."""

from datetime import date

import pytest

from tests.checks.build import inventory, organization, rows, said, tenant

CHECK = "m365-ews-retirement"


@pytest.mark.parametrize(
    ("named", "day", "expected", "shown"),
    [
        ([], date(2026, 11, 25), "met", "none"),
        (None, date(2026, 11, 25), "not-verified", "ews_applications"),
        (["backup"], date(2026, 9, 30), "warning", "served for now"),
        (["backup"], date(2026, 10, 1), "warning", "allowed one by one"),
        (["backup"], date(2027, 3, 31), "warning", "allowed one by one"),
        (["backup", "CRM"], date(2027, 4, 1), "warning", "no longer served"),
    ],
)
def test_states(named: list[str] | None, day: date, expected: str, shown: str) -> None:
    whole = inventory(organization=organization(), tenant=said(tenant(ews_applications=named)))
    (row,) = rows(whole, "m365-cutover", CHECK, day)
    assert (row.status, row.level) == (expected, "should")
    assert shown in row.observed.text
    assert [item.name for item in row.items] == (named or [])
