"""hybrid-authentication: authorization servers and Exchange Online as a partner."""

import pytest

from scanner.inventory.model import AuthServer, HybridConfiguration, PartnerApplication
from tests.checks.build import failed, inventory, organization, status
from tests.made import made

CHECK = "hybrid-authentication"
HYBRID = made(HybridConfiguration)
TRUSTED = [made(AuthServer, name="ACS")]
ONLINE = "00000002-0000-0FF1-CE00-000000000000"


def partner(
    application: str | None = ONLINE, account: str | None = "ApplicationAccount"
) -> PartnerApplication:
    return made(
        PartnerApplication, name="Exchange Online", application_id=application, linked_account=account
    )


@pytest.mark.parametrize(
    ("hybrid", "servers", "partners", "expected"),
    [
        (None, [], [], "not-applicable should"),
        (HYBRID, TRUSTED, [partner()], "met should"),
        (HYBRID, [], [partner()], "warning should"),
        (HYBRID, TRUSTED, [], "warning should"),
        (HYBRID, TRUSTED, [partner("00000004-0000-0ff1-ce00-000000000000")], "warning should"),
        (HYBRID, TRUSTED, [partner(None)], "warning should"),
        (HYBRID, TRUSTED, [partner(account=None)], "warning should"),
    ],
)
def test_both_are_needed(
    hybrid: HybridConfiguration | None,
    servers: list[AuthServer],
    partners: list[PartnerApplication],
    expected: str,
) -> None:
    whole = inventory(
        organization=organization(), hybrid=hybrid, auth_servers=servers, partner_applications=partners
    )
    assert status(whole, "exchange-se", CHECK) == expected


@pytest.mark.parametrize("missing", ["hybrid", "auth_servers", "partner_applications"])
def test_each_part_is_needed(missing: str) -> None:
    parts = {"hybrid": HYBRID, "auth_servers": TRUSTED, "partner_applications": [partner()]}
    whole = inventory(organization=organization(), **{**parts, missing: failed()})
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
