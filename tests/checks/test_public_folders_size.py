"""public-folders-size: each side of each limit."""

from typing import Any

import pytest

from checks.results import Item
from scanner.inventory.model import PublicFolderStatistics
from tests.checks.build import GB, failed, inventory, organization, rows, status
from tests.made import made

CHECK = "public-folders-size"


def folders(**said: Any) -> PublicFolderStatistics:
    small: dict[str, Any] = {
        "folders": 100, "most_children": 10, "deepest": 5, "largest": GB, "bad_names": 0,
    }  # fmt: skip
    return made(PublicFolderStatistics, **{**small, **said})


@pytest.mark.parametrize(
    ("target", "found", "expected"),
    [
        ("exchange-2016", folders(), "met should"),
        ("exchange-2016", folders(folders=500_000), "met should"),
        ("exchange-2016", folders(folders=500_001), "warning should"),
        ("exchange-2013", folders(folders=1_000_000), "met should"),
        ("exchange-se", folders(folders=1_000_001), "warning should"),
        ("exchange-se", folders(most_children=10_000), "met should"),
        ("exchange-se", folders(most_children=10_001), "warning should"),
        ("exchange-se", folders(deepest=300), "met should"),
        ("exchange-se", folders(deepest=301), "warning should"),
        ("exchange-se", folders(largest=10 * GB), "met should"),
        ("exchange-se", folders(largest=10 * GB + 1), "warning should"),
        ("exchange-se", folders(bad_names=1), "warning should"),
        ("exchange-se", folders(bad_names=None), "not-verified should"),
        ("exchange-se", folders(largest=None), "not-verified should"),
        ("exchange-se", folders(largest=None, deepest=301), "warning should"),
        ("exchange-se", made(PublicFolderStatistics, folders=0), "met should"),
        ("exchange-2010", folders(bad_names=1), "not-applicable"),
    ],
)
def test_each_limit(target: str, found: PublicFolderStatistics, expected: str) -> None:
    whole = inventory(organization=organization(), public_folder_statistics=found)
    assert status(whole, target, CHECK) == expected


def name_of(item: Item) -> str:
    return item.name if isinstance(item.name, str) else item.name.text


def test_items_and_absence() -> None:
    found = folders(bad_names=3, largest=11 * GB)
    (row,) = rows(
        inventory(organization=organization(), public_folder_statistics=found), "exchange-se", CHECK
    )
    assert [(name_of(item), item.observed.text) for item in row.items] == [
        ("largest folder", "11 GB"),
        ("names with a slash", "3"),
    ]
    whole = inventory(organization=organization(), public_folder_statistics=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
