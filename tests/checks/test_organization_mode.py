"""organization-mode: mixed mode with Exchange 5.5, stated, not stated, or excluded by who prepared it."""

import pytest

from tests.checks.build import asked, failed, inventory, need, organization, read, status

CHECK = "organization-mode"


@pytest.mark.parametrize(
    ("mixed", "product_id", "answer", "shown"),
    [
        (True, None, "unmet", "mixed mode"),
        (False, None, "met", "native mode"),
        # What is stated decides, whoever prepared it.
        (True, "08.03.0083.006", "unmet", "mixed mode"),
        (None, "08.00.0685.025", "met", "08.00.0685.025"),
        (None, "15.02.2562.017", "met", "15.02.2562.017"),
        (None, "8.0", "met", "8.0"),
        (None, "7.9.9999.9", "unknown", "not stated"),
        (None, "6.5.7638.2", "unknown", "not stated"),
        (None, "something", "unknown", "not stated"),
        (None, "", "unknown", "not stated"),
        (None, None, "unknown", "not stated"),
    ],
)
def test_what_the_organisation_states(
    mixed: bool | None, product_id: str | None, answer: str, shown: str
) -> None:
    required = need("exchange-2010", CHECK, "must")
    verdict = asked(CHECK, required, organization=organization(mixed=mixed, product_id=product_id))
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("target", "mixed", "expected"),
    [
        ("exchange-2010", True, "blocker must"),
        ("exchange-2010", None, "not-verified must"),
        ("exchange-2010", False, "met must"),
        # Later versions cannot share an organisation with 2003 at all; no page of theirs speaks of the mode.
        ("exchange-2013", True, "warning should"),
        ("exchange-2016", True, "warning should"),
        ("exchange-2019", True, "warning should"),
        ("exchange-se", True, "warning should"),
        ("exchange-se", None, "not-verified should"),
        ("exchange-se", False, "met should"),
    ],
)
def test_the_row_of_each_target(target: str, mixed: bool | None, expected: str) -> None:
    whole = inventory(organization=organization(mixed=mixed, product_id=None))
    assert status(whole, target, CHECK) == expected


def test_without_an_organisation_the_question_does_not_arise() -> None:
    assert status(inventory(organization=read(None)), "exchange-2010", CHECK) == "not-applicable"
    assert status(inventory(organization=failed()), "exchange-2010", CHECK) == "not-verified must"
