"""identity-voice-mail: mailboxes with Unified Messaging."""

import pytest

from tests.checks.identities import ada, said

CHECK = "identity-voice-mail"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "met should"),
        ({"voice_mail": 0}, "met should"),
        ({"voice_mail": 2}, "met should"),
        ({"voice_mail": 831}, "warning should"),
        ({"voice_mail": 831, "type_details": 128, "place": None}, "not-applicable should"),
    ],
)
def test_the_mailbox(more: dict[str, object], expected: str) -> None:
    assert said(CHECK, ada(**more)) == expected
