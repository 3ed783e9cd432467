"""exchange-edition: licensed, or a trial."""

import pytest

from tests.checks.build import failed, inventory, rows, server, status

CHECK = "exchange-edition"


@pytest.mark.parametrize(
    ("edition", "expected", "shown"),
    [
        (0, "met should", "Standard"),
        (1, "met should", "Enterprise"),
        (10, "met should", "Hybrid"),
        (2, "warning should", "a trial"),
        (4, "not-verified should", "edition 4"),
        (None, "not-verified should", "could not be read"),
    ],
)
def test_the_editions(edition: int | None, expected: str, shown: str) -> None:
    whole = inventory(servers=[server("15.1.2507.6", edition=edition)])
    assert status(whole, "exchange-se", CHECK) == expected
    assert shown in rows(whole, "exchange-se", CHECK)[0].observed.text


def test_servers_that_were_not_read() -> None:
    assert status(inventory(servers=failed()), "exchange-se", CHECK) == "not-verified should"
