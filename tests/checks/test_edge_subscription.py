"""edge-subscription: Edge servers that have to be subscribed anew."""

import pytest

from scanner.inventory.model import ExchangeServer
from tests.checks.build import failed, inventory, rows, server

CHECK = "edge-subscription"
EDGE = server("15.1.2507.6", "EDGE1", roles=64, fqdn="edge1")


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], "warning"),
        ([server("15.1.2507.6")], "warning"),
        # Whether it was subscribed since is not in the directory.
        ([server("15.2.2562.17")], "not-verified"),
        ([server("15.2.2562.17", "EDGE2", roles=64)], "warning"),
    ],
)
def test_an_edge_server(others: list[ExchangeServer], expected: str) -> None:
    found = rows(inventory(servers=[EDGE, *others]), "exchange-se", CHECK)
    assert next(row.status for row in found if row.subject.name == "EDGE1") == expected


def test_other_servers_have_no_subscription() -> None:
    (row,) = rows(inventory(servers=[server("15.1.2507.6")]), "exchange-se", CHECK)
    assert row.status == "not-applicable"
    (row,) = rows(inventory(servers=failed()), "exchange-se", CHECK)
    assert row.status == "not-verified"
