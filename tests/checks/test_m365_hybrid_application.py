"""m365-hybrid-application: one of one's own."""

from datetime import date

import pytest

from scanner.inventory.model import AuthServer, HybridConfiguration
from tests.checks.build import TODAY, inventory, organization, status
from tests.made import made

CHECK = "m365-hybrid-application"


SHARED = "00000002-0000-0FF1-CE00-000000000000"
OWN = "3f1d0c2a-0000-4000-8000-00000000beef"
HYBRID = made(HybridConfiguration)


@pytest.mark.parametrize(
    ("hybrid", "ids", "day", "expected"),
    [
        (HYBRID, [OWN], TODAY, "met should"),
        (HYBRID, [SHARED, OWN], TODAY, "met should"),
        (HYBRID, [SHARED], TODAY, "warning should"),
        (HYBRID, [None], TODAY, "warning should"),
        (HYBRID, [], TODAY, "warning should"),
        (HYBRID, [SHARED], date(2025, 10, 30), "met should"),
        (HYBRID, [SHARED], date(2025, 10, 31), "warning should"),
        (None, [], TODAY, "not-applicable should"),
    ],
)
def test_applications(
    hybrid: HybridConfiguration | None, ids: list[str | None], day: date, expected: str
) -> None:
    servers = [
        made(AuthServer, name=f"server {number}", application_id=one) for number, one in enumerate(ids)
    ]
    whole = inventory(organization=organization(), hybrid=hybrid, auth_servers=servers)
    assert status(whole, "m365-hybrid", CHECK, day) == expected


def test_what_was_not_read_is_not_verified() -> None:
    whole = inventory(organization=organization(), hybrid=HYBRID)
    assert status(whole, "m365-hybrid", CHECK) == "not-verified should"
