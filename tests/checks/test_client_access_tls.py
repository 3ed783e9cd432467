"""client-access-tls: the version that was agreed on."""

import pytest

from scanner.inventory.model import Inventory
from tests.checks.build import failed, host, inventory, read, server, status
from tests.checks.machines import web_access

CHECK, BUILD = "client-access-tls", "15.1.2507.6"
MAILBOX, EDGE, CLIENT_ACCESS = 2, 64, 4


def showing(tls: str | None, roles: int = CLIENT_ACCESS) -> Inventory:
    machine = host("ex1.corp.example", web_access=read(web_access(BUILD, tls=tls)))
    return inventory(servers=[server(BUILD, roles=roles)], hosts=[machine])


@pytest.mark.parametrize(
    ("tls", "expected"),
    [
        ("TLSv1.3", "met should"),
        ("TLSv1.2", "met should"),
        ("TLSv1.1", "warning should"),
        ("TLSv1", "warning should"),
        (None, "not-verified should"),
    ],
)
def test_each_version(tls: str | None, expected: str) -> None:
    assert status(showing(tls), "exchange-se", CHECK) == expected


@pytest.mark.parametrize("roles", [MAILBOX, EDGE])
def test_servers_no_program_connects_to_are_not_asked(roles: int) -> None:
    assert status(showing("TLSv1", roles), "exchange-se", CHECK) == "not-applicable should"


def test_versions_without_web_services_are_not_asked() -> None:
    found = inventory(servers=[server("6.5.7638.1", roles=None)])
    assert status(found, "exchange-2010", CHECK) == "not-applicable should"


def test_unseen_is_not_verified() -> None:
    for machine in ([], [host("ex1.corp.example", web_access=failed())]):
        found = inventory(servers=[server(BUILD, roles=CLIENT_ACCESS)], hosts=machine)
        assert status(found, "exchange-se", CHECK) == "not-verified should"
