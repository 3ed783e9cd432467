"""identity-other-addresses: addresses that are no mail addresses."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-other-addresses"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("X500:/o=Corp/cn=Ada (old)", "met should"),
        ("x400:c=FR;a= ;p=Corp;s=Lovelace;", "met should"),
        ("sip:ada@corp.example", "met should"),
        ("smtp:a b@corp.example", "not-applicable should"),
        ("X500:/o=Corp/cn=[1]", "warning should"),
        ("X500:/o=Corp\t", "warning should"),
        ("sip:ada lovelace@corp.example", "warning should"),
        ("FAX:(0)1", "warning should"),
        ("ada", "warning should"),
        (":ada", "warning should"),
        ("sip:" + "a" * 252, "met should"),
        ("sip:" + "a" * 253, "warning should"),
    ],
)
def test_the_address(address: str, expected: str) -> None:
    assert said(CHECK, ada(addresses=["SMTP:ada@corp.example", address])) == expected


def test_each_is_named() -> None:
    (item,) = row(CHECK, ada(addresses=["FAX:(0)1", "sip:ada@corp.example"])).items
    assert (item.name, item.observed.text) == ("Ada", "FAX:(0)1")
