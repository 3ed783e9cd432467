"""m365-directory-synchronization: on or off."""

import pytest

from scanner.inventory.model import CloudTraces
from tests.checks.build import inventory, organization, rows, said, status, tenant
from tests.made import made

CHECK = "m365-directory-synchronization"


@pytest.mark.parametrize(
    ("target", "state", "expected"),
    [
        ("m365-cutover", False, "met must"),
        ("m365-cutover", True, "blocker must"),
        ("m365-staged", True, "met must"),
        ("m365-staged", False, "blocker must"),
        ("m365-hybrid", True, "met must"),
        ("m365-hybrid", None, "not-verified must"),
    ],
)
def test_states(target: str, state: bool | None, expected: str) -> None:
    whole = inventory(organization=organization(), tenant=said(tenant(directory_synchronization=state)))
    assert status(whole, target, CHECK) == expected


@pytest.mark.parametrize("target", ["m365-cutover", "m365-staged"])
def test_accounts_of_the_synchronisation_show_that_it_was_installed_and_no_more(target: str) -> None:
    whole = inventory(
        organization=organization(),
        cloud_traces=made(CloudTraces, synchronization_accounts=["MSOL_0123456789ab"]),
        tenant=said(tenant()),
    )
    (row,) = rows(whole, target, CHECK)
    assert row.status == "not-verified"
    assert "MSOL_0123456789ab" in row.observed.text
