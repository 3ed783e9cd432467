"""server-services: disabled, not automatic, there though it must not be."""

import pytest

from scanner.inventory.model import Service
from tests.checks.build import failed, read, rows, status, with_candidate
from tests.checks.machines import service

CHECK = "server-services"
SMTP = service("SMTPSVC", "Manual", "Stopped")


@pytest.mark.parametrize(
    ("target", "services", "expected"),
    [
        ("exchange-se", [], "met should"),
        ("exchange-se", [service("RemoteRegistry"), service("w3svc")], "met should"),
        ("exchange-se", [service("RemoteRegistry", "Disabled")], "blocker must"),
        ("exchange-se", [service("W3SVC", "Disabled")], "blocker must"),
        ("exchange-se", [service("RemoteRegistry", "Manual")], "warning should"),
        ("exchange-se", [service("RemoteRegistry", None)], "not-verified must"),
        ("exchange-se", [service("WinRM", "Disabled")], "warning should"),
        ("exchange-se", [service("WinRM", None)], "not-verified should"),
        ("exchange-se", [service("Spooler", "Disabled")], "met should"),
        ("exchange-se", [SMTP], "warning should"),
        ("exchange-2013", [SMTP], "blocker must"),
        ("exchange-2010", [SMTP], "blocker must"),
        ("exchange-2013", [service("W3SVC", "Disabled")], "blocker must"),
        ("exchange-2013", [service("RemoteRegistry", "Disabled")], "warning should"),
        ("exchange-2010", [service("RemoteRegistry", "Disabled")], "warning should"),
    ],
)
def test_each_service(target: str, services: list[Service], expected: str) -> None:
    assert status(with_candidate(services=read(services)), target, CHECK) == expected


def test_each_is_named_once_and_absence_is_not_met() -> None:
    (row,) = rows(
        with_candidate(services=read([service("W3SVC", "Disabled", "Stopped")])), "exchange-se", CHECK
    )
    assert row.observed.text == "W3SVC: Disabled, Stopped"
    assert [item.name for item in row.items] == ["W3SVC"]
    assert status(with_candidate(services=failed()), "exchange-se", CHECK) == "not-verified must"
