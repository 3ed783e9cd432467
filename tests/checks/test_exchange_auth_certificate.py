"""exchange-auth-certificate: named, there, with its key, for long enough."""

import pytest
from msgspec.structs import replace

from scanner.inventory.model import AuthConfiguration, BoundCertificate
from tests.checks.build import failed, host, inventory, read, server, status
from tests.checks.healthy import without
from tests.checks.machines import auth_configuration, bound_certificate

CHECK = "exchange-auth-certificate"
NEXT = "BB" * 20
GOOD = auth_configuration()
STAGED = auth_configuration("AA" * 20, NEXT)
SOON, LONG = "2027-01-21", "2031-01-01"  # 59 days


def answer(
    configuration: AuthConfiguration | None,
    *found: BoundCertificate,
    stamp: str | None = "15.1.2507.6",
    roles: int = 54,
) -> str:
    machine = host("ex1.corp.example", certificates=read(list(found)))
    whole = inventory(
        servers=[server(stamp, roles=roles)], hosts=[machine], auth_configuration=read(configuration)
    )
    return status(whole, "exchange-se", CHECK)


@pytest.mark.parametrize(
    ("configuration", "found", "expected"),
    [
        (GOOD, [bound_certificate()], "met should"),
        (GOOD, [bound_certificate("aa" * 20)], "met should"),
        (GOOD, [bound_certificate(ends="2027-01-22")], "met should"),
        (GOOD, [bound_certificate(ends=SOON)], "warning should"),
        (STAGED, [bound_certificate(ends=SOON), bound_certificate(NEXT, ends=LONG)], "met should"),
        (STAGED, [bound_certificate(ends=SOON), bound_certificate(NEXT, ends=SOON)], "warning should"),
        (STAGED, [bound_certificate(ends=SOON)], "warning should"),
        # Which of them is in use is not said: one that ended may be the one before.
        (STAGED, [bound_certificate(ends="2026-11-22"), bound_certificate(NEXT, ends=LONG)], "met should"),
        (STAGED, [bound_certificate(ends=None), bound_certificate(NEXT, ends=LONG)], "met should"),
        (
            STAGED,
            [bound_certificate(private_key=False), bound_certificate(NEXT, ends=SOON)],
            "warning should",
        ),
        (
            STAGED,
            [bound_certificate(private_key=None), bound_certificate(NEXT, ends=SOON)],
            "not-verified should",
        ),
        (GOOD, [bound_certificate(NEXT)], "warning should"),
        (GOOD, [bound_certificate(private_key=False)], "warning should"),
        (GOOD, [bound_certificate(private_key=None)], "not-verified should"),
        (GOOD, [bound_certificate(ends=None)], "not-verified should"),
        (None, [bound_certificate()], "warning should"),
        (replace(GOOD, certificates=[]), [bound_certificate()], "warning should"),
    ],
)
def test_each_certificate(
    configuration: AuthConfiguration | None, found: list[BoundCertificate], expected: str
) -> None:
    assert answer(configuration, *found) == expected


@pytest.mark.parametrize(
    ("stamp", "roles", "expected"),
    [
        ("14.3.123.4", 54, "not-applicable should"),
        ("15.1.2507.6", 64, "not-applicable should"),
        (None, 54, "not-verified should"),
    ],
)
def test_servers_that_have_none(stamp: str | None, roles: int, expected: str) -> None:
    assert answer(GOOD, stamp=stamp, roles=roles) == expected


def test_what_was_not_read_is_not_met() -> None:
    machine = host("ex1.corp.example", certificates=read([bound_certificate()]))
    whole = inventory(servers=[server("15.1.2507.6")], hosts=[machine], auth_configuration=read(GOOD))
    assert status(without(whole, auth_configuration=failed()), "exchange-se", CHECK) == "not-verified should"
    assert status(without(whole, hosts=[]), "exchange-se", CHECK) == "not-verified should"
