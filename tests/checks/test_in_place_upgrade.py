"""in-place-upgrade: servers with 2019 on their way to Subscription Edition."""

import pytest

from tests.checks.build import exchange_host, inventory, server, status

CHECK = "in-place-upgrade"


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        ("15.2.1544.4", "met should"),
        ("15.2.1748.10", "met should"),
        ("15.2.1544.3", "warning should"),
        ("15.2.1258.12", "warning should"),
        ("15.1.2507.6", "not-applicable should"),
        ("15.2.2562.17", "not-applicable should"),
        (None, "not-verified should"),
        ("16.0.1.1", "not-verified should"),
    ],
)
def test_the_builds(build: str | None, expected: str) -> None:
    assert status(inventory(servers=[server(build)]), "exchange-se", CHECK) == expected


def test_the_machine_knows_better_unless_it_contradicts() -> None:
    exact = inventory(servers=[server("15.2.1544.4")], hosts=[exchange_host("15.2.1544.11")])
    assert status(exact, "exchange-se", CHECK) == "met should"
    other = inventory(servers=[server("15.2.1544.4")], hosts=[exchange_host("15.2.1258.12")])
    assert status(other, "exchange-se", CHECK) == "not-verified should"
