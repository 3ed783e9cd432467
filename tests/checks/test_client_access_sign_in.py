"""client-access-sign-in: what EWS offers to who has not signed in."""

import pytest

from tests.checks.build import host, inventory, read, rows, server, status
from tests.checks.machines import web_access

CHECK, BUILD = "client-access-sign-in", "15.1.2507.6"


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (["Negotiate", "NTLM"], "met should"),
        (["Bearer", "ntlm"], "met should"),
        (["Basic"], "warning should"),
        (["Bearer"], "warning should"),
        ([], "warning should"),
        (None, "not-verified should"),
    ],
)
def test_each_offer(ways: list[str] | None, expected: str) -> None:
    machine = host("ex1.corp.example", web_access=read(web_access(BUILD, authentication=ways)))
    found = inventory(servers=[server(BUILD)], hosts=[machine])
    assert status(found, "exchange-se", CHECK) == expected
    (row,) = rows(found, "exchange-se", CHECK)
    assert row.observed.text


def test_unseen_is_not_verified() -> None:
    assert status(inventory(servers=[server(BUILD)]), "exchange-se", CHECK) == "not-verified should"
