"""One server of an inventory asked again, over real sockets: the rest stays, and what was read is never lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from scanner.inventory.absence import Failed, Skipped
from scanner.inventory.store import load
from scanner.repeat import repeated
from scanner.request import Request
from tests.servers import answers
from tests.test_servers import BUILD_2016, BUILD_2019, EX1, EX2, NOW, data, estate, host_of

__all__ = ["estate"]  # a fixture


def test_one_server_is_asked_again_and_the_rest_stays(estate: Callable[..., Any]) -> None:
    machines = {
        "ex1": answers.exchange_server("ex1.corp.test", BUILD_2016),
        "ex2": answers.exchange_server("ex2.corp.test", BUILD_2019, status=503),
    }
    with estate(machines, EX1, EX2) as begun:
        first = begun.run()
        asked, machines["ex2"].status = len(machines["ex1"].seen), None
        again = repeated(begun.request(), first.inventory, (), ("EX2",))
        whole = begun.run(again)
        assert len(machines["ex1"].seen) == asked
        assert isinstance(host_of(first, "ex2").exchange, Failed)
        assert data(host_of(whole, "ex2").exchange).build == BUILD_2019
        assert host_of(whole, "ex1") == host_of(first, "ex1")
        assert {each.server for each in data(whole.inventory.database_statistics)} == {"EX1", "EX2"}
        assert whole.inventory.forest == first.inventory.forest
        assert "hosts/ex2.corp.test/exchange" not in {gap.where for gap in whole.gaps}

        machines["ex2"].status = 503
        lost = begun.run(again)
    stays = msgspec.structs.replace(host_of(lost, "ex2"), web_access=host_of(whole, "ex2").web_access)
    assert stays == host_of(whole, "ex2")
    assert (lost.inventory.clients, lost.inventory.database_statistics) == (
        whole.inventory.clients,
        whole.inventory.database_statistics,
    )
    kept = {gap.where: (gap.absent.code, gap.kept_from) for gap in lost.gaps}
    assert kept["hosts/ex2.corp.test/exchange"] == ("server-refused", NOW)
    assert load(begun.path)[0] == lost.inventory


def test_one_collector_alone_asks_a_server(estate: Callable[..., Any]) -> None:
    with estate({"ex1": answers.exchange_server("ex1.corp.test", BUILD_2016)}, EX1) as begun:
        first = begun.run(Request(domain="corp.test", server="dc1.corp.test"))
        outcome = begun.run(repeated(begun.request(), first.inventory, ("web-access",), ("ex1",)))
        assert not [each for each in begun.machines["ex1"].seen if each.startswith("Get-")]
    ex1 = host_of(outcome, "ex1")
    assert data(ex1.web_access).build == BUILD_2016
    assert isinstance(ex1.memory, Skipped)
