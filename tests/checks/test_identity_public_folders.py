"""identity-public-folders: public folders with addresses."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-public-folders"


@pytest.mark.parametrize(
    ("classes", "hidden", "expected"),
    [
        ("user", [], "met should"),
        ("publicFolder", [], "warning should"),
        ("user", ["sub.corp.example"], "not-verified should"),
        ("publicFolder", ["sub.corp.example"], "warning should"),
    ],
)
def test_what_is_there(classes: str, hidden: list[str], expected: str) -> None:
    assert said(CHECK, ada(classes=classes), hidden=hidden) == expected


def test_the_address_is_named() -> None:
    (item,) = row(CHECK, ada(display_name="News", classes="publicFolder", mail="news@corp.example")).items
    assert (item.name, item.observed.text) == ("News", "news@corp.example")
