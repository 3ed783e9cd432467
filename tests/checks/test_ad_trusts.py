"""ad-trusts: trusts with Windows NT domains."""

import pytest
from msgspec.structs import replace

from scanner.inventory.model import Trust
from tests.checks.build import domain, failed, inventory, read, status
from tests.made import made

CHECK = "ad-trusts"


def trust(kind: int | None = 2, attributes: int | None = 8) -> Trust:
    return made(Trust, partner="partner.example", kind=kind, attributes=attributes, direction=3)


@pytest.mark.parametrize(
    ("trusts", "expected"),
    [
        ([], "met should"),
        ([trust()], "met should"),
        ([trust(1)], "warning should"),
        ([trust(), trust(1)], "warning should"),
        ([trust(None)], "not-verified should"),
        # Trusts within the forest are of the other kind, whatever they say.
        ([trust(None, 32)], "met should"),
        ([trust(1, None)], "warning should"),
    ],
)
def test_the_kinds(trusts: list[Trust], expected: str) -> None:
    whole = inventory(domains=[replace(domain(), trusts=read(trusts))])
    assert status(whole, "exchange-se", CHECK) == expected


def test_trusts_that_were_not_read() -> None:
    whole = inventory(domains=[replace(domain(), trusts=failed())])
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
