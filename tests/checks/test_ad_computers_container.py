"""ad-computers-container: CN=Computers of each domain."""

import pytest
from msgspec.structs import replace

from tests.checks.build import domain, domain_head, failed, inventory, read, status

CHECK = "ad-computers-container"


@pytest.mark.parametrize(
    ("there", "expected"), [(True, "met should"), (False, "warning should"), (None, "not-verified should")]
)
def test_the_container(there: bool | None, expected: str) -> None:
    head = replace(domain_head(), computers_container=there)
    assert status(inventory(domains=[domain(head=read(head))]), "exchange-se", CHECK) == expected


def test_a_domain_that_does_not_answer() -> None:
    assert status(inventory(domains=[domain(head=failed())]), "exchange-2016", CHECK) == "not-verified should"
