"""identity-forwarding: mailboxes that forward outside."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-forwarding"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "met should"),
        ({"forwards_outside": "smtp:ada@home.test"}, "warning should"),
        ({"forwards_outside": "smtp:ada@CORP.example"}, "met should"),
        ({"target": "SMTP:ada@home.test"}, "warning should"),
        ({"target": "SMTP:ada@home.test", "classes": "contact", "type_details": 64}, "met should"),
        ({"forwards_to": "Partner"}, "warning should"),
        ({"forwards_to": "Bob"}, "met should"),
        ({"forwards_to": "Nobody"}, "not-verified should"),
        ({"type_details": 4, "forwards_outside": "smtp:ada@home.test"}, "warning should"),
    ],
)
def test_the_mailbox(more: dict[str, object], expected: str) -> None:
    partner = ada(
        display_name="Partner", alias="p", classes="contact", type_details=64, target="SMTP:p@home.test"
    )
    assert said(CHECK, ada(**more), ada(display_name="Bob", alias="bob"), partner) == expected


def test_where_to_is_named() -> None:
    (item,) = row(CHECK, ada(forwards_outside="smtp:ada@home.test")).items
    assert (item.name, item.observed.text) == ("Ada", "to smtp:ada@home.test")
