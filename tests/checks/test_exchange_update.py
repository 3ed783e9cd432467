"""exchange-update: the newest of the table, what the directory cannot know, and what is newer than the table."""

from __future__ import annotations

import pytest

from checks.rules.exchange_update import Need, requires
from scanner.inventory.model import InstalledExchange
from tests.checks.build import TARGETS, asked, exchange_host, failed, inventory, rows, server, status
from tests.made import made

CHECK = "exchange-update"
MAILBOX, EDGE = 16439, 64


@pytest.mark.parametrize(
    ("stamp", "exact", "answer", "shown"),
    [
        # Subscription Edition: one release, and updates upon it.
        ("15.2.2562.17", "15.2.2562.53", "met", "Exchange SE RTM Sep26SUv2, build 15.2.2562.53"),
        ("15.2.2562.17", "15.02.2562.053", "met", "RTM Sep26SUv2"),
        (
            "15.2.2562.17",
            "15.2.2562.49",
            "unmet",
            "RTM Sep26SU, build 15.2.2562.49; the newest is RTM Sep26SUv2",
        ),
        ("15.2.2562.17", "15.2.2562.17", "unmet", "of 2 October 2026"),
        # An interim update no table has lies after the one before it.
        ("15.2.2562.17", "15.2.2562.51", "unmet", "after RTM Sep26SU"),
        (
            "15.2.2562.17",
            "15.2.2562.54",
            "unknown",
            "newer than this rule book, whose newest is Exchange SE RTM Sep",
        ),
        (
            "15.2.2562.17",
            None,
            "unknown",
            "does not know whether RTM Sep26SUv2 of 2 October 2026 is installed",
        ),
        ("15.2.2700.4", None, "unknown", "15.2.2700.4 is newer than this rule book"),
        # 2019: the cumulative update before the newest got the last round of updates too.
        ("15.2.1748.10", "15.2.1748.53", "met", "Exchange 2019 CU15 Sep26SUv2, build 15.2.1748.53"),
        (
            "15.2.1544.4",
            "15.2.1544.48",
            "met",
            "CU14 Sep26SUv2, build 15.2.1544.48, as new as CU15 Sep26SUv2",
        ),
        ("15.2.1544.4", "15.2.1544.46", "unmet", "the newest that everybody gets; CU14 Sep26SUv2"),
        (
            "15.2.1544.4",
            "15.2.1544.34",
            "unmet",
            "CU14 Sep25HU, build 15.2.1544.34; the newest is CU14 Sep26SUv2",
        ),
        (
            "15.2.1544.4",
            "15.2.1544.49",
            "unknown",
            "newer than this rule book, whose newest is Exchange 2019 CU14",
        ),
        ("15.2.1544.4", None, "unknown", "does not know whether CU14 Sep26SUv2"),
        ("15.2.1258.12", "15.2.1258.39", "unmet", "CU13 Nov24SUv2, build 15.2.1258.39; the newest is CU15"),
        ("15.2.1258.12", "15.2.1258.40", "unmet", "after CU13 Nov24SUv2"),
        (
            "15.2.1258.12",
            None,
            "unmet",
            "Exchange 2019 CU13, build 15.2.1258.12 or an update of it; the newest",
        ),
        # 2016: what only customers of Extended Security Updates get is said.
        ("15.1.2507.6", "15.1.2507.75", "met", "CU23 Sep26SUv2"),
        (
            "15.1.2507.6",
            "15.1.2507.61",
            "unmet",
            "CU23 Oct25SU, build 15.1.2507.61, the newest that everybody gets",
        ),
        (
            "15.1.2507.6",
            "15.1.2507.59",
            "unmet",
            "CU23 Sep25HU, build 15.1.2507.59; the newest is CU23 Sep26SUv2",
        ),
        ("15.1.2507.6", None, "unknown", "the directory does not know"),
        ("15.1.2375.7", None, "unmet", "Exchange 2016 CU22"),
        ("15.1.2400.1", None, "unmet", "Exchange 2016 after CU22 Nov22SU, build 15.1.2400.1"),
        ("15.1.225.16", None, "unmet", "Exchange 2016 Preview"),
        # The update of January 2023 wrote itself into the stamp; what came after it did not.
        ("15.1.2507.17", None, "unknown", "does not know whether CU23 Sep26SUv2"),
        ("15.1.2507.17", "15.1.2507.75", "met", "CU23 Sep26SUv2"),
        # 2013.
        ("15.0.1497.2", "15.0.1497.48", "met", "Exchange 2013 CU23 Mar23SU"),
        ("15.0.1497.2", None, "unknown", "does not know whether CU23 Mar23SU of 14 March 2023"),
        ("15.0.1473.3", None, "unmet", "Exchange 2013 CU22"),
        ("15.0.847.32", "15.0.847.64", "unmet", "SP1 Mar21SU"),
        # 2010 and 2007: the stamp tells service packs only.
        ("14.3.123.4", "14.3.513.0", "met", "Exchange 2010 SP3 RU32"),
        ("14.3.123.4", "14.3.509.0", "unmet", "SP3 RU31, build 14.3.509.0; the newest is SP3 RU32"),
        ("14.3.123.4", "14.3.514.0", "unknown", "newer than this rule book"),
        ("14.3.123.4", None, "unknown", "Exchange 2010 SP3; the directory does not know whether SP3 RU32"),
        ("14.2.247.5", None, "unmet", "Exchange 2010 SP2"),
        ("8.3.83.6", "8.3.517.0", "met", "Exchange 2007 SP3 RU23"),
        ("8.3.83.6", "8.3.245.2", "unmet", "SP3 RU6"),
        ("8.3.83.6", None, "unknown", "SP3 RU23 of 21 March 2017"),
        ("8.2.176.2", None, "unmet", "Exchange 2007 SP2"),
        # 2003: the post-service-pack updates leave the stamp alone as well.
        ("6.5.7638.2", None, "unknown", "Exchange 2003 SP2; the directory does not know"),
        ("6.5.7226.6", None, "unmet", "Exchange 2003 SP1"),
        # The directory and the machine do not go together: one of them is of another day.
        ("15.1.2375.7", "15.1.2507.75", "unknown", "cannot both hold today"),
        ("15.1.2507.6", "15.1.2375.37", "unknown", "cannot both hold today"),
        ("15.1.2507.17", "15.1.2507.16", "unknown", "cannot both hold today"),
        ("14.2.247.5", "14.3.513.0", "unknown", "cannot both hold today"),
        ("15.2.1748.10", "15.2.2562.53", "unknown", "cannot both hold today"),
        (None, "15.2.2562.53", "met", "RTM Sep26SUv2"),
        (None, None, "unknown", "neither the directory nor the machine"),
        ("5.5.2653.23", None, "unknown", "no builds of Exchange 5.5"),
        ("15.3.1.0", None, "unknown", "may be a newer one"),
        ("something", None, "unknown", "something"),
    ],
)
def test_each_side_of_a_build(stamp: str | None, exact: str | None, answer: str, shown: str) -> None:
    verdict = asked(
        CHECK,
        Need(),
        exchange_server=server(stamp, roles=MAILBOX),
        exchange=made(InstalledExchange, build=exact) if exact else None,
    )
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("stamp", "exact", "answer", "shown"),
    [
        # The stamp of an Edge server is that of the day of its subscription, however old.
        ("15.1.1591.10", None, "unknown", "Exchange 2016 CU11 on the day this Edge server was subscribed"),
        ("15.1.2507.6", None, "unknown", "CU23 on the day"),
        ("15.1.1591.10", "15.1.2507.75", "met", "CU23 Sep26SUv2"),
        ("15.1.1591.10", "15.1.1591.18", "unmet", "CU11 Mar21SU"),
        ("15.1.2507.6", "15.1.1591.18", "unknown", "cannot both hold today"),
        ("8.3.83.6", None, "unknown", "SP3 on the day"),
        ("8.2.176.2", None, "unknown", "SP2 on the day"),
        ("15.2.1118.7", None, "unknown", "upgraded to Exchange SE since"),
        ("15.2.1118.7", "15.2.2562.53", "met", "Exchange SE RTM Sep26SUv2"),
        ("15.2.2562.17", None, "unknown", "RTM on the day"),
    ],
)
def test_the_stamp_of_an_edge_server_proves_nothing(
    stamp: str, exact: str | None, answer: str, shown: str
) -> None:
    verdict = asked(
        CHECK,
        Need(),
        exchange_server=server(stamp, roles=EDGE),
        exchange=made(InstalledExchange, build=exact) if exact else None,
    )
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


