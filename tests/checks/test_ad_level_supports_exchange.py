"""ad-level-supports-exchange: the level a target needs, and the versions that must live with it first."""

from __future__ import annotations

import pytest

from checks.rules.ad_level_supports_exchange import Need, requires
from scanner.inventory.model import InstalledExchange
from tests.checks.build import (
    TARGETS,
    asked,
    exchange_host,
    failed,
    forest,
    inventory,
    organization,
    rows,
    server,
    status,
)
from tests.made import made

CHECK = "ad-level-supports-exchange"
MAILBOX, EDGE = 16439, 64


@pytest.mark.parametrize(
    ("stamp", "exact", "level", "needed", "answer", "shown"),
    [
        # 2007, for which no page above Windows Server 2003 could be read.
        (
            "8.3.83.6",
            "8.3.517.0",
            2,
            2,
            "met",
            "works with forest levels up to Windows Server 2003; the forest is at",
        ),
        ("8.3.83.6", "8.3.517.0", 0, 2, "met", "may be raised from Windows 2000 to Windows Server 2003"),
        (
            "8.3.83.6",
            None,
            4,
            2,
            "unknown",
            "the forest is at Windows Server 2008 R2; Exchange 2007 surely works with",
        ),
        (
            "8.3.83.6",
            "8.3.517.0",
            2,
            4,
            "unknown",
            "whether it works with Windows Server 2008 R2, which this target",
        ),
        (
            "8.3.83.6",
            None,
            2,
            6,
            "unknown",
            "only after the last Exchange 2007 server is gone, which makes a target in",
        ),
        (
            "8.3.83.6",
            None,
            7,
            6,
            "unmet",
            "the forest is at Windows Server 2016, and Exchange 2007 works with levels",
        ),
        (
            "8.3.83.6",
            None,
            2,
            7,
            "unmet",
            "up to Windows Server 2012 R2 and this target needs Windows Server 2016: rai",
        ),
        (
            "8.3.83.6",
            None,
            2,
            7,
            "unmet",
            "only after the last Exchange 2007 server is gone, which makes a target in",
        ),
        # 2010, by rollup.
        (
            "14.3.123.4",
            "14.3.181.6",
            4,
            4,
            "met",
            "up to Windows Server 2012 R2; the forest is at Windows Server 2008 R2",
        ),
        (
            "14.3.123.4",
            "14.3.181.6",
            4,
            6,
            "met",
            "may be raised from Windows Server 2008 R2 to Windows Server 2012 R2",
        ),
        (
            "14.3.123.4",
            "14.3.174.1",
            4,
            6,
            "unmet",
            "from SP3 RU5 on; this server has build 14.3.174.1: update it before",
        ),
        (
            "14.3.123.4",
            None,
            4,
            6,
            "unknown",
            "from SP3 RU5 on; the directory does not say which update rollup",
        ),
        (
            "14.3.123.4",
            "14.3.399.2",
            7,
            4,
            "unmet",
            "Windows Server 2016, which Exchange 2010 works with from SP3 RU22",
        ),
        ("14.3.123.4", "14.3.411.0", 7, 4, "met", "the forest is at Windows Server 2016"),
        ("14.3.123.4", None, 7, 4, "unknown", "from SP3 RU22 on"),
        (
            "14.2.247.5",
            None,
            2,
            6,
            "unmet",
            "from SP3 RU5 on; this server has build 14.2.247.5 or an update of it: update it",
        ),
        (
            "14.3.123.4",
            "14.3.513.0",
            10,
            4,
            "unmet",
            "at Windows Server 2025, and Exchange 2010 works with levels up to Win",
        ),
        # 2013 and later, by what the directory knows.
        (
            "15.0.775.38",
            None,
            5,
            6,
            "unmet",
            "from SP1 on; this server has build 15.0.775.38 or an update of it: update",
        ),
        (
            "15.0.847.32",
            None,
            5,
            6,
            "met",
            "may be raised from Windows Server 2012 to Windows Server 2012 R2",
        ),
        (
            "15.0.1497.2",
            None,
            4,
            6,
            "met",
            "Exchange 2013 works with forest levels up to Windows Server 2016",
        ),
        ("15.1.2507.6", None, 6, 6, "met", "the forest is at Windows Server 2012 R2"),
        ("15.1.2507.6", None, 7, 6, "met", "the forest is at Windows Server 2016"),
        ("15.1.2507.6", None, 10, 6, "unmet", "the forest is at Windows Server 2025"),
        ("15.2.1748.10", None, 7, 6, "met", "Exchange 2019"),
        ("15.2.2562.17", "15.2.2562.53", 7, 6, "met", "Exchange SE"),
        ("15.2.2562.17", None, 10, 6, "unmet", "Exchange SE works with levels up to Windows Server 2016"),
        # A build of tomorrow keeps what its version could before.
        ("15.2.2700.1", None, 7, 6, "met", "Exchange SE"),
        # What cannot be told.
        ("15.1.225.16", None, 6, 6, "unknown", "build 15.1.225.16 of Exchange 2016 works with the level"),
        ("6.5.7638.2", None, 2, 2, "unknown", "build 6.5.7638.2 of Exchange 2003"),
        ("15.1.2507.6", None, None, 6, "unknown", "did not state the forest level"),
        ("15.1.2507.6", None, 11, 6, "unknown", "forest level 11 is newer"),
        ("15.3.1.0", None, 7, 6, "unknown", "may be a newer one"),
        ("15.1.2507.6", "15.0.1497.48", 7, 6, "unknown", "cannot both hold"),
        (None, None, 7, 6, "unknown", "neither the directory nor the machine"),
    ],
)
def test_each_side_of_a_level(
    stamp: str | None, exact: str | None, level: int | None, needed: int, answer: str, shown: str
) -> None:
    verdict = asked(
        CHECK,
        Need(needed=needed),
        exchange_server=server(stamp, roles=MAILBOX),
        exchange=made(InstalledExchange, build=exact) if exact else None,
        forest=forest(level),
    )
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize("level", [2, 10, None])
def test_an_edge_server_does_not_ask_the_directory(level: int | None) -> None:
    verdict = asked(
        CHECK,
        Need(needed=6),
        exchange_server=server("8.3.83.6", roles=EDGE),
        exchange=None,
        forest=forest(level),
    )
    assert verdict.answer == "not-applicable"


