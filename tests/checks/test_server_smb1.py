"""server-smb1: off, removed, or there."""

import pytest

from tests.checks.build import failed, read, status, windows, with_candidate
from tests.checks.machines import security, software

CHECK = "server-smb1"
NEW, OLD = "10.0.20348", "6.2.9200"


@pytest.mark.parametrize(
    ("version", "value", "features", "expected"),
    [
        (NEW, 0, ["FS-SMB1"], "met should"),
        (NEW, None, [], "met should"),
        (NEW, None, ["fs-smb1-client"], "warning should"),
        (NEW, 1, ["FS-SMB1"], "warning should"),
        (NEW, 1, [], "met should"),
        (NEW, None, None, "not-verified should"),
        # Before 2012 R2 it is no feature that could be removed.
        (OLD, None, [], "warning should"),
        (OLD, 1, [], "warning should"),
        (OLD, 0, [], "met should"),
        (None, None, [], "not-verified should"),
        ("10.0.30000", None, [], "not-verified should"),
    ],
)
def test_each_setting(
    version: str | None, value: int | None, features: list[str] | None, expected: str
) -> None:
    whole = with_candidate(
        security=read(security(smb1=value)),
        software=read(software(features=features)),
        operating_system=read(windows(version)),
    )
    assert status(whole, "exchange-se", CHECK) == expected


def test_what_was_not_read_is_not_met() -> None:
    assert status(with_candidate(security=failed()), "exchange-se", CHECK) == "not-verified should"
    whole = with_candidate(security=read(security(smb1=None)), operating_system=read(windows(NEW)))
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
