"""m365-verified-domains: verified, or not to be used."""

import pytest

from scanner.inventory.model import Inventory
from tests.checks.build import accepted, inventory, organization, rows, said, status, tenant

CHECK = "m365-verified-domains"


def whole(verified: list[str] | None, unused: list[str] | None = None, *names: str) -> Inventory:
    return inventory(
        organization=organization(),
        accepted_domains=accepted(*[(name, 0) for name in names or ("corp.example", "corp.local")]),
        tenant=said(tenant(verified_domains=verified, unused_domains=unused)),
    )


@pytest.mark.parametrize(
    ("verified", "unused", "expected"),
    [
        (["CORP.example"], ["corp.local"], "met must"),
        (["corp.example"], None, "blocker must"),
        ([], ["corp.local"], "blocker must"),
        (None, ["corp.local"], "not-verified must"),
    ],
)
def test_states(verified: list[str] | None, unused: list[str] | None, expected: str) -> None:
    assert status(whole(verified, unused), "m365-staged", CHECK) == expected


def test_each_missing_one_is_named_and_wildcards_are_those_of_their_domain() -> None:
    (row,) = rows(
        whole(["a.example"], None, "a.example", "*.a.example", "*", "b.example"), "m365-staged", CHECK
    )
    assert [item.name for item in row.items] == ["b.example"]


@pytest.mark.parametrize("name", ["corp.onmicrosoft.com", "corp.mail.ONMICROSOFT.com", "corp.onmicrosoft.us"])
def test_a_tenant_has_its_own_domains_from_its_first_day_on(name: str) -> None:
    assert status(whole(["a.example"], None, "a.example", name), "m365-staged", CHECK) == "met must"
    assert status(whole(["a.example"], None, "notonmicrosoft.com"), "m365-staged", CHECK) == "blocker must"


def test_no_domain_found_is_not_verified() -> None:
    bare = inventory(
        organization=organization(), accepted_domains=[], tenant=said(tenant(verified_domains=[]))
    )
    assert status(bare, "m365-staged", CHECK) == "not-verified must"
