"""identity-target-addresses: addresses that mail is sent on to."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-target-addresses"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (None, "not-applicable must"),
        ("SMTP:ada@other.example", "met must"),
        ("ada@other.example", "met must"),
        ("X400:c=FR; a= ", "met must"),
        ("SMTP:ada", "blocker must"),
        ("SMTP:a b@other.example", "blocker must"),
        ("SMTP:ada:x@other.example", "blocker must"),
        ("", "blocker must"),
        ("smtp:" + "a" * 237 + "@other.example", "met must"),
        ("smtp:" + "a" * 238 + "@other.example", "blocker must"),
    ],
)
def test_the_address(target: str | None, expected: str) -> None:
    assert said(CHECK, ada(classes="contact", target=target)) == expected


def test_two_contacts_for_one_address() -> None:
    contacts = [ada(classes="contact", target=f"{kind}ada@other.example") for kind in ("SMTP:", "smtp:", "")]
    found = row(CHECK, *contacts, ada(classes="contact", target="SMTP:bob@other.example"))
    assert (found.status, len(found.items)) == ("blocker", 3)
