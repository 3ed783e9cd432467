"""exchange-service-names: names of services that two accounts claim."""

import pytest
from msgspec.structs import replace

from scanner.inventory.model import DomainController, ExchangeServer
from tests.checks.build import (
    computer,
    controller,
    failed,
    inventory,
    organization,
    read,
    rows,
    server,
    status,
)

CHECK = "exchange-service-names"


def named(name: str, *services: str) -> ExchangeServer:
    account = replace(computer("10.0 (17763)"), service_principal_names=list(services))
    return server("15.1.2507.6", name, fqdn=f"{name}.corp.example", computer=read(account))


DC = replace(
    controller(),
    computer=read(replace(computer("10.0 (17763)"), service_principal_names=["ldap/dc1.corp.example"])),
)
UNREAD = server("15.1.2507.6", "EX2", fqdn="ex2.corp.example")


@pytest.mark.parametrize(
    ("servers", "controllers", "expected"),
    [
        ([named("ex1", "http/ex1")], [DC], "met should"),
        ([named("ex1", "http/mail"), named("ex2", "HTTP/MAIL")], [DC], "warning should"),
        ([named("ex1", "LDAP/dc1.corp.example")], [DC], "warning should"),
        ([named("ex1", "http/ex1", "http/ex1")], [DC], "met should"),
        (
            [named("ex1", "http/ex1"), UNREAD],
            [DC],
            "not-verified should",
        ),
        # An Exchange server that is a domain controller has one account.
        ([named("dc1", "ldap/dc1.corp.example")], [DC], "met should"),
        ([server("15.1.2507.6", roles=64)], [DC], "met should"),
        ([named("ex1", "http/ex1")], [controller(account=failed())], "not-verified should"),
    ],
)
def test_who_claims_a_name(
    servers: list[ExchangeServer], controllers: list[DomainController], expected: str
) -> None:
    whole = inventory(organization=organization(), servers=servers, domain_controllers=controllers)
    assert status(whole, "exchange-se", CHECK) == expected


def test_the_accounts_are_named_and_what_was_not_read() -> None:
    both = [named("ex1", "http/mail"), named("ex2", "http/mail")]
    (row,) = rows(
        inventory(organization=organization(), servers=both, domain_controllers=[DC]), "exchange-se", CHECK
    )
    assert row.items[0].observed.text == "ex1.corp.example, ex2.corp.example"
    unread = inventory(organization=organization(), servers=both, domain_controllers=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
