"""exchange-support: the last day of each version, and the day after."""

from __future__ import annotations

from datetime import date

import pytest

from checks.rules.exchange_support import Need
from scanner.inventory.model import InstalledExchange
from tests.checks.build import (
    TARGETS,
    asked,
    exchange_host,
    failed,
    inventory,
    organization,
    rows,
    server,
    status,
)
from tests.made import made

CHECK = "exchange-support"
TODAY = date(2026, 11, 23)
MAILBOX, EDGE = 16439, 64


@pytest.mark.parametrize(
    ("stamp", "as_of", "answer", "shown"),
    [
        ("6.0.6249.4", TODAY, "unmet", "Exchange 2000, support ended on 11 January 2011"),
        ("6.5.7638.2", date(2014, 4, 8), "met", "Exchange 2003, in support until 8 April 2014"),
        ("6.5.7638.2", date(2014, 4, 9), "unmet", "Exchange 2003, support ended on 8 April 2014"),
        ("8.3.83.6", date(2017, 4, 11), "met", "until 11 April 2017"),
        ("8.3.83.6", date(2017, 4, 12), "unmet", "ended on 11 April 2017"),
        ("14.3.123.4", date(2020, 10, 13), "met", "until 13 October 2020"),
        ("14.3.123.4", date(2020, 10, 14), "unmet", "ended on 13 October 2020"),
        ("15.0.1497.2", date(2023, 4, 11), "met", "until 11 April 2023"),
        ("15.0.1497.2", date(2023, 4, 12), "unmet", "ended on 11 April 2023"),
        # Extended Security Updates are named, and are no support.
        ("15.1.2507.6", date(2025, 10, 14), "met", "until 14 October 2025"),
        ("15.1.2507.6", date(2025, 10, 15), "unmet", "which are no support, until October 2026"),
        ("15.1.2507.6", date(2026, 10, 31), "unmet", "which are no support, until October 2026"),
        ("15.1.2507.6", date(2026, 11, 1), "unmet", "for enrolled customers ended in October 2026"),
        ("15.2.1748.10", date(2025, 10, 14), "met", "Exchange 2019, in support"),
        ("15.2.1748.10", TODAY, "unmet", "Exchange 2019, support ended on 14 October 2025"),
        ("15.2.2562.17", TODAY, "met", "Exchange SE, no end of support is set"),
        ("15.2.2562.17", date(2099, 1, 1), "met", "Modern Lifecycle Policy"),
        # A build no table has is still one of its version.
        ("15.1.2600.1", TODAY, "unmet", "Exchange 2016"),
        ("15.3.1.0", TODAY, "unknown", "may be a newer one"),
        ("something", TODAY, "unknown", "something"),
        ("5.5.2653.23", TODAY, "unknown", "Exchange 5.5"),
        (None, TODAY, "unknown", "neither the directory nor the machine"),
    ],
)
def test_each_side_of_a_last_day(stamp: str | None, as_of: date, answer: str, shown: str) -> None:
    verdict = asked(CHECK, Need(), exchange_server=server(stamp), exchange=None, as_of=as_of)
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("stamp", "exact", "roles", "answer", "shown"),
    [
        (None, "15.2.2562.53", MAILBOX, "met", "Exchange SE"),
        # Which cumulative update it is makes no difference here, and which version does.
        ("15.1.2375.7", "15.1.2507.61", MAILBOX, "unmet", "Exchange 2016"),
        ("15.2.1748.10", "15.2.2562.17", MAILBOX, "unknown", "cannot both hold"),
        ("15.1.2507.6", "15.2.2562.17", MAILBOX, "unknown", "cannot both hold"),
        # An Edge server upgraded in place keeps the stamp of the day it was subscribed.
        ("15.2.1748.10", None, EDGE, "unknown", "upgraded to Exchange SE since"),
        ("15.2.1748.10", "15.2.2562.53", EDGE, "met", "Exchange SE"),
        ("15.2.1748.10", "15.2.1748.39", EDGE, "unmet", "Exchange 2019"),
        ("15.2.2562.17", None, EDGE, "met", "Exchange SE"),
        # From 2016 nothing is upgraded in place: another version means another subscription.
        ("15.1.2507.6", None, EDGE, "unmet", "Exchange 2016"),
        ("15.1.2507.6", "15.2.2562.53", EDGE, "unknown", "cannot both hold"),
        ("8.3.83.6", None, EDGE, "unmet", "Exchange 2007"),
    ],
)
def test_the_stamp_and_the_machine(
    stamp: str | None, exact: str | None, roles: int, answer: str, shown: str
) -> None:
    verdict = asked(
        CHECK,
        Need(),
        exchange_server=server(stamp, roles=roles),
        exchange=made(InstalledExchange, build=exact) if exact else None,
        as_of=TODAY,
    )
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


def test_a_machine_that_states_no_build_leaves_the_stamp() -> None:
    verdict = asked(
        CHECK,
        Need(),
        exchange_server=server("15.2.2562.17"),
        exchange=made(InstalledExchange, build=None),
        as_of=TODAY,
    )
    assert verdict.answer == "met"


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("8.3.83.6", "warning should"),
        ("15.1.2507.6", "warning should"),
        ("15.2.2562.17", "met should"),
        (None, "not-verified should"),
    ],
)
def test_it_warns_and_never_blocks(target: str, stamp: str | None, expected: str) -> None:
    assert status(inventory(servers=[server(stamp)]), target, CHECK) == expected


def test_the_day_of_judgement_decides() -> None:
    whole = inventory(servers=[server("15.1.2507.6")])
    assert status(whole, "exchange-se", CHECK, date(2025, 10, 14)) == "met should"
    assert status(whole, "exchange-se", CHECK, date(2025, 10, 15)) == "warning should"


def test_each_server_has_its_own_row() -> None:
    servers = [server("15.1.2507.6", "EX1"), server("15.2.2562.17", "EX2", fqdn="ex2.corp.example")]
    found = rows(inventory(servers=servers), "exchange-se", CHECK)
    assert [(row.subject.name, row.status) for row in found] == [("EX1", "warning"), ("EX2", "met")]


def test_an_organisation_without_servers_and_one_that_was_not_read() -> None:
    whole = inventory(servers=[], organization=organization())
    assert status(whole, "exchange-se", CHECK) == "not-applicable"
    assert status(inventory(servers=failed()), "exchange-se", CHECK) == "not-verified should"


def test_a_host_that_says_more_is_found_by_name() -> None:
    whole = inventory(
        servers=[server("15.2.1748.10", roles=EDGE)],
        hosts=[exchange_host("15.2.2562.53", "ex1.corp.example")],
    )
    assert status(whole, "exchange-se", CHECK) == "met should"
