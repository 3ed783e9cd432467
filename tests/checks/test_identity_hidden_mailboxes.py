"""identity-hidden-mailboxes: mailboxes that nobody finds."""

import pytest

from tests.checks.identities import ada, said

CHECK = "identity-hidden-mailboxes"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "met should"),
        ({"hidden": False}, "met should"),
        ({"hidden": True}, "warning should"),
        (
            {"hidden": True, "type_details": 2048, "classes": "msExchDynamicDistributionList"},
            "not-applicable should",
        ),
    ],
)
def test_the_mailbox(more: dict[str, object], expected: str) -> None:
    assert said(CHECK, ada(**more), target="m365-cutover") == expected
