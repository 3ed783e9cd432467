"""identity-group-scope: groups that are not universal."""

import pytest

from tests.checks.identities import ada, said

CHECK = "identity-group-scope"


@pytest.mark.parametrize(
    ("group_type", "expected"),
    [
        (8, "met should"),
        (-2147483640, "met should"),
        (2, "warning should"),
        (4, "warning should"),
        (-2147483646, "warning should"),
        (None, "met should"),
    ],
)
def test_the_scope(group_type: int | None, expected: str) -> None:
    assert said(CHECK, ada(classes="group", group_type=group_type)) == expected


def test_people_have_none() -> None:
    assert said(CHECK, ada(group_type=2)) == "not-applicable should"
