"""m365-routable-domains: endings nobody can own."""

import pytest

from tests.checks.build import accepted, inventory, organization, rows, status

CHECK = "m365-routable-domains"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["corp.example"], "met should"),
        (["corp.local"], "warning should"),
        (["corp.example", "CORP.LAN"], "warning should"),
        (["corp"], "warning should"),
        (["local.example", "*"], "met should"),
        (["*.corp.local"], "warning should"),
        ([], "not-verified should"),
    ],
)
def test_domains(names: list[str], expected: str) -> None:
    whole = inventory(organization=organization(), accepted_domains=accepted(*[(name, 0) for name in names]))
    assert status(whole, "m365-hybrid", CHECK) == expected


def test_each_is_named() -> None:
    domains = accepted(("a.local", 0), ("b.example", 0), ("c.lan", 0))
    (row,) = rows(inventory(organization=organization(), accepted_domains=domains), "m365-cutover", CHECK)
    assert [item.name for item in row.items] == ["a.local", "c.lan"]
