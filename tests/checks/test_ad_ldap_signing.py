"""ad-ldap-signing: demanded, not demanded, not set."""

import pytest

from tests.checks.build import TARGETS, controller, failed, host, inventory, read, rows, status
from tests.checks.machines import security

CHECK = "ad-ldap-signing"


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("value", "expected"),
    [(2, "met should"), (1, "warning should"), (0, "warning should"), (None, "not-verified should")],
)
def test_each_value(target: str, value: int | None, expected: str) -> None:
    machine = host("dc1.corp.example", security=read(security(ldap_signing=value)))
    assert status(inventory(domain_controllers=[controller()], hosts=[machine]), target, CHECK) == expected


def test_channel_binding_is_shown_and_absence_is_not_met() -> None:
    machine = host("dc1.corp.example", security=read(security(ldap_channel_binding=1)))
    (row,) = rows(inventory(domain_controllers=[controller()], hosts=[machine]), "exchange-se", CHECK)
    assert row.observed.text == "LDAPServerIntegrity 2, channel binding when supported"
    assert status(inventory(domain_controllers=[controller()]), "exchange-se", CHECK) == "not-verified should"
    dead = host("dc1.corp.example", security=failed())
    assert (
        status(inventory(domain_controllers=[controller()], hosts=[dead]), "exchange-se", CHECK)
        == "not-verified should"
    )
