"""server-hyper-threading: a question for physical servers."""

from typing import Any

import pytest
from msgspec.structs import replace

from scanner.inventory.model import Platform
from tests.checks.build import failed, processor, read, status, with_candidate
from tests.checks.machines import platform

CHECK = "server-hyper-threading"
METAL, VMWARE, SILENT = platform(), platform(model="VMware7,1"), platform(model=None, manufacturer=None)
HYPER_V = platform(model="Virtual Machine", manufacturer="Microsoft Corporation")


@pytest.mark.parametrize(
    ("machine", "cores", "logical", "expected"),
    [
        (METAL, 16, 16, "met should"),
        (METAL, 16, 17, "warning should"),
        (METAL, 16, 32, "warning should"),
        (METAL, None, 32, "not-verified should"),
        (METAL, 16, None, "not-verified should"),
        (VMWARE, 8, 16, "met should"),
        (HYPER_V, 8, 16, "met should"),
        (SILENT, 16, 16, "met should"),
        (SILENT, 16, 32, "not-verified should"),
    ],
)
def test_each_machine(machine: Platform, cores: int | None, logical: int | None, expected: str) -> None:
    found = replace(processor(cores=cores), logical_processors=logical)
    whole = with_candidate(processor=read(found), platform=read(machine))
    assert status(whole, "exchange-se", CHECK) == expected


@pytest.mark.parametrize("gone", ["processor", "platform"])
def test_what_was_not_read_is_not_met(gone: str) -> None:
    sections: dict[str, Any] = {"processor": read(processor()), "platform": read(METAL), gone: failed()}
    assert status(with_candidate(**sections), "exchange-se", CHECK) == "not-verified should"
