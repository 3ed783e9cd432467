"""server-power-plan: high performance, another, not known."""

import pytest

from tests.checks.build import TARGETS, failed, read, rows, status, with_candidate
from tests.checks.machines import HIGH_PERFORMANCE, platform

CHECK = "server-power-plan"
BALANCED = "381b4222-f694-41f0-9685-ff5bb260df2e"


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (HIGH_PERFORMANCE, "met should"),
        ("{" + HIGH_PERFORMANCE.upper() + "}", "met should"),
        (BALANCED, "warning should"),
        (None, "not-verified should"),
    ],
)
def test_each_plan(target: str, plan: str | None, expected: str) -> None:
    assert status(with_candidate(platform=read(platform(plan=plan))), target, CHECK) == expected


def test_the_plan_is_named_and_absence_is_not_met() -> None:
    (row,) = rows(with_candidate(platform=read(platform())), "exchange-se", CHECK)
    assert row.observed.text == "High performance"
    (row,) = rows(with_candidate(platform=read(platform(plan=BALANCED))), "exchange-se", CHECK)
    assert row.observed.text == "Balanced"
    assert status(with_candidate(platform=failed()), "exchange-se", CHECK) == "not-verified should"
