"""ad-controller-names: the DNS name the directory holds of each domain controller."""

import pytest
from msgspec.structs import replace

from tests.checks.build import controller, failed, inventory, status

CHECK = "ad-controller-names"


@pytest.mark.parametrize(
    ("name", "stored", "expected"),
    [
        ("dc1.corp.example", "dc1.corp.example", "met should"),
        ("dc1.corp.example", None, "met should"),
        ("DC1", None, "warning should"),
        ("DC1", "DC1", "warning should"),
        ("DC1", "DC1.", "warning should"),
    ],
)
def test_the_names(name: str, stored: str | None, expected: str) -> None:
    whole = inventory(domain_controllers=[replace(controller(name=name), dns_name=stored)])
    assert status(whole, "exchange-se", CHECK) == expected


def test_controllers_that_were_not_read() -> None:
    assert status(inventory(domain_controllers=failed()), "exchange-se", CHECK) == "not-verified should"
