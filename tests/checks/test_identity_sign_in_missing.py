"""identity-sign-in-missing: accounts without a sign-in name."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-sign-in-missing"


@pytest.mark.parametrize(
    ("upn", "expected"),
    [
        ("ada@corp.example", "met should"),
        (None, "warning should"),
        ("", "warning should"),
    ],
)
def test_the_name(upn: str | None, expected: str) -> None:
    assert said(CHECK, ada(upn=upn)) == expected


def test_groups_and_contacts_have_none() -> None:
    people = [ada(upn=None, classes=name) for name in ("group", "contact", "msExchDynamicDistributionList")]
    assert said(CHECK, *people) == "not-applicable should"


def test_the_primary_address_is_suggested() -> None:
    (item,) = row(CHECK, ada(upn=None)).items
    assert (item.observed.text, item.suggested) == ("account ada", "ada@corp.example")
