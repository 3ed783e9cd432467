"""identity-display-names: blank, overlong and untidy display names."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-display-names"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada", "met should"),
        (None, "met should"),
        ("", "blocker must"),
        ("  ", "blocker must"),
        (" Ada", "warning should"),
        ("Ada ", "warning should"),
        ("a" * 255, "met should"),
        ("a" * 256, "warning should"),
        ("a" * 257, "blocker must"),
    ],
)
def test_the_name(name: str | None, expected: str) -> None:
    assert said(CHECK, ada(display_name=name)) == expected


def test_a_group_has_one() -> None:
    assert said(CHECK, ada(display_name=None, classes="group")) == "blocker must"
    assert said(CHECK, ada(display_name="All", classes="group")) == "met should"


def test_what_is_suggested() -> None:
    found = row(CHECK, ada(display_name=" Ada "), ada(display_name="Bob"))
    assert [item.suggested for item in found.items] == ["Ada"]
    assert [item.suggested for item in row(CHECK, ada(display_name=" ")).items] == ["ada"]
