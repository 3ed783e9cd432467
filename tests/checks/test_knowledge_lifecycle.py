"""The ends of support: each last day, and the day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from checks.knowledge import lifecycle
from scanner.inventory.names import PRODUCTS, WINDOWS_SERVERS

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("product", "mainstream", "extended"),
    [
        ("2000", date(2005, 12, 31), date(2011, 1, 11)),
        ("2003", date(2009, 4, 14), date(2014, 4, 8)),
        ("2007", date(2012, 4, 10), date(2017, 4, 11)),
        ("2010", date(2015, 1, 13), date(2020, 10, 13)),
        ("2013", date(2018, 4, 10), date(2023, 4, 11)),
        ("2016", date(2020, 10, 13), date(2025, 10, 14)),
        ("2019", date(2024, 1, 9), date(2025, 10, 14)),
    ],
)
def test_exchange(product: str, mainstream: date, extended: date) -> None:
    days = lifecycle.exchange(product)
    assert days is not None
    assert (days.mainstream_end, days.extended_end) == (mainstream, extended)
    assert [days.phase(day) for day in (mainstream, mainstream + DAY)] == ["mainstream", "extended"]
    assert [days.phase(day) for day in (extended, extended + DAY)] == ["extended", "ended"]


def test_under_the_modern_policy_no_end_is_set() -> None:
    days = lifecycle.exchange("SE")
    assert days is not None
    assert (days.policy, days.extended_end, days.phase(date(2099, 1, 1))) == ("modern", None, "mainstream")


@pytest.mark.parametrize(
    ("release", "extended"),
    [
        ("Windows Server 2003", date(2015, 7, 14)),
        ("Windows Server 2008 R2", date(2020, 1, 14)),
        ("Windows Server 2012", date(2023, 10, 10)),
        ("Windows Server 2012 R2", date(2023, 10, 10)),
        ("Windows Server 2016", date(2027, 1, 12)),
        ("Windows Server 2019", date(2029, 1, 9)),
        ("Windows Server 2022", date(2031, 10, 14)),
        ("Windows Server 2025", date(2034, 11, 14)),
    ],
)
def test_windows(release: str, extended: date) -> None:
    days = lifecycle.windows_server(release)
    assert days is not None
    assert days.extended_end == extended
    assert [days.phase(day) for day in (extended, extended + DAY)] == ["extended", "ended"]


@pytest.mark.parametrize(
    ("version", "mainstream", "extended"),
    [
        ("Office 2003", date(2009, 4, 14), date(2014, 4, 8)),
        ("Office 2013", date(2018, 4, 10), date(2023, 4, 11)),
        ("Office 2016", date(2020, 10, 13), date(2025, 10, 14)),
        ("Office 2019", date(2023, 10, 10), date(2025, 10, 14)),
        ("Office 2021", date(2026, 10, 13), date(2026, 10, 13)),
        ("Office 2024", date(2029, 10, 9), date(2029, 10, 9)),
    ],
)
def test_office(version: str, mainstream: date, extended: date) -> None:
    days = lifecycle.office(version)
    assert days is not None
    assert (days.mainstream_end, days.extended_end) == (mainstream, extended)
    assert days.phase(extended + DAY) == "ended"


@pytest.mark.parametrize(
    ("family", "name", "day", "answer"),
    [
        # A month without a day: the whole of it.
        ("exchange", "2016", date(2026, 10, 31), True),
        ("exchange", "2016", date(2026, 11, 1), False),
        ("exchange", "2019", date(2026, 10, 1), True),
        ("exchange", "2013", date(2023, 5, 1), False),
        ("windows", "Windows Server 2012 R2", date(2026, 10, 13), True),
        ("windows", "Windows Server 2012 R2", date(2026, 10, 14), False),
        ("windows", "Windows Server 2016", date(2030, 1, 31), True),
        ("windows", "Windows Server 2016", date(2030, 2, 1), False),
        ("windows", "Windows Server 2019", date(2029, 2, 1), False),
    ],
)
def test_extended_security_updates(family: str, name: str, day: date, answer: bool) -> None:
    days = lifecycle.exchange(name) if family == "exchange" else lifecycle.windows_server(name)
    assert days is not None
    assert days.has_esu(day) is answer


def test_extended_security_updates_are_no_support() -> None:
    days = lifecycle.exchange("2019")
    assert days is not None
    assert (days.phase(date(2026, 6, 1)), days.has_esu(date(2026, 6, 1))) == ("ended", True)


def test_what_nobody_could_read_stays_of_low_confidence() -> None:
    days = lifecycle.windows_server("Windows Server 2003 R2")
    assert days is not None
    assert (days.confidence, days.sources) == ("low", ())


def test_every_name_the_scanner_knows_has_its_days() -> None:
    assert all(lifecycle.windows_server(name) for _, name in WINDOWS_SERVERS if name != "Windows 2000 Server")
    assert all(lifecycle.exchange(name) for _, name in PRODUCTS if name != "5.5")


@pytest.mark.parametrize("look", [lifecycle.exchange, lifecycle.windows_server, lifecycle.office])
def test_a_name_the_table_lacks(look: object) -> None:
    assert callable(look)
    assert look("2061") is None
