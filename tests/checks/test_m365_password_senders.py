"""m365-password-senders: the day sending with a password is switched off."""

from datetime import date

import pytest

from tests.checks.build import inventory, organization, rows, said, tenant

CHECK = "m365-password-senders"


@pytest.mark.parametrize(
    ("named", "day", "expected", "shown"),
    [
        ([], date(2026, 11, 25), "met", "none"),
        (None, date(2026, 11, 25), "not-verified", "password_senders"),
        (["scanner"], date(2026, 12, 30), "warning", "for now"),
        (["scanner"], date(2026, 12, 31), "warning", "off by default"),
    ],
)
def test_states(named: list[str] | None, day: date, expected: str, shown: str) -> None:
    whole = inventory(organization=organization(), tenant=said(tenant(password_senders=named)))
    (row,) = rows(whole, "m365-cutover", CHECK, day)
    assert (row.status, row.level) == (expected, "should")
    assert shown in row.observed.text
    assert [item.name for item in row.items] == (named or [])
