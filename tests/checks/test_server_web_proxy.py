"""server-web-proxy: none, or one."""

import pytest

from tests.checks.build import TARGETS, failed, read, status, with_candidate
from tests.checks.machines import adapter, network

CHECK = "server-web-proxy"


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(("proxy", "expected"), [(None, "met should"), ("proxy:8080", "warning should")])
def test_each_setting(target: str, proxy: str | None, expected: str) -> None:
    whole = with_candidate(network=read(network(adapter(), proxy=proxy)))
    assert status(whole, target, CHECK) == expected


def test_what_was_not_read_is_not_met() -> None:
    assert status(with_candidate(network=failed()), "exchange-se", CHECK) == "not-verified should"
