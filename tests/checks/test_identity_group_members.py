"""identity-group-members: each side of every limit; members that were not read."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-group-members"


@pytest.mark.parametrize(
    ("members", "target", "expected"),
    [
        (0, "m365-hybrid", "met should"),
        (4999, "m365-hybrid", "met should"),
        (5000, "m365-hybrid", "warning should"),
        (250000, "m365-hybrid", "warning should"),
        (250001, "m365-hybrid", "blocker must"),
        # Nothing is synchronised there.
        (250001, "m365-cutover", "warning should"),
        (None, "m365-hybrid", "not-verified must"),
        (None, "m365-cutover", "not-verified should"),
    ],
)
def test_the_number(members: int | None, target: str, expected: str) -> None:
    assert said(CHECK, ada(classes="group", group_type=8, members=members), target=target) == expected


def test_people_have_none() -> None:
    assert said(CHECK, ada(members=300000)) == "not-applicable must"


def test_a_large_one_counts_whatever_of_others_was_not_read() -> None:
    unread = ada(classes="group", group_type=8, members=None)
    large = ada(display_name="All", alias="all", classes="group", group_type=8, members=6000)
    assert said(CHECK, unread, large, target="m365-cutover") == "warning should"
    (item,) = row(CHECK, large).items
    assert (item.name, item.observed.text) == ("All", "members: 6,000")
