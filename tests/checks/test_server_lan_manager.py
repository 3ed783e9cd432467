"""server-lan-manager: each side of the level that sends NTLMv2 alone."""

import pytest

from tests.checks.build import TARGETS, failed, read, status, with_candidate
from tests.checks.machines import security

CHECK = "server-lan-manager"


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (0, "warning should"),
        (2, "warning should"),
        (3, "met should"),
        (5, "met should"),
        (None, "met should"),
    ],
)
def test_each_level(target: str, level: int | None, expected: str) -> None:
    assert status(with_candidate(security=read(security(lm_compatibility=level))), target, CHECK) == expected


def test_what_was_not_read_is_not_met() -> None:
    assert status(with_candidate(security=failed()), "exchange-se", CHECK) == "not-verified should"
