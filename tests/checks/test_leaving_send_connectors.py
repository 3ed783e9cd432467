"""leaving-send-connectors: connectors a server is a source of, for servers that go."""

import pytest

from tests.checks.build import failed, inventory, rows, server, status
from tests.checks.objects import send_connector

CHECK = "leaving-send-connectors"


@pytest.mark.parametrize(
    ("target", "build", "sources", "expected"),
    [
        ("exchange-se", "15.1.2507.6", ["EX1"], "warning should"),
        ("exchange-se", "15.1.2507.6", ["ex1.corp.example", "EX2"], "warning should"),
        ("exchange-se", "15.1.2507.6", ["EX2"], "met should"),
        # 2019 can be upgraded where it is, and what the target is stays.
        ("exchange-se", "15.2.1748.10", ["EX1"], "not-applicable should"),
        ("exchange-se", "15.2.2562.17", ["EX1"], "not-applicable should"),
        ("exchange-2019", "15.2.2562.17", ["EX1"], "not-applicable should"),
        ("exchange-2019", "15.1.2507.6", ["EX1"], "warning should"),
        ("exchange-2016", "15.1.2507.6", ["EX1"], "not-applicable should"),
        ("exchange-se", None, ["EX1"], "not-verified should"),
    ],
)
def test_who_goes(target: str, build: str | None, sources: list[str], expected: str) -> None:
    whole = inventory(servers=[server(build)], send_connectors=[send_connector("Internet", *sources)])
    assert status(whole, target, CHECK) == expected


def test_the_connectors_of_an_edge_server_go_with_its_subscription() -> None:
    whole = inventory(servers=[server("15.1.2507.6", roles=64)], send_connectors=[send_connector()])
    assert status(whole, "exchange-se", CHECK) == "not-applicable should"


def test_each_connector_is_named() -> None:
    whole = inventory(
        servers=[server("15.1.2507.6")],
        send_connectors=[send_connector("A"), send_connector("B", "EX2"), send_connector("C", "EX1", "EX2")],
    )
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [item.name for item in row.items] == ["A", "C"]
    unread = inventory(servers=[server("15.1.2507.6")], send_connectors=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
