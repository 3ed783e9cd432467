"""exchange-certificates-valid: to the day, and only for what is in use."""

import pytest

from scanner.inventory.model import BoundCertificate
from tests.checks.build import TODAY, failed, host, inventory, read, rows, server, status
from tests.checks.machines import bound_certificate

CHECK = "exchange-certificates-valid"
OTHER = "BB" * 20


def answer(*found: BoundCertificate) -> str:
    machine = host("ex1.corp.example", certificates=read(list(found)))
    return status(inventory(servers=[server("15.1.2507.6")], hosts=[machine]), "exchange-se", CHECK)


def test_the_day_of_these_tests() -> None:
    assert TODAY.isoformat() == "2026-11-23"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([bound_certificate(ends="2027-01-21")], "warning should"),  # 59 days
        ([bound_certificate(ends="2027-01-22")], "met should"),  # 60
        ([bound_certificate(ends="2026-11-22")], "warning should"),
        ([bound_certificate(ends="2026-11-22", services=[])], "met should"),
        ([bound_certificate(ends="2026-11-22", services=["None"])], "met should"),
        ([bound_certificate(ends="2026-11-22", services=None)], "not-verified should"),
        ([bound_certificate(ends="2028-11-22", services=None)], "met should"),
        ([bound_certificate(ends=None)], "not-verified should"),
        ([bound_certificate(ends=None), bound_certificate(OTHER, ends="2026-11-22")], "warning should"),
        ([], "met should"),
    ],
)
def test_each_certificate(found: list[BoundCertificate], expected: str) -> None:
    assert answer(*found) == expected


def test_each_is_an_item_and_absence_is_not_met() -> None:
    bad = [
        bound_certificate(ends="2026-12-01"),
        bound_certificate(OTHER, ends="2026-11-01"),
        bound_certificate("CC" * 20),
    ]
    machine = host("ex1.corp.example", certificates=read(bad))
    whole = inventory(servers=[server("15.1.2507.6")], hosts=[machine])
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [
        ("CN=mail.corp.example (AAAAAAAA)", "expires on 1 December 2026"),
        ("CN=mail.corp.example (BBBBBBBB)", "expired on 1 November 2026"),
    ]
    assert row.observed.text.startswith("2 of 3 end too soon")
    unread = inventory(
        servers=[server("15.1.2507.6")], hosts=[host("ex1.corp.example", certificates=failed())]
    )
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
