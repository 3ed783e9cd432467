"""identity-sign-in-names: malformed and overlong sign-in names."""

import pytest

from tests.checks.identities import ada, row, said

CHECK = "identity-sign-in-names"


@pytest.mark.parametrize(
    ("upn", "expected"),
    [
        ("ada@corp.example", "met must"),
        ("ada@corp.local", "met must"),
        ("ada@corp", "met must"),
        ("o'hara.x_y-z!#^~@corp.example", "met must"),
        (None, "not-applicable must"),
        ("ada", "blocker must"),
        ("@corp.example", "blocker must"),
        ("ada@", "blocker must"),
        ("ada@@corp.example", "blocker must"),
        ("a da@corp.example", "blocker must"),
        ("änne@corp.example", "blocker must"),
        ("ada+x@corp.example", "blocker must"),
        ("ada&@corp.example", "blocker must"),
        (".ada@corp.example", "blocker must"),
        ("ada.@corp.example", "blocker must"),
        ("a..da@corp.example", "blocker must"),
        ("ada@corp..example", "blocker must"),
        ("ada@-corp.example", "blocker must"),
        ("a" * 64 + "@corp.example", "met must"),
        ("a" * 65 + "@corp.example", "blocker must"),
        ("ada@" + "a" * 40 + ".example", "met must"),
        ("ada@" + "a" * 41 + ".example", "blocker must"),
    ],
)
def test_the_name(upn: str | None, expected: str) -> None:
    assert said(CHECK, ada(upn=upn)) == expected


@pytest.mark.parametrize("target", ["m365-cutover", "m365-imap"])
def test_ways_without_synchronisation_do_not_ask(target: str) -> None:
    assert said(CHECK, ada(upn="a b"), target=target) == "not-applicable None"


def test_the_primary_address_is_suggested_where_it_would_do() -> None:
    found = row(CHECK, ada(upn="a b@corp.example"), ada(upn="a", addresses=["SMTP:a b@corp.example"]))
    assert [item.suggested for item in found.items] == ["ada@corp.example", None]
    assert found.observed.text == "2 of 2, such as Ada"


@pytest.mark.parametrize(
    "more", [{"type_details": 8388608}, {"alias": "SystemMailbox{1}"}, {"classes": "contact"}]
)
def test_who_is_not_synchronised_as_a_person_is_not_counted(more: dict[str, object]) -> None:
    assert said(CHECK, ada(upn="a b", **more)) == "not-applicable must"
