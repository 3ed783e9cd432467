"""identity-mail: the mail attribute."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-mail"


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        ("ada@corp.example", "met should"),
        ("ADA@corp.example", "met should"),
        (None, "not-applicable should"),
        ("al@corp.example", "warning should"),
        ("ada corp.example", "warning should"),
    ],
)
def test_the_attribute(mail: str | None, expected: str) -> None:
    assert said(CHECK, ada(mail=mail)) == expected


@pytest.mark.parametrize(("length", "expected"), [(256, "met should"), (257, "warning should")])
def test_its_length(length: int, expected: str) -> None:
    mail = "a" * (length - len("@corp.example")) + "@corp.example"
    assert said(CHECK, ada(mail=mail, addresses=[f"SMTP:{mail}"])) == expected


def test_the_primary_address_is_suggested() -> None:
    (item,) = row(CHECK, ada(mail="al@corp.example")).items
    assert item.suggested == "ada@corp.example"
