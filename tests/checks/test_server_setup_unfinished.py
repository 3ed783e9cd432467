"""server-setup-unfinished: a mark of Setup on any role."""

import pytest
from msgspec.structs import replace

from scanner.inventory.model import InstalledExchange
from tests.checks.build import TARGETS, failed, read, rows, status, with_candidate
from tests.checks.machines import installed

CHECK = "server-setup-unfinished"
HALF = installed("15.2.1748.10", {"MailboxRole": None, "FrontendTransportRole": "Install-Watermark"})


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (installed(), "met must"),
        (replace(installed(), roles=None), "met must"),
        (installed("15.2.1748.10", {"MailboxRole": None}), "met must"),
        (HALF, "blocker must"),
        (installed(None, {"MailboxRole": "x"}), "blocker must"),
        (replace(HALF, roles=None), "not-verified must"),
    ],
)
def test_each_mark(target: str, found: InstalledExchange, expected: str) -> None:
    assert status(with_candidate(exchange=read(found)), target, CHECK) == expected


def test_the_role_is_named_and_absence_is_not_met() -> None:
    (row,) = rows(with_candidate(exchange=read(HALF)), "exchange-se", CHECK)
    assert [item.name for item in row.items] == ["FrontendTransportRole"]
    assert status(with_candidate(exchange=failed()), "exchange-se", CHECK) == "not-verified must"
