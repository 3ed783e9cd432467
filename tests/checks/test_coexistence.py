"""coexistence: version and build of every Exchange server that is there."""

import pytest

from scanner.inventory.model import InstalledExchange
from tests.checks.build import (
    asked,
    exchange_host,
    failed,
    inventory,
    need,
    organization,
    read,
    rows,
    server,
    status,
)
from tests.checks.healthy import without
from tests.made import made

CHECK = "coexistence"
MAILBOX, EDGE = 16439, 64


@pytest.mark.parametrize(
    ("target", "stamp", "exact", "roles", "answer", "shown"),
    [
        # 2007 beside 2013: SP3 with rollup 10, which the directory does not know.
        ("exchange-2013", "8.3.83.6", "8.3.298.2", 54, "unmet", "8.3.298.2"),
        ("exchange-2013", "8.3.83.6", "8.3.298.3", 54, "met", "8.3.298.3"),
        ("exchange-2013", "8.3.83.6", "08.03.0298.003", 54, "met", "Exchange 2007"),
        ("exchange-2013", "8.3.83.6", None, 54, "unknown", "8.3.83.6"),
        ("exchange-2013", "8.2.176.2", None, 54, "unmet", "8.2.176.2"),
        # 2010 beside 2013: SP3 is in the directory.
        ("exchange-2013", "14.2.247.5", None, 54, "unmet", "14.2.247.5"),
        ("exchange-2013", "14.3.123.3", None, 54, "unknown", "14.3.123.3"),
        ("exchange-2013", "14.3.123.4", None, 54, "met", "14.3.123.4"),
        # 2010 beside 2016: SP3 with rollup 11.
        ("exchange-2016", "14.3.123.4", None, 54, "unknown", "14.3.123.4"),
        ("exchange-2016", "14.3.123.4", "14.3.266.0", 54, "unmet", "14.3.266.0"),
        ("exchange-2016", "14.3.123.4", "14.3.266.1", 54, "met", "14.3.266.1"),
        # Cumulative updates are in the directory.
        ("exchange-2016", "15.0.1130.6", None, MAILBOX, "unmet", "15.0.1130.6"),
        ("exchange-2016", "15.0.1130.7", None, MAILBOX, "met", "15.0.1130.7"),
        ("exchange-se", "15.1.2507.5", None, MAILBOX, "unmet", "15.1.2507.5"),
        ("exchange-se", "15.1.2507.6", None, MAILBOX, "met", "15.1.2507.6"),
        ("exchange-se", "15.1.2507.6", "15.1.2507.61", MAILBOX, "met", "15.1.2507.61"),
        ("exchange-se", "15.2.1544.3", None, MAILBOX, "unmet", "15.2.1544.3"),
        ("exchange-se", "15.2.1544.4", None, MAILBOX, "met", "Exchange 2019"),
        ("exchange-se", "15.2.2562.17", None, MAILBOX, "met", "Exchange SE"),
        # The stamp of an Edge server is that of the day it was subscribed.
        ("exchange-se", "15.1.1591.10", None, EDGE, "unknown", "15.1.1591.10"),
        ("exchange-se", "15.1.1591.10", "15.1.1591.10", EDGE, "unmet", "15.1.1591.10"),
        ("exchange-se", "15.1.1591.10", "15.1.2507.6", EDGE, "met", "15.1.2507.6"),
        ("exchange-se", "15.1.1591.10", None, None, "unmet", "15.1.1591.10"),
        # Versions that must be gone, whatever their build or role.
        ("exchange-2013", "6.5.7638.2", None, None, "unmet", "Exchange 2003"),
        ("exchange-2013", "6.0.6249.4", None, None, "unmet", "Exchange 2000"),
        ("exchange-2016", "8.3.517.0", "8.3.517.0", 54, "unmet", "Exchange 2007"),
        ("exchange-2016", "8.3.83.6", None, EDGE, "unmet", "Exchange 2007"),
        ("exchange-se", "15.0.1497.48", None, MAILBOX, "unmet", "Exchange 2013"),
        # Later than the target, or later than the rule book.
        ("exchange-2013", "15.1.2507.6", None, MAILBOX, "unknown", "Exchange 2016 is later"),
        ("exchange-2016", "15.2.1748.10", None, MAILBOX, "unknown", "Exchange 2019 is later"),
        ("exchange-se", "15.3.1.0", None, MAILBOX, "unknown", "15.3.1.0"),
        ("exchange-se", "something", None, MAILBOX, "unknown", "something"),
        ("exchange-se", None, None, MAILBOX, "unknown", "does not state"),
        ("exchange-se", None, "15.1.2507.6", MAILBOX, "met", "15.1.2507.6"),
        # Setup looks at the directory: a machine that says something else does not clear it.
        ("exchange-2016", "8.3.83.6", "15.1.2507.6", 54, "unknown", "8.3.83.6"),
        ("exchange-se", "15.2.1748.10", "15.2.2562.17", MAILBOX, "unknown", "15.2.2562.17"),
    ],
)
def test_each_side_of_a_build(
    target: str, stamp: str | None, exact: str | None, roles: int | None, answer: str, shown: str
) -> None:
    verdict = asked(
        CHECK,
        need(target, CHECK, "must"),
        exchange_server=server(stamp, roles=roles),
        exchange=made(InstalledExchange, build=exact) if exact else None,
    )
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


