"""identity-sign-in-verified: domains the tenant has not verified."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-sign-in-verified"


@pytest.mark.parametrize(
    ("upn", "verified", "expected"),
    [
        ("ada@corp.example", ["Corp.Example"], "met should"),
        ("ada@corp.example", ["other.example"], "warning should"),
        ("ada@corp.example", [], "warning should"),
        ("ada@corp.example", None, "not-verified should"),
        ("ada@corp.local", [], "met should"),
        ("ada@sub.corp.example", ["corp.example"], "warning should"),
    ],
)
def test_the_domain(upn: str, verified: list[str] | None, expected: str) -> None:
    assert said(CHECK, ada(upn=upn), verified=verified) == expected


def test_an_address_in_a_verified_domain_is_suggested() -> None:
    found = row(CHECK, ada(upn="ada@old.example"), verified=["corp.example"])
    assert [item.suggested for item in found.items] == ["ada@corp.example"]
