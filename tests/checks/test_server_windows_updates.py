"""server-windows-updates: the update itself, or a build of Windows that holds it."""

import pytest
from msgspec.structs import replace

from tests.checks.build import failed, read, rows, status, windows, with_candidate
from tests.checks.machines import software

CHECK = "server-windows-updates"
THREE = ["KB974405", "KB2619234", "KB2533623"]


@pytest.mark.parametrize(
    ("target", "version", "revision", "updates", "expected"),
    [
        ("exchange-2016", "10.0.14393", 575, [], "blocker must"),
        ("exchange-2016", "10.0.14393", 576, [], "met should"),
        ("exchange-2016", "10.0.14393", 7000, None, "met should"),
        ("exchange-2016", "10.0.14393", None, ["kb3206632"], "met should"),
        ("exchange-2016", "10.0.14393", None, [], "not-verified must"),
        ("exchange-2016", "10.0.14393", None, None, "not-verified must"),
        ("exchange-2016", "6.3.9600", None, [], "warning should"),
        ("exchange-2016", "6.3.9600", None, ["KB2999226"], "met should"),
        ("exchange-2016", "6.3.9600", None, None, "not-verified should"),
        ("exchange-2016", "10.0.17763", None, [], "met should"),
        ("exchange-2016", None, None, [], "not-verified must"),
        ("exchange-2013", "6.1.7601", None, THREE, "met should"),
        ("exchange-2013", "6.1.7601", None, THREE[1:], "warning should"),
        ("exchange-2013", "6.3.9600", None, [], "met should"),
        ("exchange-se", "10.0.20348", None, [], "not-applicable"),
    ],
)
def test_each_windows(
    target: str, version: str | None, revision: int | None, updates: list[str] | None, expected: str
) -> None:
    system = replace(windows(version), revision=revision)
    whole = with_candidate(software=read(software(updates=updates)), operating_system=read(system))
    assert status(whole, target, CHECK) == expected


def test_every_missing_update_is_named() -> None:
    whole = with_candidate(software=read(software()), operating_system=read(windows("6.1.7601")))
    (row,) = rows(whole, "exchange-2013", CHECK)
    assert sorted(str(item.name) for item in row.items) == sorted(THREE)


def test_what_was_not_read_is_not_met() -> None:
    whole = with_candidate(software=failed(), operating_system=read(windows("10.0.14393")))
    assert status(whole, "exchange-2016", CHECK) == "not-verified must"
