"""server-installation: with the desktop, or as Server Core where that is supported."""

import pytest

from tests.checks.build import asked, failed, need, read, status, windows, with_candidate

CHECK = "server-installation"


@pytest.mark.parametrize(
    ("target", "installation", "answer", "shown"),
    [
        ("exchange-2013", "Server", "met", "Server with Desktop Experience"),
        ("exchange-2013", "Server Core", "unmet", "Server Core"),
        ("exchange-2016", "Server", "met", "Server"),
        ("exchange-2016", "Server Core", "unmet", "Server Core"),
        ("exchange-se", "Server", "met", "Server"),
        ("exchange-se", "Server Core", "met", "Server Core"),
        ("exchange-se", "Nano Server", "unmet", "Nano Server"),
        ("exchange-se", "Client", "unmet", "a Windows for workstations"),
        ("exchange-se", "Desktop Experience", "unknown", "Desktop Experience"),
        ("exchange-se", None, "unknown", "not known"),
    ],
)
def test_each_installation(target: str, installation: str | None, answer: str, shown: str) -> None:
    found = windows(installation=installation)
    verdict = asked(CHECK, need(target, CHECK, "must"), operating_system=found)
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("target", "core"),
    [
        ("exchange-2019", "met must"),
        ("exchange-2013", "blocker must"),
        ("exchange-2016", "blocker must"),
        ("exchange-se", "met must"),
    ],
)
def test_the_row_of_each_target(target: str, core: str) -> None:
    def row(installation: str | None) -> str:
        found = windows(installation=installation)
        return status(with_candidate(operating_system=read(found)), target, CHECK)

    assert row("Server") == "met must"
    assert row("Server Core") == core
    assert row("Nano Server") == "blocker must"
    assert row(None) == "not-verified must"
    assert status(with_candidate(operating_system=failed()), target, CHECK) == "not-verified must"


def test_nothing_of_exchange_2010_speaks_of_server_core_so_it_warns() -> None:
    for installation, expected in (("Server", "met should"), ("Server Core", "warning should")):
        whole = with_candidate(operating_system=read(windows(installation=installation)))
        assert status(whole, "exchange-2010", CHECK) == expected