def test_a_machine_that_states_no_build_leaves_the_stamp() -> None:
    verdict = asked(
        CHECK,
        need("exchange-2013", CHECK, "must"),
        exchange_server=server("14.3.123.4", roles=54),
        exchange=made(InstalledExchange, build=None),
    )
    assert verdict.answer == "met"


@pytest.mark.parametrize(
    ("target", "stamp", "expected"),
    [
        ("exchange-2013", "14.3.123.4", "met must"),
        ("exchange-2013", "8.1.240.6", "blocker must"),
        ("exchange-2013", "8.3.83.6", "not-verified must"),
        ("exchange-2016", "15.0.1497.2", "warning should"),
        ("exchange-2016", "15.1.2507.6", "met should"),
        ("exchange-2016", "8.3.83.6", "blocker must"),
        ("exchange-2016", "14.3.123.4", "not-verified must"),
        ("exchange-se", "15.2.1748.10", "met must"),
        ("exchange-se", "15.2.1258.12", "blocker must"),
        ("exchange-se", None, "not-verified must"),
        ("exchange-2010", "6.0.6249.4", "blocker must"),
        ("exchange-2010", "6.5.7226.6", "blocker must"),
        ("exchange-2010", "6.5.7638.2", "met must"),
        ("exchange-2010", "8.1.240.6", "blocker must"),
        ("exchange-2010", "8.2.176.2", "met must"),
        ("exchange-2010", "8.3.83.6", "met must"),
        ("exchange-2010", "14.3.123.4", "met must"),
        ("exchange-2010", "15.0.1497.2", "not-verified must"),
        ("exchange-2019", "14.3.123.4", "blocker must"),
        # The 15th cumulative update refuses 2013, the 14th takes it without Microsoft's support.
        ("exchange-2019", "15.0.1497.2", "blocker must"),
        ("exchange-2019@cu14", "15.0.1497.2", "warning should"),
        ("exchange-2019@cu14", "15.0.1395.4", "warning should"),
        ("exchange-2019@cu14", "15.0.1395.3", "blocker must"),
        ("exchange-2019@cu14", "14.3.123.4", "blocker must"),
        ("exchange-2019", "15.1.1591.9", "blocker must"),
        ("exchange-2019", "15.1.1591.10", "warning should"),
        ("exchange-2019", "15.1.2507.5", "warning should"),
        ("exchange-2019", "15.1.2507.6", "met should"),
        ("exchange-2019", "15.2.221.12", "met should"),
        ("exchange-2019", "15.2.2562.17", "not-verified must"),
        ("exchange-se@cu2", "15.2.2562.17", "met must"),
        ("exchange-se@cu2", "15.2.1748.10", "blocker must"),
        ("exchange-se@cu2", "15.1.2507.6", "blocker must"),
    ],
)
def test_the_row_of_each_target(target: str, stamp: str | None, expected: str) -> None:
    assert status(inventory(servers=[server(stamp)]), target, CHECK) == expected


def test_the_exact_build_of_the_machine_is_found_by_the_name_of_the_server() -> None:
    whole = inventory(
        servers=[server("8.3.83.6", roles=54)], hosts=[exchange_host("8.3.298.3", "EX1.Corp.Example")]
    )
    assert status(whole, "exchange-2013", CHECK) == "met must"
    assert (
        status(without(whole, hosts=[exchange_host("8.3.298.2")]), "exchange-2013", CHECK) == "blocker must"
    )
    assert (
        status(without(whole, hosts=[exchange_host("8.3.298.3", "EX1")]), "exchange-2013", CHECK)
        == "met must"
    )
    other = without(whole, hosts=[exchange_host("8.3.298.3", "ex1.other.example")])
    assert status(other, "exchange-2013", CHECK) == "not-verified must"


def test_two_machines_of_one_short_name_are_not_guessed_between() -> None:
    hosts = [exchange_host("8.3.298.3", "ex1.a.example"), exchange_host("8.3.83.6", "ex1.b.example")]
    whole = inventory(servers=[server("8.3.83.6", roles=54, fqdn=None)], hosts=hosts)
    assert status(whole, "exchange-2013", CHECK) == "not-verified must"


def test_one_old_server_among_many_has_its_own_row() -> None:
    servers = [server("15.1.2507.6", "EX1"), server("15.0.1497.2", "EX2", fqdn="ex2.corp.example")]
    found = rows(inventory(servers=servers), "exchange-se", CHECK)
    assert [(row.subject.name, row.status) for row in found] == [("EX1", "met"), ("EX2", "blocker")]


def test_no_exchange_server_at_all_is_not_applicable_but_unread_servers_are_not_verified() -> None:
    assert (
        status(inventory(servers=[], organization=organization()), "exchange-se", CHECK) == "not-applicable"
    )
    assert status(inventory(servers=read([])), "exchange-2013", CHECK) == "not-applicable"
    assert status(inventory(servers=failed()), "exchange-2016", CHECK) == "not-verified must"
