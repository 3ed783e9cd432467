"""ad-sysvol: how SYSVOL is replicated."""

import pytest
from msgspec.structs import replace

from tests.checks.build import domain, domain_head, failed, inventory, read, status

CHECK = "ad-sysvol"


@pytest.mark.parametrize(
    ("state", "by_frs", "expected"),
    [
        (48, True, "met should"),
        (48, None, "met should"),
        (47, False, "warning should"),
        (32, True, "warning should"),
        (0, None, "warning should"),
        (None, True, "warning should"),
        (None, False, "met should"),
        (None, None, "not-verified should"),
    ],
)
def test_the_states(state: int | None, by_frs: bool | None, expected: str) -> None:
    head = replace(domain_head(), sysvol_migration=state, sysvol_file_replication=by_frs)
    assert status(inventory(domains=[domain(head=read(head))]), "exchange-se", CHECK) == expected


def test_a_domain_that_does_not_answer() -> None:
    assert status(inventory(domains=[domain(head=failed())]), "exchange-se", CHECK) == "not-verified should"
    assert status(inventory(domains=[domain()]), "exchange-2013", CHECK) == "not-applicable"
