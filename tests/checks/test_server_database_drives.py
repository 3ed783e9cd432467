"""server-database-drives: one that fits beside the system drive."""

import pytest
from msgspec.structs import replace

from scanner.inventory.model import Role, Volume
from tests.checks.build import failed, read, status, volume, with_candidate

CHECK = "server-database-drives"
KB = 1 << 10
SYSTEM = replace(volume(system=True), size=1 << 40, block=64 * KB)


def drive(file_system: str | None, unit: int | None, mount: str = "E:\\") -> Volume:
    return replace(volume(mount, file_system=file_system), block=None if unit is None else unit)


@pytest.mark.parametrize(
    ("target", "role", "drives", "expected"),
    [
        ("exchange-se", "mailbox", [drive("NTFS", 64 * KB)], "met should"),
        ("exchange-se", "mailbox", [drive("refs", 64 * KB)], "met should"),
        ("exchange-2010", "mailbox", [drive("ReFS", 64 * KB)], "warning should"),
        ("exchange-se", "mailbox", [drive("FAT32", 64 * KB)], "warning should"),
        ("exchange-se", "mailbox", [drive("NTFS", 64 * KB - 1)], "warning should"),
        ("exchange-se", "mailbox", [drive("NTFS", 64 * KB + 1)], "warning should"),
        ("exchange-se", "mailbox", [drive("NTFS", 4 * KB), drive("NTFS", 64 * KB, "F:\\")], "met should"),
        ("exchange-se", "mailbox", [drive("NTFS", None)], "not-verified should"),
        ("exchange-se", "mailbox", [drive(None, 64 * KB)], "not-verified should"),
        ("exchange-se", "mailbox", [drive(None, 4 * KB)], "warning should"),
        ("exchange-se", "mailbox", [], "warning should"),
        ("exchange-se", "edge", [], "met should"),
    ],
)
def test_each_drive(target: str, role: Role, drives: list[Volume], expected: str) -> None:
    assert status(with_candidate(role, volumes=read([SYSTEM, *drives])), target, CHECK) == expected


def test_a_declared_server_tells_of_its_system_drive_alone() -> None:
    whole = with_candidate(volumes=read([volume("system drive", system=True)]))
    assert status(whole, "exchange-se", CHECK) == "not-verified should"


def test_what_was_not_read_is_not_met() -> None:
    assert status(with_candidate(volumes=failed()), "exchange-se", CHECK) == "not-verified should"
