"""exchange-certificate-services: by the roles of the server."""

import pytest

from scanner.inventory.model import BoundCertificate
from tests.checks.build import failed, host, inventory, read, rows, server, status
from tests.checks.machines import bound_certificate

CHECK = "exchange-certificate-services"
ALL, MAILBOX_2010, HUB_2010, EDGE = 16439, 2, 32, 64


def answer(roles: int | None, *found: BoundCertificate) -> str:
    machine = host("ex1.corp.example", certificates=read(list(found)))
    whole = inventory(servers=[server("15.1.2507.6", roles=roles)], hosts=[machine])
    return status(whole, "exchange-se", CHECK)


@pytest.mark.parametrize(
    ("roles", "found", "expected"),
    [
        (ALL, [bound_certificate()], "met should"),
        (ALL, [bound_certificate(services=["iis", "Smtp"])], "met should"),
        (ALL, [bound_certificate(services=["SMTP"])], "warning should"),
        (ALL, [bound_certificate(services=["IIS"])], "warning should"),
        (
            ALL,
            [bound_certificate(services=["IIS"]), bound_certificate("BB" * 20, services=["SMTP"])],
            "met should",
        ),
        (ALL, [bound_certificate(private_key=False)], "warning should"),
        (ALL, [bound_certificate(private_key=None)], "not-verified should"),
        (ALL, [bound_certificate(services=None)], "not-verified should"),
        (ALL, [], "warning should"),
        (MAILBOX_2010, [], "not-applicable should"),
        (HUB_2010, [bound_certificate(services=["SMTP"])], "met should"),
        (EDGE, [bound_certificate(services=["SMTP"])], "met should"),
        (EDGE, [], "warning should"),
        (None, [bound_certificate()], "not-verified should"),
    ],
)
def test_each_role(roles: int | None, found: list[BoundCertificate], expected: str) -> None:
    assert answer(roles, *found) == expected


def test_services_are_items_and_absence_is_not_met() -> None:
    machine = host("ex1.corp.example", certificates=read([]))
    whole = inventory(servers=[server("15.1.2507.6")], hosts=[machine])
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [item.name for item in row.items] == ["IIS", "SMTP"]
    unread = inventory(
        servers=[server("15.1.2507.6")], hosts=[host("ex1.corp.example", certificates=failed())]
    )
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
