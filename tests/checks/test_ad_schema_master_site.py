"""ad-schema-master-site: whether an Exchange server stands beside the schema master."""

import pytest

from scanner.inventory.model import ExchangeServer
from tests.checks.build import controller, failed, forest, inventory, server, status

CHECK = "ad-schema-master-site"
MASTER = controller()
BESIDE = server("15.2.1748.10")


@pytest.mark.parametrize(
    ("servers", "expected"),
    [
        ([BESIDE], "met should"),
        ([], "warning should"),
        ([server("15.2.1748.10", site="Annecy")], "warning should"),
        ([server("15.2.1748.10", site=None)], "warning should"),
        # Another domain of the same site, and an Edge server.
        ([server("15.2.1748.10", fqdn="ex1.sub.corp.example")], "warning should"),
        ([server("15.2.1748.10", roles=64)], "warning should"),
        ([server("15.2.1748.10", site="Annecy"), BESIDE], "met should"),
    ],
)
def test_who_stands_beside_it(servers: list[ExchangeServer], expected: str) -> None:
    whole = inventory(forest=forest(), domain_controllers=[MASTER], servers=servers)
    assert status(whole, "exchange-se", CHECK) == expected


@pytest.mark.parametrize("name", [None, "dc9.corp.example"])
def test_a_master_that_is_not_known(name: str | None) -> None:
    whole = inventory(forest=forest(schema_master=name), domain_controllers=[MASTER], servers=[BESIDE])
    assert status(whole, "exchange-se", CHECK) == "not-verified should"


@pytest.mark.parametrize("missing", ["forest", "domain_controllers", "servers"])
def test_each_part_is_needed(missing: str) -> None:
    parts = {"forest": forest(), "domain_controllers": [MASTER], "servers": [BESIDE]}
    assert status(inventory(**{**parts, missing: failed()}), "exchange-se", CHECK) == "not-verified should"
