"""server-credential-guard: on, off, and what Windows does by itself."""

from typing import Any

import pytest

from tests.checks.build import failed, read, status, windows, with_candidate
from tests.checks.machines import security

CHECK = "server-credential-guard"


@pytest.mark.parametrize(
    ("version", "flags", "expected"),
    [
        ("10.0.20348", 0, "met should"),
        ("10.0.20348", 1, "warning should"),
        ("10.0.20348", 2, "warning should"),
        ("10.0.20348", None, "met should"),
        ("10.0.26100", 0, "met should"),
        ("10.0.26100", None, "not-verified should"),
        ("10.0.30000", None, "not-verified should"),
        (None, None, "not-verified should"),
        (None, 1, "warning should"),
    ],
)
def test_each_setting(version: str | None, flags: int | None, expected: str) -> None:
    whole = with_candidate(
        security=read(security(credential_guard=flags)), operating_system=read(windows(version))
    )
    assert status(whole, "exchange-se", CHECK) == expected


@pytest.mark.parametrize("gone", ["security", "operating_system"])
def test_what_was_not_read_is_not_met(gone: str) -> None:
    sections: dict[str, Any] = {
        "security": read(security()),
        "operating_system": read(windows()),
        gone: failed(),
    }
    assert status(with_candidate(**sections), "exchange-se", CHECK) == "not-verified should"
