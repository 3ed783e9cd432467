"""ad-two-controllers: writable domain controllers that live, domain by domain."""

import pytest
from msgspec.structs import replace

from scanner.inventory.model import DomainController
from tests.checks.build import computer, controller, domain, failed, inventory, read, rows, status

CHECK = "ad-two-controllers"
ONE, TWO = controller(), controller(name="dc2.corp.example")
UNSURE = replace(TWO, computer=failed())
DISABLED = replace(TWO, computer=read(computer("6.3 (9600)", enabled=False)))


@pytest.mark.parametrize(
    ("controllers", "expected"),
    [
        ([ONE, TWO], "met should"),
        ([ONE], "warning should"),
        ([ONE, controller(name="dc2.corp.example", read_only=True)], "warning should"),
        ([ONE, DISABLED], "warning should"),
        ([ONE, UNSURE], "not-verified should"),
        ([UNSURE], "warning should"),
        ([ONE, replace(TWO, domain="other.example")], "warning should"),
        ([ONE, replace(TWO, domain=None)], "not-verified should"),
        ([], "warning should"),
    ],
)
def test_who_counts(controllers: list[DomainController], expected: str) -> None:
    whole = inventory(domains=[domain()], domain_controllers=controllers)
    assert status(whole, "exchange-se", CHECK) == expected


def test_controllers_that_were_not_read() -> None:
    whole = inventory(domains=[domain()], domain_controllers=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"


def test_those_that_are_too_few_are_named() -> None:
    few, enough = (
        rows(inventory(domains=[domain()], domain_controllers=found), "exchange-se", CHECK)[0].observed.text
        for found in ([ONE], [ONE, TWO])
    )
    assert (few, enough) == (f"writable: 1 only ({ONE.name})", "writable: 2")


def test_one_of_which_nothing_is_known_is_not_called_none() -> None:
    whole = inventory(domains=[domain()], domain_controllers=[UNSURE])
    (row,) = rows(whole, "exchange-se", CHECK)
    assert row.observed.text == "writable: 1 at most (dc2.corp.example)"
