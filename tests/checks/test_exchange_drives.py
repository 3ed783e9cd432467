"""exchange-drives: each side of the limit, on the drive a database really lies on."""

import pytest

from scanner.inventory.model import Database, StorageGroup, Volume
from tests.checks.build import GB, failed, host, inventory, read, rows, server, status, volume
from tests.checks.machines import database
from tests.made import made

CHECK = "exchange-drives"
ROOM, LITTLE = volume("E:\\", free=180 * GB), volume("E:\\", free=180 * GB - 1)


def answer(volumes: list[Volume], *databases: Database) -> str:
    machine = host("ex1.corp.example", volumes=read(volumes))
    whole = inventory(
        servers=[server("15.1.2507.6")], hosts=[machine], databases=list(databases), storage_groups=[]
    )
    return status(whole, "exchange-se", CHECK)


@pytest.mark.parametrize(
    ("volumes", "databases", "expected"),
    [
        ([ROOM], [database()], "met should"),
        ([LITTLE], [database()], "warning should"),
        ([volume("E:\\", free=None)], [database()], "not-verified should"),
        ([volume("F:\\")], [database()], "not-verified should"),
        ([LITTLE], [], "not-applicable should"),
        ([LITTLE], [database(server="EX2", copies=["EX2"])], "not-applicable should"),
        ([LITTLE], [database(server="EX2", copies=["EX2", "ex1"])], "warning should"),
        ([LITTLE], [database(path=None, logs=None)], "not-verified should"),
        ([ROOM], [database(path=None)], "not-verified should"),
        # A mount point within the drive.
        ([LITTLE, volume("E:\\DB1\\", free=200 * GB)], [database(logs=None)], "met should"),
        ([ROOM, volume("e:\\db1\\", free=GB)], [database(logs=None)], "warning should"),
        ([ROOM, volume("F:\\", free=GB)], [database(logs="F:\\logs")], "warning should"),
    ],
)
def test_each_drive(volumes: list[Volume], databases: list[Database], expected: str) -> None:
    assert answer(volumes, *databases) == expected


@pytest.mark.parametrize(("owner", "expected"), [("ex1", "warning should"), ("EX2", "not-applicable should")])
def test_logs_of_a_storage_group_belong_to_its_server(owner: str, expected: str) -> None:
    group = made(StorageGroup, name="SG1", server=owner, log_path="E:\\logs")
    machine = host("ex1.corp.example", volumes=read([LITTLE]))
    whole = inventory(servers=[server("8.3.83.6")], hosts=[machine], databases=[], storage_groups=[group])
    assert status(whole, "exchange-se", CHECK) == expected


@pytest.mark.parametrize("gone", ["volumes", "databases", "storage_groups"])
def test_drives_are_items_and_absence_is_not_met(gone: str) -> None:
    machine = host("ex1.corp.example", volumes=failed() if gone == "volumes" else read([LITTLE]))
    sections = {"databases": [database()], "storage_groups": [], gone: failed()}
    sections.pop("volumes", None)
    whole = inventory(servers=[server("15.1.2507.6")], hosts=[machine], **sections)
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
    machine = host("ex1.corp.example", volumes=read([LITTLE]))
    whole = inventory(
        servers=[server("15.1.2507.6")], hosts=[machine], databases=[database()], storage_groups=[]
    )
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [("E:\\", "179.9 GB free")]
