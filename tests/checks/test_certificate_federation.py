"""certificate-federation: the certificate of each federation trust."""

import pytest

from scanner.inventory.model import Certificate, FederationTrust
from tests.checks.build import failed, inventory, organization, status
from tests.checks.objects import certificate
from tests.made import made

CHECK = "certificate-federation"


def trust(held: Certificate | None) -> FederationTrust:
    return made(FederationTrust, name="Microsoft Federation Gateway", certificate=held)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([], "not-applicable should"),
        ([certificate(60)], "met should"),
        ([certificate(59)], "warning should"),
        ([certificate(-1)], "warning should"),
        ([certificate(None)], "not-verified should"),
        ([None], "not-verified should"),
        ([None, certificate(-1)], "warning should"),
        ([certificate(400), certificate(90)], "met should"),
    ],
)
def test_the_days(held: list[Certificate | None], expected: str) -> None:
    whole = inventory(organization=organization(), federation_trusts=[trust(each) for each in held])
    assert status(whole, "exchange-se", CHECK) == expected


def test_trusts_that_were_not_read() -> None:
    whole = inventory(organization=organization(), federation_trusts=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
