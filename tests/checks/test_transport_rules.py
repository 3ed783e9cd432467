"""transport-rules: rules of 2007 without a counterpart."""

import pytest

from scanner.inventory.model import TransportRule
from tests.checks.build import failed, inventory, organization, rows, status
from tests.made import made

CHECK = "transport-rules"


def rule(collection: str, name: str = "Disclaimer") -> TransportRule:
    return made(TransportRule, name=name, collection=collection)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([], "not-applicable should"),
        ([rule("Transport")], "warning should"),
        ([rule("Transport"), rule("TransportVersioned", "disclaimer")], "met should"),
        ([rule("Transport"), rule("TransportVersioned", "Other")], "warning should"),
        ([rule("Transport"), rule("JournalingVersioned")], "warning should"),
        ([rule("Journaling"), rule("JournalingVersioned")], "met should"),
        ([rule("TransportVersioned")], "met should"),
        ([rule("Edge")], "met should"),
    ],
)
def test_the_collections(rules: list[TransportRule], expected: str) -> None:
    whole = inventory(organization=organization(), transport_rules=rules)
    assert status(whole, "exchange-2013", CHECK) == expected


def test_each_is_named_and_what_was_not_read() -> None:
    whole = inventory(
        organization=organization(), transport_rules=[rule("Transport"), rule("Journaling", "All")]
    )
    (row,) = rows(whole, "exchange-2010", CHECK)
    assert [item.name for item in row.items] == ["Disclaimer", "All"]
    unread = inventory(organization=organization(), transport_rules=failed())
    assert status(unread, "exchange-2013", CHECK) == "not-verified should"
    assert status(unread, "exchange-2016", CHECK) == "not-applicable"
