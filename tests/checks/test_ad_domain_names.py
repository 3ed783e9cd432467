"""ad-domain-names: single labels and disjoint name spaces."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from tests.checks.build import controller, domain, failed, inventory, status

CHECK = "ad-domain-names"


@pytest.mark.parametrize(
    ("name", "hosts", "expected"),
    [
        ("corp.example", ["dc1.corp.example"], "met should"),
        ("corp.example", ["DC1.Corp.Example"], "met should"),
        ("corp.example", ["dc1.corp.example", "dc2.other.example"], "warning should"),
        # A domain controller of a child domain would be named after that.
        ("corp.example", ["dc1.sub.corp.example"], "warning should"),
        ("corp", ["dc1.corp"], "warning should"),
        ("corp.example", [], "not-verified should"),
        ("corp.example", ["DC1"], "not-verified should"),
    ],
)
def test_the_names(name: str, hosts: Sequence[str], expected: str) -> None:
    controllers = [replace(controller(name=host), domain=name) for host in hosts]
    whole = inventory(domains=[domain(name)], domain_controllers=controllers)
    assert status(whole, "exchange-se", CHECK) == expected


def test_a_single_label_is_one_whoever_answers() -> None:
    assert status(inventory(domains=[domain("corp")], domain_controllers=failed()), "exchange-se", CHECK) == (
        "warning should"
    )
    unread = inventory(domains=[domain()], domain_controllers=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
