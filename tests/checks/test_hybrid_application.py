"""hybrid-application: an application of the organisation's own."""

from typing import Any

import pytest

from scanner.inventory.model import AuthServer, HybridConfiguration, Policy
from tests.checks.build import failed, inventory, organization, status
from tests.made import made

CHECK = "hybrid-application"
HYBRID = made(HybridConfiguration)
OWN = made(AuthServer, name="EvoSts - tenant", application_id="0e2f…")
SHARED = made(AuthServer, name="ACS")
ON = made(Policy, kind="setting-override", name="EnableExchangeHybrid3PAppFeature")


@pytest.mark.parametrize(
    ("hybrid", "servers", "policies", "expected"),
    [
        (None, [], [], "not-applicable should"),
        (HYBRID, [], [ON], "warning should"),
        (HYBRID, [SHARED], [ON], "warning should"),
        (HYBRID, [SHARED, OWN], [ON], "met should"),
        # An override may bear another name.
        (HYBRID, [OWN], [], "not-verified should"),
        (HYBRID, [OWN], failed(), "not-verified should"),
        (HYBRID, [SHARED], failed(), "warning should"),
    ],
)
def test_the_application(
    hybrid: HybridConfiguration | None, servers: list[AuthServer], policies: Any, expected: str
) -> None:
    whole = inventory(organization=organization(), hybrid=hybrid, auth_servers=servers, policies=policies)
    assert status(whole, "exchange-se", CHECK) == expected


@pytest.mark.parametrize("missing", ["hybrid", "auth_servers"])
def test_each_part_is_needed(missing: str) -> None:
    parts = {"hybrid": HYBRID, "auth_servers": [OWN], "policies": [ON]}
    whole = inventory(organization=organization(), **{**parts, missing: failed()})
    assert status(whole, "exchange-2016", CHECK) == "not-verified should"
    assert status(whole, "exchange-2013", CHECK) == "not-applicable"
