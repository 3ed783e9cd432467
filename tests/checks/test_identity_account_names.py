"""identity-account-names: names of accounts."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-account-names"


@pytest.mark.parametrize(
    ("account", "classes", "expected"),
    [
        ("ada", "user", "met should"),
        (None, "contact", "not-applicable should"),
        ("a" * 20, "user", "met should"),
        ("a" * 21, "user", "warning should"),
        ("a" * 21, "group", "met should"),
        ("a" * 256, "group", "met should"),
        ("a" * 257, "group", "warning should"),
        ("a/b", "user", "warning should"),
        ("a@b", "user", "met should"),
        ("a[b]", "group", "warning should"),
    ],
)
def test_the_name(account: str | None, classes: str, expected: str) -> None:
    assert said(CHECK, ada(account=account, classes=classes)) == expected


def test_the_fault_is_named() -> None:
    (item,) = row(CHECK, ada(account="a" * 21)).items
    assert item.observed.text == f"{'a' * 21}: 21 characters"
