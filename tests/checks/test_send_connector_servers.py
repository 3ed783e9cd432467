"""send-connector-servers: sources that are gone."""

import pytest
from msgspec.structs import replace

from scanner.inventory.names import name_of_deleted
from tests.checks.build import failed, inventory, organization, rows, server, status
from tests.checks.objects import send_connector

CHECK = "send-connector-servers"
GONE = name_of_deleted("EX9")


@pytest.mark.parametrize(
    ("sources", "enabled", "expected", "shown"),
    [
        (["EX1"], True, "met should", ""),
        (["EX1", GONE], True, "warning should", "gone: EX9 (deleted)"),
        ([GONE], True, "warning should", "every source is gone"),
        (["EX8"], None, "warning should", "every source is gone"),
        ([], True, "warning should", "no source server"),
        ([GONE], False, "met should", ""),
    ],
)
def test_the_sources(sources: list[str], enabled: bool | None, expected: str, shown: str) -> None:
    connectors = [replace(send_connector(enabled=enabled), source_servers=sources)]
    whole = inventory(
        organization=organization(), servers=[server("15.1.2507.6")], send_connectors=connectors
    )
    assert status(whole, "exchange-se", CHECK) == expected
    (row,) = rows(whole, "exchange-se", CHECK)
    assert all(shown in item.observed.text for item in row.items)


@pytest.mark.parametrize("missing", ["servers", "send_connectors"])
def test_each_part_is_needed(missing: str) -> None:
    parts = {"servers": [server("15.1.2507.6")], "send_connectors": [send_connector()]}
    whole = inventory(organization=organization(), **{**parts, missing: failed()})
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
