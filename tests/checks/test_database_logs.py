"""database-logs: circular logging where there is one copy."""

from typing import Any

import pytest

from scanner.inventory.model import StorageGroup
from tests.checks.build import failed, inventory, organization, status
from tests.checks.objects import database
from tests.made import made

CHECK = "database-logs"


@pytest.mark.parametrize(
    ("circular", "holders", "more", "expected"),
    [
        (False, ["EX1"], {}, "met should"),
        (True, ["EX1"], {}, "warning should"),
        (None, ["EX1"], {}, "not-verified should"),
        (True, ["EX1", "EX2"], {}, "met should"),
        (True, ["EX1"], {"recovery": True}, "met should"),
        (True, ["EX1"], {"kind": "public-folder"}, "met should"),
    ],
)
def test_since_2010(circular: bool | None, holders: list[str], more: dict[str, Any], expected: str) -> None:
    databases = [database("DB1", *holders, circular_logging=circular, **more)]
    assert (
        status(inventory(organization=organization(), databases=databases), "exchange-se", CHECK) == expected
    )


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ({"circular_logging": True}, "warning should"),
        ({"circular_logging": False}, "met should"),
        ({"circular_logging": True, "local_copy": True}, "met should"),
        ({"circular_logging": True, "standby_servers": ["EX2"]}, "met should"),
        ({"circular_logging": True, "server": "EX9"}, "not-verified should"),
        ({"circular_logging": None}, "not-verified should"),
    ],
)
def test_up_to_2007_the_storage_group_says_it(group: dict[str, Any], expected: str) -> None:
    groups = [made(StorageGroup, **{"name": "first", "server": "EX1", **group})]
    databases = [database(storage_group="First", circular_logging=None)]
    whole = inventory(organization=organization(), databases=databases, storage_groups=groups)
    assert status(whole, "exchange-2013", CHECK) == expected


def test_what_was_not_read() -> None:
    old = [database(storage_group="First", circular_logging=None)]
    whole = inventory(organization=organization(), databases=old, storage_groups=failed())
    assert status(whole, "exchange-2013", CHECK) == "not-verified should"
    assert status(inventory(organization=organization(), databases=failed()), "exchange-se", CHECK) == (
        "not-verified should"
    )
