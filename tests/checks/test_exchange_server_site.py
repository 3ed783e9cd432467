"""exchange-server-site: the site each server states."""

import pytest

from tests.checks.build import failed, inventory, server, sites, status

CHECK = "exchange-server-site"


@pytest.mark.parametrize(
    ("build", "site", "there", "roles", "expected"),
    [
        ("15.1.2507.6", "Lyon", ["lyon"], 16439, "met should"),
        ("15.1.2507.6", "Lyon", ["Annecy"], 16439, "warning should"),
        ("15.1.2507.6", None, ["Lyon"], 16439, "warning should"),
        ("15.1.2507.6", "Lyon", [], 16439, "not-verified should"),
        # Only planned: nothing but its version is known.
        ("15.1.2507.6", None, ["Lyon"], None, "not-verified should"),
        ("6.5.7638.2", None, ["Lyon"], None, "not-applicable should"),
        ("15.1.2507.6", None, ["Lyon"], 64, "not-applicable should"),
    ],
)
def test_the_sites(build: str, site: str | None, there: list[str], roles: int | None, expected: str) -> None:
    whole = inventory(servers=[server(build, roles=roles, site=site)], sites=sites(*there))
    assert status(whole, "exchange-se", CHECK) == expected


def test_sites_that_were_not_read() -> None:
    whole = inventory(servers=[server("15.1.2507.6")], sites=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
