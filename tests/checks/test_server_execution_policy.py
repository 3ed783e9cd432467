"""server-execution-policy: what group policy sets stops Setup, whatever it is."""

import pytest

from tests.checks.build import failed, read, status, with_candidate
from tests.checks.machines import software

CHECK = "server-execution-policy"


@pytest.mark.parametrize("target", ["exchange-2013", "exchange-2016", "exchange-2019", "exchange-se"])
@pytest.mark.parametrize(
    ("policy", "expected"),
    [(None, "met must"), ("RemoteSigned", "blocker must"), ("Unrestricted", "blocker must")],
)
def test_each_policy(target: str, policy: str | None, expected: str) -> None:
    whole = with_candidate(software=read(software(enforced_execution_policy=policy)))
    assert status(whole, target, CHECK) == expected


def test_what_was_not_read_is_not_met_and_2010_does_not_ask() -> None:
    assert status(with_candidate(software=failed()), "exchange-se", CHECK) == "not-verified must"
    assert status(with_candidate(software=failed()), "exchange-2010", CHECK) == "not-applicable"
