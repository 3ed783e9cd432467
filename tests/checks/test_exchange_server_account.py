"""exchange-server-account: server objects that no machine stands behind."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.checks.build import AT, answered, computer, failed, inventory, read, said, server, skipped, status

CHECK = "exchange-server-account"
ALIVE = replace(computer("10.0 (17763)"), last_logon=None, password_set=AT)


def old(days: int) -> Any:
    return AT - timedelta(days=days)


@pytest.mark.parametrize(
    ("account", "answer"),
    [
        (read(ALIVE), "met"),
        (read(replace(ALIVE, password_set=old(90))), "met"),
        (read(replace(ALIVE, password_set=old(91))), "unmet"),
        # One sign of life is enough.
        (read(replace(ALIVE, password_set=old(400), last_logon=old(3))), "met"),
        (read(replace(ALIVE, enabled=False)), "unmet"),
        (read(replace(ALIVE, enabled=None)), "unknown"),
        (read(replace(ALIVE, password_set=None)), "unknown"),
        (failed("no-such-account", name="EX1"), "unmet"),
        (failed(), "unknown"),
        (skipped(), "unknown"),
        (said(ALIVE), "met"),
    ],
)
def test_the_account(account: Any, answer: str) -> None:
    assert answered(CHECK, exchange_server=server("15.1.2507.6", computer=account))[0] == answer


def test_edge_servers_have_none() -> None:
    missing = failed("no-such-account", name="EDGE1")
    whole = inventory(servers=[server("15.1.2507.6", roles=64, computer=missing)])
    assert status(whole, "exchange-se", CHECK) == "not-applicable should"
    assert status(inventory(servers=failed()), "exchange-se", CHECK) == "not-verified should"
