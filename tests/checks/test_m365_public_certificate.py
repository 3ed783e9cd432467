"""m365-public-certificate: of the published names."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from scanner.inventory.model import BoundCertificate, Certificate, Inventory
from tests.checks.build import TODAY, address, host, inventory, read, rows, said, server, status, tenant
from tests.made import made

CHECK = "m365-public-certificate"


PUBLISHED = [address("ews", "https://mail.corp.example/EWS/Exchange.asmx")]


def bound(
    issuer: str = "CN=Public CA", names: Sequence[str] = ("mail.corp.example",), ends: date = date(2027, 1, 1),
    services: list[str] | None = None,
) -> BoundCertificate:  # fmt: skip
    found = made(
        Certificate, thumbprint="AA", subject="CN=mail.corp.example", issuer=issuer, names=list(names),
        not_after=datetime.combine(ends, time(), UTC),
    )  # fmt: skip
    return made(BoundCertificate, certificate=found, services=services)


def whole(*found: BoundCertificate, public: bool | None = True, directories: Any = PUBLISHED) -> Inventory:
    return inventory(
        servers=[server("15.1.2507.6")],
        virtual_directories=directories,
        hosts=[host("ex1.corp.example", certificates=read(list(found)))],
        tenant=said(tenant(public_certificate=public)),
    )


@pytest.mark.parametrize(
    ("found", "public", "expected"),
    [
        (bound(), True, "met must"),
        (bound(), False, "blocker must"),
        (bound(), None, "not-verified must"),
        (bound(names=["*.corp.example"]), True, "met must"),
        (bound(names=["*.example"]), True, "not-verified must"),
        (bound(services=["SMTP"]), True, "not-verified must"),
        (bound(issuer="CN=mail.corp.example"), True, "blocker must"),
        (bound(ends=TODAY), True, "met must"),
        (bound(ends=TODAY - timedelta(days=1)), True, "blocker must"),
    ],
)
def test_certificates(found: BoundCertificate, public: bool | None, expected: str) -> None:
    assert status(whole(found, public=public), "m365-hybrid", CHECK) == expected


def test_a_server_without_a_name_outside_needs_none() -> None:
    assert status(whole(directories=[address("ews", None)]), "m365-hybrid", CHECK) == "not-applicable must"


def test_a_server_behind_a_newer_version_bears_no_names_outside() -> None:
    own = whole(bound(issuer="CN=mail.corp.example"))
    both = replace(own, servers=read([server("15.1.2507.6"), server("15.2.2562.17", "NEW")]))
    found = {row.subject.name: row.status for row in rows(both, "m365-hybrid", CHECK)}
    assert found["EX1"] == "not-applicable"
