"""identity-sign-in-domains: endings nobody can own."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-sign-in-domains"


@pytest.mark.parametrize(
    ("upn", "expected"),
    [
        ("ada@corp.example", "met should"),
        ("ada@corp.LOCAL", "warning should"),
        ("ada@local.example", "met should"),
        ("ada@corp", "warning should"),
        ("ada@corp.lan.", "warning should"),
        (None, "not-applicable should"),
    ],
)
def test_the_domain(upn: str | None, expected: str) -> None:
    assert said(CHECK, ada(upn=upn)) == expected


def test_a_public_primary_address_is_suggested() -> None:
    found = row(CHECK, ada(upn="a@corp.local"), ada(upn="a@corp.local", addresses=["SMTP:a@corp.local"]))
    assert [item.suggested for item in found.items] == ["ada@corp.example", None]
