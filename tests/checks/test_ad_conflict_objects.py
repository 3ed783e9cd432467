"""ad-conflict-objects: objects that replication renamed."""

from scanner.inventory.model import ConflictObject
from tests.checks.build import failed, inventory, rows, status

CHECK = "ad-conflict-objects"


def test_none_one_and_unread() -> None:
    twin = ConflictObject(name="Default Policy", place="CN=Recipient Policies", kind="msExchRecipientPolicy")
    assert status(inventory(conflict_objects=[]), "exchange-se", CHECK) == "met should"
    assert status(inventory(conflict_objects=[twin]), "exchange-se", CHECK) == "warning should"
    assert status(inventory(conflict_objects=failed()), "exchange-se", CHECK) == "not-verified should"


def test_each_is_named_with_its_place() -> None:
    twins = [ConflictObject(name=name, place="CN=X", kind=None) for name in ("A", "B")]
    (row,) = rows(inventory(conflict_objects=twins), "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [("A", "? in CN=X"), ("B", "? in CN=X")]
