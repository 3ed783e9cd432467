"""exchange-server-groups: groups of the computer accounts."""

import pytest
from msgspec.structs import replace

from tests.checks.build import answered, computer, inventory, server, status

CHECK = "exchange-server-groups"
BOTH = ["exchange servers", "Exchange Trusted Subsystem", "Domain Computers"]


@pytest.mark.parametrize(
    ("build", "groups", "answer"),
    [
        ("15.1.2507.6", BOTH, "met"),
        ("15.1.2507.6", BOTH[:1], "unmet"),
        ("15.1.2507.6", [], "unmet"),
        ("15.1.2507.6", None, "unknown"),
        (None, BOTH, "unknown"),
        ("8.3.83.6", [], "not-applicable"),
    ],
)
def test_the_groups(build: str | None, groups: list[str] | None, answer: str) -> None:
    account = replace(computer("10.0 (17763)"), groups=groups)
    assert answered(CHECK, exchange_server=server(build), computer=account)[0] == answer


def test_an_account_that_was_not_read_and_an_edge_server() -> None:
    assert status(inventory(servers=[server("15.1.2507.6")]), "exchange-se", CHECK) == "not-verified should"
    edge = answered(CHECK, exchange_server=server("15.1.2507.6", roles=64), computer=computer(None))
    assert edge[0] == "not-applicable"
