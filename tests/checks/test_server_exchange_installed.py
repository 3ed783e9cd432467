"""server-exchange-installed: nothing, what is upgraded in place, and everything else."""

import pytest

from tests.checks.build import failed, read, rows, status, with_candidate
from tests.checks.machines import installed

CHECK = "server-exchange-installed"


@pytest.mark.parametrize(
    ("target", "build", "expected"),
    [
        ("exchange-se", None, "met must"),
        ("exchange-se", "15.2.1748.10", "met must"),
        ("exchange-se", "15.2.2562.17", "met must"),
        ("exchange-se", "15.1.2507.6", "blocker must"),
        ("exchange-2019", "15.2.1258.12", "met must"),
        ("exchange-2019", "15.2.2562.17", "blocker must"),
        ("exchange-2016", "15.0.1497.2", "blocker must"),
        ("exchange-2013", "15.0.1395.4", "met must"),
        ("exchange-2010", "8.3.83.6", "blocker must"),
        ("exchange-se", "15.3.1.0", "not-verified must"),
    ],
)
def test_each_version(target: str, build: str | None, expected: str) -> None:
    assert status(with_candidate(exchange=read(installed(build))), target, CHECK) == expected


def test_roles_are_shown_and_absence_is_not_met() -> None:
    whole = with_candidate(exchange=read(installed("15.1.2507.6", {"AdminTools": None})))
    (row,) = rows(whole, "exchange-se", CHECK)
    assert row.observed.text == "Exchange 2016, build 15.1.2507.6: AdminTools"
    assert status(with_candidate(exchange=failed()), "exchange-se", CHECK) == "not-verified must"