def test_what_is_asked_for_in_words() -> None:
    assert "with Windows Server 2012 R2, which this target needs" in requires(Need(needed=6)).text


@pytest.mark.parametrize(
    ("target", "stamp", "exact", "level", "expected"),
    [
        ("exchange-2010", "8.3.83.6", "8.3.517.0", 2, "met should"),
        ("exchange-2013", "8.3.83.6", "8.3.517.0", 2, "met should"),
        ("exchange-2013", "14.3.123.4", None, 2, "not-verified should"),
        ("exchange-2016", "14.3.123.4", "14.3.266.1", 2, "met should"),
        ("exchange-2016", "14.3.123.4", "14.3.266.1", 6, "met should"),
        ("exchange-2016", "14.3.123.4", "14.3.266.1", 7, "warning should"),
        ("exchange-2016", "15.0.1130.7", None, 4, "met should"),
        ("exchange-2019", "15.0.1497.2", None, 4, "met should"),
        ("exchange-2019", "15.0.775.38", None, 4, "warning should"),
        ("exchange-se", "8.3.83.6", None, 2, "not-verified should"),
        ("exchange-se", "15.0.1497.2", None, 4, "met should"),
        ("exchange-se", "15.1.2507.6", None, 6, "met should"),
        ("exchange-se", "15.1.2507.6", None, 10, "warning should"),
        ("exchange-se@cu2", "15.2.2562.17", None, 7, "met should"),
    ],
)
def test_the_row_of_each_target(
    target: str, stamp: str, exact: str | None, level: int, expected: str
) -> None:
    whole = inventory(
        servers=[server(stamp)], hosts=[exchange_host(exact)] if exact else [], forest=forest(level)
    )
    assert status(whole, target, CHECK) == expected


@pytest.mark.parametrize("target", TARGETS)
def test_it_warns_and_never_blocks(target: str) -> None:
    """The highest level there is, with every version: the worst that can be."""
    builds = ("8.3.83.6", "14.3.123.4", "15.0.1497.2", "15.1.2507.6", "15.2.1748.10", "15.2.2562.17")
    servers = [server(build, f"EX{number}", fqdn=None) for number, build in enumerate(builds)]
    found = rows(inventory(servers=servers, forest=forest(10)), target, CHECK)
    assert [row.status for row in found] == ["warning"] * len(builds)


def test_one_old_server_among_many_has_its_own_row() -> None:
    servers = [server("15.1.2507.6", "EX1"), server("15.0.775.38", "EX2", fqdn="ex2.corp.example")]
    found = rows(inventory(servers=servers, forest=forest(6)), "exchange-se", CHECK)
    assert [(row.subject.name, row.status) for row in found] == [("EX1", "met"), ("EX2", "warning")]


def test_what_was_not_read_is_not_verified_and_no_server_is_no_question() -> None:
    unread = inventory(servers=[server("15.1.2507.6")], forest=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
    assert (
        status(inventory(servers=failed(), forest=forest(7)), "exchange-se", CHECK) == "not-verified should"
    )
    nobody = inventory(servers=[], forest=forest(2), organization=organization())
    assert status(nobody, "exchange-se", CHECK) == "not-applicable"
