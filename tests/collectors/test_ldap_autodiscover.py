"""Service connection points of Autodiscover, from recorded answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from scanner.collectors import exchange_containers, exchange_root, ldap_autodiscover
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import AutodiscoverPoint
from tests.collectors.answers import CONFIGURATION, EXCHANGE, GROUP, answer, entry, forest

SERVICES = f"CN=Services,{CONFIGURATION}"
POINTERS = f"CN=Microsoft Exchange Autodiscover,{SERVICES}"
SERVER = entry(f"CN=EX1,CN=Servers,{GROUP}", cn="EX1", msExchCurrentServerRoles=38)
URL = entry(
    f"CN=EX1,CN=Autodiscover,CN=Protocols,{SERVER.dn}",
    cn="EX1",
    keywords=["77378f46-2C66-4aa9-A6A6-3E7A48B19596", "Site=Paris", "site=Lyon"],
    serviceBindingInformation="https://ex1.corp.test/Autodiscover/Autodiscover.xml",
    whenCreated="20200102030405.0Z",
    whenChanged="20210102030405.0Z",
)
POINTER = entry(
    f"CN=partner.test,{POINTERS}",
    cn="partner.test",
    keywords=["67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68", "Domain=partner.test"],
    serviceBindingInformation="LDAP://partner.test",
)
POINTS = answer(ldap_autodiscover.POINTS, URL, POINTER)


def services(*containers: Entry) -> dict[tuple[str, str] | str, Sequence[Entry]]:
    """A recorded directory knows no scopes: the same answer serves as the container and as what is in it."""
    return answer(exchange_root.SERVICES, entry(SERVICES, cn="Services"), *containers)


def test_addresses_and_pointers() -> None:
    assert ldap_autodiscover.read([POINTER, URL]) == [
        AutodiscoverPoint(
            name="EX1",
            kind="url",
            addresses=["https://ex1.corp.test/Autodiscover/Autodiscover.xml"],
            sites=["Lyon", "Paris"],
            domains=[],
            server="EX1",
            created=datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
            changed=datetime(2021, 1, 2, 3, 4, 5, tzinfo=UTC),
        ),
        AutodiscoverPoint(
            name="partner.test",
            kind="pointer",
            addresses=["LDAP://partner.test"],
            sites=[],
            domains=["partner.test"],
            server=None,
            created=None,
            changed=None,
        ),
    ]


def test_a_forest_without_exchange_may_point_to_another() -> None:
    directories = forest(services(entry(POINTERS, cn="x")), answer(ldap_autodiscover.POINTS, POINTER))
    assert ldap_autodiscover.ask(directories) == [POINTER]


def test_hidden_pointers_are_not_missing_ones() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_autodiscover.ask(forest(services(entry(POINTERS)), POINTS))
    assert refused.value.values == {"what": "CN=Microsoft Exchange Autodiscover"}


def test_hidden_protocols_of_a_server_hide_its_point() -> None:
    exchange = answer(exchange_root.ROOT, entry(EXCHANGE, cn="Microsoft Exchange"))
    servers = answer(exchange_containers.SERVERS, SERVER)
    with pytest.raises(Trouble) as refused:
        ldap_autodiscover.ask(forest(exchange, services(), servers, POINTS))
    assert refused.value.values == {"what": "CN=Protocols,CN=EX1"}
    protocols = answer(exchange_containers.PROTOCOLS, entry(f"CN=Protocols,{SERVER.dn}", cn="Protocols"))
    assert ldap_autodiscover.ask(forest(exchange, services(), servers, protocols, POINTS)) == [URL, POINTER]
