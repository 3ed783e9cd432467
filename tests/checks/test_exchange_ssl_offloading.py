"""exchange-ssl-offloading: on, off, not stated; each server its own."""

import pytest

from scanner.inventory.model import OutlookAnywhere
from tests.checks.build import failed, inventory, server, status
from tests.checks.machines import outlook_anywhere

CHECK = "exchange-ssl-offloading"


@pytest.mark.parametrize("target", ["exchange-2019", "exchange-se"])
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([outlook_anywhere(False)], "met should"),
        ([outlook_anywhere(True)], "warning should"),
        ([outlook_anywhere(None)], "not-verified should"),
        ([outlook_anywhere(None), outlook_anywhere(True)], "warning should"),
        ([outlook_anywhere(True, "EX2")], "not-applicable should"),
        ([outlook_anywhere(True, "ex1")], "warning should"),
        ([], "not-applicable should"),
    ],
)
def test_each_setting(target: str, found: list[OutlookAnywhere], expected: str) -> None:
    whole = inventory(servers=[server("15.1.2507.6")], outlook_anywhere=found)
    assert status(whole, target, CHECK) == expected


def test_what_was_not_read_is_not_met_and_older_targets_do_not_ask() -> None:
    whole = inventory(servers=[server("15.1.2507.6")], outlook_anywhere=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
    assert status(whole, "exchange-2016", CHECK) == "not-applicable"
