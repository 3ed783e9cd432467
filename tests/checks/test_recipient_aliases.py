"""recipient-aliases: aliases that Exchange no longer accepts."""

import pytest

from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.objects import recipient, recipient_list

CHECK = "recipient-aliases"


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        ("ada", "met should"),
        ("ada.lovelace", "met should"),
        ("o'hara_1-b", "met should"),
        (None, "met should"),
        ("ada lovelace", "warning should"),
        (".ada", "warning should"),
        ("ada.", "warning should"),
        ("ada..l", "warning should"),
        ("ada@corp", "warning should"),
        ("adé", "warning should"),
        ("", "warning should"),
        ("a" * 64, "met should"),
        ("a" * 65, "warning should"),
    ],
)
def test_the_alias(alias: str | None, expected: str) -> None:
    people = recipient_list(recipient(alias=alias))
    assert (
        status(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
        == expected
    )


def test_an_alias_that_two_have_and_what_was_not_read() -> None:
    people = recipient_list(recipient("Ada", "info"), recipient("Bob", "INFO"), recipient("Cy", "cy"))
    (row,) = rows(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
    assert ([item.name for item in row.items], row.status) == (["Ada", "Bob"], "warning")
    unread = inventory(organization=organization(), recipient_list=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"


def test_what_exchange_made_for_itself_keeps_its_alias() -> None:
    own = recipient("System", "SystemMailbox{1f05}", type_details=8388608)
    folder = recipient("Board", "bo ard", classes="publicFolder", type_details=4096)
    whole = inventory(organization=organization(), recipient_list=recipient_list(own, folder))
    (row,) = rows(whole, "m365-hybrid", CHECK)
    assert [item.name for item in row.items] == ["Board"]
