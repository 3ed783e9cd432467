"""coexistence-remnants: what versions before 2007 left."""

import pytest

from scanner.inventory.model import LegacyKind, LegacyObject
from tests.checks.build import failed, inventory, organization, rows, status

CHECK = "coexistence-remnants"


def left(kind: LegacyKind) -> LegacyObject:
    return LegacyObject(kind=kind, name=f"a {kind}", server=None, domain=None)


@pytest.mark.parametrize(
    ("target", "kind", "expected"),
    [
        ("exchange-se", None, "met should"),
        ("exchange-se", "recipient-update-service", "warning should"),
        ("exchange-2013", "routing-group-connector", "warning should"),
        # Setup of 2010 stops at a connector to 5.5, and needs the others beside 2003.
        ("exchange-2010", "active-directory-connector", "blocker must"),
        ("exchange-2010", "connection-agreement", "warning should"),
        ("exchange-2010", "recipient-update-service", "met should"),
        ("exchange-2010", "routing-group-connector", "met should"),
        ("exchange-2013", "active-directory-connector", "warning should"),
    ],
)
def test_the_kinds(target: str, kind: LegacyKind | None, expected: str) -> None:
    objects = [] if kind is None else [left(kind)]
    assert status(inventory(organization=organization(), legacy_objects=objects), target, CHECK) == expected


def test_each_is_named() -> None:
    objects = [left("recipient-update-service"), left("site-replication-service")]
    (row,) = rows(inventory(organization=organization(), legacy_objects=objects), "exchange-se", CHECK)
    assert [item.name for item in row.items] == [each.name for each in objects]


def test_objects_that_were_not_read() -> None:
    whole = inventory(organization=organization(), legacy_objects=failed())
    assert status(whole, "exchange-2010", CHECK) == "not-verified must"
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
