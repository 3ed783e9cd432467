"""server-name: each side of its length, its characters, its suffix."""

import pytest
from msgspec.structs import replace

from scanner.inventory.model import Platform
from tests.checks.build import TARGETS, candidate, failed, host, inventory, read, status
from tests.checks.machines import platform

CHECK = "server-name"
MEMBER, ALONE = platform(), replace(platform(role=2), domain="WORKGROUP")


def answer(name: str, found: Platform = MEMBER, target: str = "exchange-se") -> str:
    machine = host(name, platform=read(found))
    return status(inventory(hosts=[machine], candidates=[candidate(name)]), target, CHECK)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("name", "found", "expected"),
    [
        ("ex2.corp.example", MEMBER, "met should"),
        ("EX2.CORP.Example.", MEMBER, "met should"),
        ("ex2", MEMBER, "met should"),
        ("ex-2", ALONE, "met should"),
        ("edge.dmz.example", ALONE, "met should"),
        ("a" * 15, MEMBER, "met should"),
        ("a" * 16, MEMBER, "warning should"),
        ("ex_2.corp.example", MEMBER, "warning should"),
        ("-ex2", MEMBER, "warning should"),
        ("2026", MEMBER, "not-verified should"),
        ("ex2.other.example", MEMBER, "warning should"),
        ("10.0.0.5", MEMBER, "not-verified should"),
        ("fe80::1", MEMBER, "not-verified should"),
        ("ex2.corp.example", replace(MEMBER, domain=None), "not-verified should"),
        ("ex2.corp.example", platform(role=None), "not-verified should"),
    ],
)
def test_each_name(name: str, found: Platform, expected: str, target: str) -> None:
    assert answer(name, found, target) == expected


def test_a_machine_that_was_not_read() -> None:
    whole = inventory(hosts=[host("ex2", platform=failed())], candidates=[candidate("ex2")])
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
