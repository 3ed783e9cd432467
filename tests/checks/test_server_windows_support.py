"""server-windows-support: the last day of each Windows, and the day after."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from checks.knowledge import lifecycle
from checks.rules.server_windows_support import Need
from scanner.inventory.model import OperatingSystem
from tests.checks.build import LINUX, TARGETS, asked, failed, inventory, read, status, windows, with_candidate

CHECK = "server-windows-support"
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("found", "as_of", "answer", "shown"),
    [
        (windows("5.2.3790"), date(2015, 7, 14), "met", "Windows Server 2003, in support until 14 July 2015"),
        (windows("5.2.3790"), date(2015, 7, 15), "unmet", "support ended on 14 July 2015"),
        (windows("6.1.7601"), date(2020, 1, 14), "met", "until 14 January 2020"),
        (windows("6.1.7601"), date(2023, 1, 10), "unmet", "can be bought until 10 January 2023"),
        (windows("6.1.7601"), date(2023, 1, 11), "unmet", "Extended Security Updates with 10 January 2023"),
        (
            windows("6.2.9200"),
            date(2023, 10, 10),
            "met",
            "Windows Server 2012, in support until 10 October 2023",
        ),
        (windows("6.2.9200"), date(2023, 10, 11), "unmet", "Windows Server 2012, support ended"),
        (windows("6.3.9600"), date(2023, 10, 10), "met", "Windows Server 2012 R2, in support"),
        (
            windows("6.3.9600"),
            date(2023, 10, 11),
            "unmet",
            "which are no support, can be bought until 13 October 2026",
        ),
        (windows("6.3.9600"), date(2026, 10, 13), "unmet", "can be bought until 13 October 2026"),
        (
            windows("6.3.9600"),
            date(2026, 10, 14),
            "unmet",
            "and Extended Security Updates with 13 October 2026",
        ),
        (windows("10.0.14393"), TODAY, "met", "Windows Server 2016, in support until 12 January 2027"),
        (windows("10.0.14393"), date(2027, 1, 12), "met", "until 12 January 2027"),
        (windows("10.0.14393"), date(2027, 1, 13), "unmet", "can be bought until January 2030"),
        (windows("10.0.17763"), date(2029, 1, 9), "met", "until 9 January 2029"),
        (
            windows("10.0.17763"),
            date(2029, 1, 10),
            "unmet",
            "Windows Server 2019, support ended on 9 January 2029",
        ),
        # The end of mainstream support is no end of support.
        (windows("10.0.20348"), date(2026, 10, 14), "met", "until 14 October 2031"),
        (windows("10.0.20348"), date(2031, 10, 15), "unmet", "Windows Server 2022"),
        (windows("10.0.26100"), TODAY, "met", "until 14 November 2034"),
        (windows("10.0.26100"), date(2034, 11, 15), "unmet", "Windows Server 2025"),
        # Windows 11 carries the number of Windows Server 2025.
        (windows("10.0.26100", server=False), TODAY, "not-applicable", "no Windows Server"),
        (windows("10.0.26100", server=None), TODAY, "unknown", "not known"),
        (windows("10.0.17134"), TODAY, "unknown", "no Windows Server version"),
        (windows("10.0.30000"), TODAY, "unknown", "newer than this rule book"),
        (windows("5.0.2195"), TODAY, "unknown", "Windows 2000 Server"),
        (windows(None), TODAY, "unknown", "not known"),
        (LINUX, TODAY, "not-applicable", "Debian is no Windows Server"),
    ],
)
def test_each_side_of_a_last_day(found: OperatingSystem, as_of: date, answer: str, shown: str) -> None:
    verdict = asked(CHECK, Need(), operating_system=found, as_of=as_of)
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


def test_a_day_nobody_is_sure_of_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sure = lifecycle.windows_server("Windows Server 2022")
    assert sure is not None
    monkeypatch.setattr(lifecycle, "windows_server", lambda release: replace(sure, confidence="low"))
    for as_of in (TODAY, date(2040, 1, 1)):
        verdict = asked(CHECK, Need(), operating_system=windows(), as_of=as_of)
        assert (verdict.answer, "not surely known" in verdict.observed.text) == ("unknown", True)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (windows("6.3.9600"), "warning should"),
        (windows("10.0.20348"), "met should"),
        (windows(None), "not-verified should"),
        (LINUX, "not-applicable should"),
    ],
)
def test_it_warns_and_never_blocks(target: str, found: OperatingSystem, expected: str) -> None:
    assert status(with_candidate(operating_system=read(found)), target, CHECK) == expected


def test_the_day_of_judgement_decides() -> None:
    whole = with_candidate(operating_system=read(windows("10.0.14393")))
    assert status(whole, "exchange-2016", CHECK, date(2027, 1, 12)) == "met should"
    assert status(whole, "exchange-2016", CHECK, date(2027, 1, 13)) == "warning should"


def test_a_system_that_was_not_read_and_no_machine_at_all() -> None:
    assert status(with_candidate(operating_system=failed()), "exchange-se", CHECK) == "not-verified should"
    assert status(inventory(), "exchange-se", CHECK) == "not-verified should"
