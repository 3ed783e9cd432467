"""m365-imap-service: only people know."""

import pytest

from tests.checks.build import inventory, organization, said, status, tenant

CHECK = "m365-imap-service"


@pytest.mark.parametrize(
    ("answer", "expected"), [(True, "met must"), (False, "blocker must"), (None, "not-verified must")]
)
def test_what_people_say_decides(answer: bool | None, expected: str) -> None:
    whole = inventory(organization=organization(), tenant=said(tenant(imap_tested=answer)))
    assert status(whole, "m365-imap", CHECK) == expected


def test_nothing_said_is_not_verified() -> None:
    assert status(inventory(organization=organization()), "m365-imap", CHECK) == "not-verified must"
