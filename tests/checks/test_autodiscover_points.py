"""autodiscover-points: points of servers that are gone, and without an address."""

import pytest

from scanner.inventory.model import AutodiscoverPoint
from scanner.inventory.names import name_of_deleted
from tests.checks.build import failed, inventory, organization, server, status
from tests.made import made

CHECK = "autodiscover-points"
URL = "https://autodiscover.corp.example/Autodiscover/Autodiscover.xml"


@pytest.mark.parametrize(
    ("kind", "of", "addresses", "expected"),
    [
        ("url", "EX1", [URL], "met should"),
        ("url", None, [URL], "met should"),
        ("url", "EX9", [URL], "warning should"),
        ("url", name_of_deleted("EX1"), [URL], "warning should"),
        ("url", "EX1", [], "warning should"),
        ("url", "EX1", [" "], "warning should"),
        ("pointer", "EX9", ["LDAP://other.example"], "met should"),
    ],
)
def test_the_points(kind: str, of: str | None, addresses: list[str], expected: str) -> None:
    points = [made(AutodiscoverPoint, name="EX1", kind=kind, server=of, addresses=addresses)]
    whole = inventory(
        organization=organization(), servers=[server("15.1.2507.6")], autodiscover_points=points
    )
    assert status(whole, "exchange-se", CHECK) == expected


def test_points_that_were_not_read() -> None:
    whole = inventory(organization=organization(), servers=[], autodiscover_points=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
