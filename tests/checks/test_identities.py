"""What the checks on identities share: who takes part, fields nobody asked for, lists that are not mixed up."""

import pytest

from checks.check import all_checks
from checks.identities import primary, synchronized
from tests.checks.build import inventory, organization, status
from tests.checks.identities import ada, row, said
from tests.checks.objects import recipient_list

FIELDS = {
    "identity-account-names": "account",
    "identity-address-count": "addresses",
    "identity-disabled-accounts": "control",
    "identity-display-names": "display_name",
    "identity-duplicates": "mail",
    "identity-forwarding": "forwards_outside",
    "identity-group-members": "group_type",
    "identity-group-scope": "group_type",
    "identity-hidden-mailboxes": "hidden",
    "identity-mail": "mail",
    "identity-other-addresses": "addresses",
    "identity-public-folders": "type_details",
    "identity-sign-in-domains": "upn",
    "identity-sign-in-mail": "upn",
    "identity-sign-in-missing": "upn",
    "identity-sign-in-names": "upn",
    "identity-sign-in-verified": "upn",
    "identity-target-addresses": "target",
    "identity-voice-mail": "voice_mail",
}


# Whom every one of these questions is about, and who is in order.
PEOPLE = (
    ada(addresses=["SMTP:ada@corp.example", "sip:ada@corp.example"]),
    ada(
        display_name="All",
        alias="all",
        classes="group",
        type_details=1073741824,
        place=None,
        group_type=8,
        members=2,
        upn=None,
        account="all",
        mail="all@corp.example",
        addresses=["SMTP:all@corp.example"],
    ),
    ada(
        display_name="Bob",
        alias="bob",
        classes="contact",
        type_details=64,
        place=None,
        upn=None,
        account=None,
        target="SMTP:bob@other.example",
        mail="bob@other.example",
        addresses=["SMTP:bob@other.example"],
    ),
)


def target_of(check_id: str) -> str:
    return "m365-cutover" if check_id == "identity-hidden-mailboxes" else "m365-hybrid"


def test_each_is_here() -> None:
    assert set(FIELDS) == {check for check in all_checks() if check.startswith("identity-")}


@pytest.mark.parametrize("check_id", sorted(FIELDS))
def test_a_field_that_was_not_asked_for_is_not_verified(check_id: str) -> None:
    target = target_of(check_id)
    assert row(check_id, *PEOPLE, target=target, verified=["corp.example"]).status == "met"
    found = row(check_id, *PEOPLE, target=target, verified=["corp.example"], unread=[FIELDS[check_id]])
    assert found.status == "not-verified"


@pytest.mark.parametrize("check_id", sorted(FIELDS))
def test_recipients_that_were_not_read(check_id: str) -> None:
    found = status(inventory(organization=organization()), target_of(check_id), check_id)
    assert found.startswith("not-verified")


def test_each_list_has_its_own_answer() -> None:
    one, other = recipient_list(ada()), recipient_list(ada(), ada())
    assert [len(synchronized(people)) for people in (one, other, one)] == [1, 2, 1]


def test_the_first_three_are_named() -> None:
    people = [ada(display_name=name, mail="x@other.example") for name in ("A", "A", "B", "C", "D")]
    found = row("identity-mail", *people)
    assert found.observed.text == "5 of 5, such as A, B, C"
    assert len(found.items) == 5


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        (None, None),
        (["smtp:ada@corp.example"], None),
        (["smtp:a@corp.example", "SMTP:ada@corp.example"], "ada@corp.example"),
        (["SMTP:a@corp.example", "SMTP:b@corp.example"], None),
    ],
)
def test_the_primary_address(addresses: list[str] | None, expected: str | None) -> None:
    assert primary(ada(addresses=addresses)) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [("ada@corp.example", "met must"), ("ada@corp", "blocker must"), ("änne@corp.example", "blocker must")],
)
def test_microsoft_365_is_stricter_about_addresses(address: str, expected: str) -> None:
    assert said("recipient-addresses", ada(addresses=[f"SMTP:{address}"])) == expected


@pytest.mark.parametrize(
    ("alias", "expected"), [("ada.l", "met should"), ("ada+l", "warning should"), (".ada", "warning should")]
)
def test_and_about_aliases(alias: str, expected: str) -> None:
    assert said("recipient-aliases", ada(alias=alias)) == expected
