"""autodiscover-addresses: what the directory gives to Outlook must answer."""

from typing import Any

import pytest

from scanner.inventory.model import AutodiscoverAnswer, Inventory
from tests.checks.build import inventory, organization, rows, status
from tests.checks.machines import autodiscover_answer, bound_certificate

CHECK = "autodiscover-addresses"


def answering(*answers: AutodiscoverAnswer) -> Inventory:
    return inventory(organization=organization(), autodiscover_answers=list(answers))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "met should"),
        ({"status": None, "problem": "the name cannot be resolved"}, "warning should"),
        ({"status": 404}, "warning should"),
        ({"certificate_trusted": False, "certificate_problem": "self-signed"}, "warning should"),
        ({"certificate": bound_certificate(names=["other.example"]).certificate}, "warning should"),
        ({"certificate": bound_certificate(names=["*.corp.example"]).certificate}, "met should"),
        (
            {"address": "http://mail.corp.example/x", "certificate": None, "certificate_trusted": None},
            "met should",
        ),
        ({"way": "https-domain", "status": 404}, "not-applicable should"),
    ],
)
def test_each_answer(more: dict[str, Any], expected: str) -> None:
    assert status(answering(autodiscover_answer(**more)), "exchange-se", CHECK) == expected


def test_each_address_that_fails_is_named() -> None:
    (row,) = rows(
        answering(
            autodiscover_answer(), autodiscover_answer(address="https://old.corp.example/a", status=503)
        ),
        "exchange-2016",
        CHECK,
    )
    assert [(item.name, item.observed.text) for item in row.items] == [
        ("https://old.corp.example/a", "HTTP status 503")
    ]


def test_unasked_is_not_verified() -> None:
    assert status(inventory(organization=organization()), "exchange-se", CHECK) == "not-verified should"
