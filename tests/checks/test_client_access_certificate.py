"""client-access-certificate: trusted, in date, for the names."""

from typing import Any

import pytest

from scanner.inventory.model import Inventory
from tests.checks.build import host, inventory, read, rows, server, status
from tests.checks.machines import bound_certificate, virtual_directory, web_access
from tests.checks.objects import certificate

CHECK, BUILD = "client-access-certificate", "15.1.2507.6"


def showing(**more: Any) -> Inventory:
    machine = host("ex1.corp.example", web_access=read(web_access(BUILD, **more)))
    return inventory(
        servers=[server(BUILD)],
        hosts=[machine],
        virtual_directories=[virtual_directory(), virtual_directory(None)],
    )


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "met should"),
        ({"certificate_problem": "it is not for ex1.corp.example"}, "met should"),
        ({"certificate_trusted": False, "certificate_problem": "self-signed"}, "warning should"),
        ({"certificate": bound_certificate(names=["other.example"]).certificate}, "warning should"),
        ({"certificate": bound_certificate(names=["*.corp.example"]).certificate}, "met should"),
        ({"certificate": bound_certificate(names=None).certificate}, "not-verified should"),
        ({"certificate": certificate(59)}, "warning should"),
        ({"certificate": certificate(-1)}, "warning should"),
        ({"certificate": bound_certificate(ends=None).certificate}, "not-verified should"),
        ({"certificate_trusted": None}, "not-verified should"),
        ({"certificate": None}, "not-verified should"),
    ],
)
def test_each_fault(more: dict[str, Any], expected: str) -> None:
    assert status(showing(**more), "exchange-se", CHECK) == expected


def test_why_it_is_not_trusted_is_told() -> None:
    (row,) = rows(
        showing(certificate_trusted=False, certificate_problem="self-signed"), "exchange-2016", CHECK
    )
    assert row.observed.text == "not trusted by the machine that scanned: self-signed"


def test_unseen_is_not_verified() -> None:
    found = inventory(servers=[server(BUILD)], virtual_directories=[virtual_directory()])
    assert status(found, "exchange-se", CHECK) == "not-verified should"
