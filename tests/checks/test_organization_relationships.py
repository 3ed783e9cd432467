"""organization-relationships: relationships that are incomplete."""

from typing import Any

import pytest

from scanner.inventory.model import OrganizationRelationship
from tests.checks.build import failed, inventory, organization, status
from tests.made import made

CHECK = "organization-relationships"


def relationship(**more: Any) -> OrganizationRelationship:
    given = {"domains": ["partner.example"], "target_autodiscover": "https://x", "enabled": True, **more}
    return made(OrganizationRelationship, name="Partner", connector=False, **given)


@pytest.mark.parametrize(
    ("relationships", "expected"),
    [
        ([], "not-applicable should"),
        ([relationship()], "met should"),
        ([relationship(target_autodiscover=None, target_application="outlook.com")], "met should"),
        ([relationship(domains=[])], "warning should"),
        ([relationship(target_autodiscover=None)], "warning should"),
        ([relationship(domains=[], enabled=False)], "not-applicable should"),
        ([relationship(domains=[], enabled=None)], "warning should"),
    ],
)
def test_what_they_state(relationships: list[OrganizationRelationship], expected: str) -> None:
    whole = inventory(organization=organization(), organization_relationships=relationships)
    assert status(whole, "exchange-se", CHECK) == expected


def test_relationships_that_were_not_read() -> None:
    whole = inventory(organization=organization(), organization_relationships=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
