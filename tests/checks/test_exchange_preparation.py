"""exchange-preparation: objectVersion of the organisation against what the target writes."""

import pytest
from msgspec.structs import replace

from tests.checks.build import answered, failed, inventory, organization, read, status

CHECK = "exchange-preparation"


@pytest.mark.parametrize(
    ("target", "found", "answer"),
    [
        ("exchange-se", 16763, "met"),
        ("exchange-se", 16762, "unmet"),
        ("exchange-se", 16764, "unknown"),
        ("exchange-se", None, "unknown"),
        ("exchange-2019@cu14", 16762, "met"),
        ("exchange-2019@cu14", 16761, "unmet"),
        ("exchange-2016", 16223, "met"),
        ("exchange-2016", 16222, "unmet"),
        ("exchange-2013", 16133, "met"),
        ("exchange-2013", 16131, "unmet"),
        ("exchange-2010", 14322, "met"),
        ("exchange-2010", 14247, "unmet"),
    ],
)
def test_the_levels(target: str, found: int | None, answer: str) -> None:
    assert answered(CHECK, target, organization=replace(organization(), object_version=found))[0] == answer


def test_without_an_organisation_the_question_does_not_arise() -> None:
    assert status(inventory(organization=read(None)), "exchange-se", CHECK) == "not-applicable"
    assert status(inventory(organization=failed()), "exchange-se", CHECK) == "not-verified should"
