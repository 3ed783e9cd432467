"""server-dynamic-memory: static, dynamic, physical, not known."""

from typing import Any

import pytest
from msgspec.structs import replace

from scanner.inventory.model import Platform
from tests.checks.build import GB, failed, memory, read, status, with_candidate
from tests.checks.machines import platform

CHECK = "server-dynamic-memory"
METAL, VMWARE, SILENT = platform(), platform(model="VMware7,1"), platform(model=None, manufacturer=None)


@pytest.mark.parametrize(
    ("machine", "dynamic", "expected"),
    [
        (VMWARE, False, "met should"),
        (VMWARE, True, "warning should"),
        (VMWARE, None, "not-verified should"),
        (METAL, None, "met should"),
        (SILENT, None, "not-verified should"),
        (SILENT, False, "met should"),
        (SILENT, True, "warning should"),
    ],
)
def test_each_machine(machine: Platform, dynamic: bool | None, expected: str) -> None:
    whole = with_candidate(memory=read(replace(memory(GB), dynamic=dynamic)), platform=read(machine))
    assert status(whole, "exchange-se", CHECK) == expected


@pytest.mark.parametrize("gone", ["memory", "platform"])
def test_what_was_not_read_is_not_met(gone: str) -> None:
    sections: dict[str, Any] = {"memory": read(memory(GB)), "platform": read(METAL), gone: failed()}
    assert status(with_candidate(**sections), "exchange-se", CHECK) == "not-verified should"
