"""server-installer-packages: only where an Exchange is there to be upgraded."""

import pytest

from scanner.inventory.model import InstalledExchange
from tests.checks.build import failed, read, rows, status, with_candidate
from tests.checks.machines import installed

CHECK = "server-installer-packages"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (installed(), "met should"),
        (installed("15.2.1748.10"), "met should"),
        (installed("15.2.1748.10", missing=["Security Update"]), "warning should"),
        (installed("15.2.1748.10", missing=None), "not-verified should"),
    ],
)
def test_each_answer(found: InstalledExchange, expected: str) -> None:
    assert status(with_candidate(exchange=read(found)), "exchange-se", CHECK) == expected


def test_missing_packages_are_named_and_absence_is_not_met() -> None:
    whole = with_candidate(exchange=read(installed("15.2.1748.10", missing=["A", "B"])))
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [item.name for item in row.items] == ["A", "B"]
    assert status(with_candidate(exchange=failed()), "exchange-se", CHECK) == "not-verified should"
