"""exchange-certificate-strength: each side of a length, each hash."""

import pytest

from scanner.inventory.model import BoundCertificate
from tests.checks.build import failed, host, inventory, read, rows, server, status
from tests.checks.machines import bound_certificate

CHECK = "exchange-certificate-strength"


def answer(*found: BoundCertificate) -> str:
    machine = host("ex1.corp.example", certificates=read(list(found)))
    return status(inventory(servers=[server("15.1.2507.6")], hosts=[machine]), "exchange-se", CHECK)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([bound_certificate(key=("RSA", 2048))], "met should"),
        ([bound_certificate(key=("RSA", 2047))], "warning should"),
        ([bound_certificate(key=("RSA", None))], "not-verified should"),
        ([bound_certificate(key=("EC", 256))], "met should"),
        ([bound_certificate(key=(None, None))], "not-verified should"),
        ([bound_certificate(hashed="sha1")], "warning should"),
        ([bound_certificate(hashed="SHA1")], "warning should"),
        ([bound_certificate(hashed="sha384")], "met should"),
        ([bound_certificate(hashed=None)], "not-verified should"),
        ([bound_certificate(key=("RSA", 1024), hashed=None)], "warning should"),
        ([bound_certificate(hashed="sha1", services=[])], "met should"),
        ([bound_certificate(hashed="sha1", services=None)], "not-verified should"),
        ([bound_certificate(services=None)], "met should"),
        ([], "met should"),
    ],
)
def test_each_certificate(found: list[BoundCertificate], expected: str) -> None:
    assert answer(*found) == expected


def test_each_is_an_item_and_absence_is_not_met() -> None:
    machine = host("ex1.corp.example", certificates=read([bound_certificate(key=("RSA", 1024))]))
    whole = inventory(servers=[server("15.1.2507.6")], hosts=[machine])
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [item.observed.text for item in row.items] == ["RSA 1024 bits, sha256"]
    unread = inventory(
        servers=[server("15.1.2507.6")], hosts=[host("ex1.corp.example", certificates=failed())]
    )
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
