"""identity-duplicates: one value on several recipients."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-duplicates"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, "met must"),
        ({"upn": "ADA@corp.example"}, "blocker must"),
        ({"mail": "Ada@Corp.example"}, "blocker must"),
        ({"addresses": ["smtp:ada@corp.example"]}, "blocker must"),
        ({"addresses": ["sip:ada@corp.example"]}, "met must"),
        ({"addresses": ["smtp:a@corp.example"]}, "met must"),
        ({"upn": "a@corp.example"}, "blocker must"),
    ],
)
def test_two_recipients(other: dict[str, object], expected: str) -> None:
    first = ada(addresses=["SMTP:ada@corp.example", "smtp:a@corp.example"])
    given: dict[str, object] = {"upn": None, "mail": None, "addresses": [], **other}
    for people in ((first, ada(**given)), (ada(**given), first)):
        assert said(CHECK, *people) == expected


def test_who_holds_it_and_where() -> None:
    found = row(
        CHECK, ada(), ada(display_name="Bob", upn=None, mail=None, addresses=["smtp:ADA@corp.example"])
    )
    assert [(item.name, item.observed.text) for item in found.items] == [
        ("ada@corp.example", "Ada (userPrincipalName, mail, proxyAddresses); Bob (proxyAddresses)")
    ]


def test_public_folders_are_compared_too() -> None:
    folder = ada(display_name="News", classes="publicFolder", type_details=4096, upn=None)
    assert said(CHECK, ada(), folder) == "blocker must"


def test_nobody() -> None:
    assert said(CHECK) == "not-applicable must"