def test_what_is_asked_for_says_how_far_the_rule_book_looks() -> None:
    assert requires(Need()).text.endswith("its newest is of 2 October 2026")


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("stamp", "exact", "expected"),
    [
        ("15.2.2562.17", "15.2.2562.53", "met should"),
        ("15.2.2562.17", "15.2.2562.46", "warning should"),
        ("15.2.2562.17", None, "not-verified should"),
        ("15.2.2562.17", "15.2.2562.60", "not-verified should"),
        ("8.3.83.6", "8.3.83.6", "warning should"),
    ],
)
def test_it_warns_and_never_blocks(target: str, stamp: str, exact: str | None, expected: str) -> None:
    hosts = [exchange_host(exact)] if exact else []
    assert status(inventory(servers=[server(stamp)], hosts=hosts), target, CHECK) == expected


def test_each_server_has_its_own_row_and_an_unread_list_one() -> None:
    servers = [server("15.1.2507.6", "EX1"), server("15.1.2375.7", "EX2", fqdn="ex2.corp.example")]
    found = rows(inventory(servers=servers, hosts=[exchange_host("15.1.2507.75")]), "exchange-se", CHECK)
    assert [(row.subject.name, row.status) for row in found] == [("EX1", "met"), ("EX2", "warning")]
    assert status(inventory(servers=failed()), "exchange-se", CHECK) == "not-verified should"
