"""exchange-services: disabled, stopped, or as they like."""

import pytest

from scanner.inventory.model import Service
from tests.checks.build import failed, host, inventory, read, rows, server, status
from tests.checks.machines import service

CHECK = "exchange-services"
STORE = service("MSExchangeIS")


def answer(*services: Service) -> str:
    machine = host("ex1.corp.example", services=read(list(services)))
    return status(inventory(servers=[server("15.1.2507.6")], hosts=[machine]), "exchange-se", CHECK)


@pytest.mark.parametrize(
    ("services", "expected"),
    [
        ([STORE], "met should"),
        ([STORE, service("MSExchangeRepl", "Disabled", "Stopped")], "warning should"),
        ([STORE, service("msexchangetransport", "Auto", "Stopped")], "warning should"),
        ([STORE, service("MSExchangeWSBExchange", "Manual", "Stopped")], "met should"),
        ([STORE, service("MSExchangePop3", "Disabled", "Stopped")], "met should"),
        ([STORE, service("Spooler", "Disabled", "Stopped")], "met should"),
        ([STORE, service("FMS", "Disabled", "Stopped")], "warning should"),
        ([STORE, service("MSExchangeRepl", None)], "not-verified should"),
        ([STORE, service("MSExchangeRepl", "Auto", None)], "not-verified should"),
        ([], "not-verified should"),
    ],
)
def test_each_service(services: list[Service], expected: str) -> None:
    assert answer(*services) == expected


def test_each_is_an_item_and_absence_is_not_met() -> None:
    stopped = service("MSExchangeRepl", "Auto", "Stopped")
    machine = host("ex1.corp.example", services=read([STORE, stopped]))
    whole = inventory(servers=[server("15.1.2507.6")], hosts=[machine])
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [("MSExchangeRepl", "Auto, Stopped")]
    unread = inventory(servers=[server("15.1.2507.6")], hosts=[host("ex1.corp.example", services=failed())])
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
