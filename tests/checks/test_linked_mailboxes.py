"""linked-mailboxes: mailboxes of accounts in another forest."""

from typing import Any

import pytest
from msgspec.structs import replace

from scanner.inventory.model import Trust
from tests.checks.build import domain, failed, inventory, organization, read, status
from tests.checks.objects import recipient, recipient_list
from tests.made import made

CHECK = "linked-mailboxes"
OUTSIDE = made(Trust, partner="accounts.example", attributes=8)
INSIDE = made(Trust, partner="sub.corp.example", attributes=32)
SID = "S-1-5-21-1-2-3-1104"


@pytest.mark.parametrize(
    ("sids", "trusts", "expected"),
    [
        ([], read([OUTSIDE]), "not-applicable should"),
        # SELF is how disabled accounts of old were marked.
        (["S-1-5-10"], read([]), "not-applicable should"),
        ([SID], read([OUTSIDE]), "met should"),
        ([SID], read([]), "warning should"),
        ([SID], read([INSIDE]), "warning should"),
        ([SID], failed(), "not-verified should"),
        ([SID, SID], read([OUTSIDE]), "warning should"),
        ([SID, SID], failed(), "warning should"),
        ([SID, "S-1-5-21-1-2-3-1105"], read([OUTSIDE]), "met should"),
    ],
)
def test_accounts_and_trusts(sids: list[str], trusts: Any, expected: str) -> None:
    people = recipient_list(*(recipient(f"N{number}", linked=sid) for number, sid in enumerate(sids)))
    whole = inventory(
        organization=organization(), recipient_list=people, domains=[replace(domain(), trusts=trusts)]
    )
    assert status(whole, "exchange-se", CHECK) == expected


@pytest.mark.parametrize("missing", ["recipient_list", "domains"])
def test_each_part_is_needed(missing: str) -> None:
    parts = {"recipient_list": recipient_list(), "domains": [domain()]}
    whole = inventory(organization=organization(), **{**parts, missing: failed()})
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
