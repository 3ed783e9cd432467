"""ad-controllers-support-exchange: new domain controllers, and the versions that must live with them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from checks.rules.ad_controllers_support_exchange import Need, requires
from scanner.inventory.model import DomainController, InstalledExchange
from tests.checks.build import (
    TARGETS,
    asked,
    controller,
    exchange_host,
    failed,
    inventory,
    organization,
    rows,
    server,
    status,
)
from tests.made import made

CHECK = "ad-controllers-support-exchange"
MAILBOX, EDGE = 16439, 64
W2003, W2008, W2008R2, W2012, W2012R2 = "5.2 (3790)", "6.0 (6002)", "6.1 (7601)", "6.2 (9200)", "6.3 (9600)"
W2016, W2019, W2022, W2025 = "10.0 (14393)", "10.0 (17763)", "10.0 (20348)", "10.0 (26100)"


def controllers(*versions: str | None) -> list[DomainController]:
    return [controller(version, f"dc{number}.corp.example") for number, version in enumerate(versions)]


@pytest.mark.parametrize(
    ("stamp", "exact", "there", "oldest", "answer", "shown"),
    [
        # 2007.
        (
            "8.3.83.6",
            None,
            [W2003, W2008R2],
            "Windows Server 2003",
            "met",
            "up to Windows Server 2008 R2; the newest",
        ),
        (
            "8.3.83.6",
            None,
            [W2003],
            "Windows Server 2012 R2",
            "unknown",
            "whether it works with Windows Server 2012 R2",
        ),
        ("8.3.83.6", None, [W2012R2], "Windows Server 2012 R2", "unknown", "could not be confirmed"),
        (
            "8.3.83.6",
            None,
            [W2003, W2016],
            "Windows Server 2003",
            "unmet",
            "with Windows Server 2016: 1. Exchange 2007",
        ),
        (
            "8.3.83.6",
            None,
            [W2003],
            "Windows Server 2016",
            "unmet",
            "only after the last Exchange 2007 server is gone",
        ),
        (
            "8.3.83.6",
            None,
            [W2003],
            "Windows Server 2016",
            "unmet",
            "which makes a target in between necessary",
        ),
        # 2010, by rollup.
        (
            "14.3.123.4",
            "14.3.399.2",
            [W2012R2],
            "Windows Server 2008 R2",
            "met",
            "the newest has Windows Server 2012 R2",
        ),
        (
            "14.3.123.4",
            "14.3.399.2",
            [W2016, W2016],
            "Windows Server 2008 R2",
            "unmet",
            "Windows Server 2016: 2. Exchange",
        ),
        (
            "14.3.123.4",
            "14.3.399.2",
            [W2016],
            "Windows Server 2008 R2",
            "unmet",
            "from SP3 RU22 on; this server has build",
        ),
        ("14.3.123.4", "14.3.411.0", [W2016], "Windows Server 2008 R2", "met", "up to Windows Server 2016"),
        (
            "14.3.123.4",
            None,
            [W2016],
            "Windows Server 2008 R2",
            "unknown",
            "does not say which update rollup",
        ),
        ("14.3.123.4", None, [W2019], "Windows Server 2008 R2", "unmet", "up to Windows Server 2016"),
        (
            "14.3.123.4",
            "14.3.174.1",
            [W2008R2],
            "Windows Server 2012 R2",
            "unmet",
            "update it before they are replaced",
        ),
        # 2013 and later.
        (
            "15.0.1497.2",
            None,
            [W2008R2],
            "Windows Server 2012 R2",
            "met",
            "the newest has Windows Server 2008 R2",
        ),
        ("15.0.1497.2", None, [W2016], "Windows Server 2012 R2", "met", "up to Windows Server 2016"),
        (
            "15.0.1497.2",
            None,
            [W2016, W2019],
            "Windows Server 2012 R2",
            "unmet",
            "with Windows Server 2019: 1",
        ),
        (
            "15.0.775.38",
            None,
            [W2012],
            "Windows Server 2012 R2",
            "unmet",
            "from SP1 on; this server has build 15.0.775.38",
        ),
        ("15.1.2507.6", None, [W2022], "Windows Server 2012 R2", "met", "up to Windows Server 2022"),
        ("15.1.2375.7", None, [W2022], "Windows Server 2012 R2", "unmet", "from CU23 on"),
        (
            "15.1.2507.6",
            None,
            [W2012R2, W2025],
            "Windows Server 2012 R2",
            "unmet",
            "up to Windows Server 2022",
        ),
        ("15.2.1544.4", None, [W2025], "Windows Server 2012 R2", "met", "up to Windows Server 2025"),
        ("15.2.1258.12", None, [W2025], "Windows Server 2012 R2", "unmet", "from CU14 on"),
        ("15.2.2562.17", None, [W2012R2, W2025], "Windows Server 2012 R2", "met", "Exchange SE"),
        # What cannot be told.
        (
            "15.1.2507.6",
            None,
            [W2016, None],
            "Windows Server 2012 R2",
            "unknown",
            "not known: 1 of 2",
        ),
        ("15.1.2507.6", None, [None], "Windows Server 2012 R2", "unknown", "not known: 1 of 1"),
        ("15.1.2507.6", None, ["10.0 (30000)"], "Windows Server 2012 R2", "unknown", "not known: 1 of 1"),
        ("15.1.2507.6", None, ["4.19.5-Debian"], "Windows Server 2012 R2", "unknown", "not known: 1 of 1"),
        (
            "15.1.2507.6",
            None,
            [None, W2025],
            "Windows Server 2012 R2",
            "unmet",
            "with Windows Server 2025: 1",
        ),
        ("15.1.2507.6", None, [], "Windows Server 2012 R2", "unknown", "no writable domain controller"),
        ("6.5.7638.2", None, [W2003], "Windows Server 2003", "unknown", "build 6.5.7638.2 of Exchange 2003"),
        ("15.3.1.0", None, [W2016], "Windows Server 2012 R2", "unknown", "may be a newer one"),
        (None, None, [W2016], "Windows Server 2012 R2", "unknown", "neither the directory nor the machine"),
        ("15.1.2507.6", "15.1.2375.37", [W2022], "Windows Server 2012 R2", "unknown", "cannot both hold"),
    ],
)
def test_each_side_of_a_version(
    stamp: str | None, exact: str | None, there: list[str | None], oldest: str, answer: str, shown: str
) -> None:
    verdict = asked(
        CHECK,
        Need(oldest=oldest),
        exchange_server=server(stamp, roles=MAILBOX),
        exchange=made(InstalledExchange, build=exact) if exact else None,
        domain_controllers=controllers(*there),
    )
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


def test_an_edge_server_uses_none() -> None:
    verdict = asked(
        CHECK,
        Need(oldest="Windows Server 2012 R2"),
        exchange_server=server("8.3.83.6", roles=EDGE),
        exchange=None,
        domain_controllers=controllers(W2025),
    )
    assert verdict.answer == "not-applicable"


def test_read_only_domain_controllers_do_not_count() -> None:
    """Exchange does not use them, however new they are, and whether they were read or not."""
    branch = replace(controller(W2025, "rodc.corp.example"), read_only=True)
    dead = replace(branch, name="rodc2.corp.example", computer=failed())
    whole = inventory(servers=[server("15.1.2507.6")], domain_controllers=[*controllers(W2019), branch, dead])
    assert status(whole, "exchange-se", CHECK) == "met should"
    alone = inventory(servers=[server("15.1.2507.6")], domain_controllers=[branch])
    assert status(alone, "exchange-se", CHECK) == "not-verified should"


def test_what_is_asked_for_in_words() -> None:
    asked_for = requires(Need(oldest="Windows Server 2012 R2")).text
    assert "with Windows Server 2012 R2, which this target needs" in asked_for


@pytest.mark.parametrize(
    ("target", "stamp", "exact", "there", "expected"),
    [
        ("exchange-2010", "8.3.83.6", None, [W2008R2], "met should"),
        ("exchange-2013", "8.3.83.6", None, [W2003], "met should"),
        ("exchange-2013", "8.3.83.6", None, [W2012R2], "not-verified should"),
        ("exchange-2016", "14.3.123.4", "14.3.266.1", [W2008R2, W2012R2], "met should"),
        ("exchange-2016", "14.3.123.4", "14.3.266.1", [W2016], "warning should"),
        ("exchange-2019", "15.0.1497.2", None, [W2016], "met should"),
        ("exchange-2019", "15.0.1497.2", None, [W2016, W2019], "warning should"),
        ("exchange-se", "8.3.83.6", None, [W2003, W2008], "not-verified should"),
        ("exchange-se", "15.1.2507.6", None, [W2022], "met should"),
        ("exchange-se", "15.1.2507.6", None, [W2022, W2025], "warning should"),
        ("exchange-se", "15.2.1748.10", None, [W2022, W2025], "met should"),
        ("exchange-se@cu2", "15.2.2562.17", None, [W2025], "met should"),
    ],
)
def test_the_row_of_each_target(
    target: str, stamp: str, exact: str | None, there: list[str | None], expected: str
) -> None:
    whole = inventory(
        servers=[server(stamp)],
        hosts=[exchange_host(exact)] if exact else [],
        domain_controllers=controllers(*there),
    )
    assert status(whole, target, CHECK) == expected


@pytest.mark.parametrize("target", TARGETS)
def test_it_warns_and_never_blocks(target: str) -> None:
    builds = ("8.3.83.6", "14.3.123.4", "15.0.1497.2", "15.1.2507.6", "15.2.1258.12")
    servers = [server(build, f"EX{number}", fqdn=None) for number, build in enumerate(builds)]
    found = rows(inventory(servers=servers, domain_controllers=controllers(W2025)), target, CHECK)
    assert [row.status for row in found] == ["warning"] * len(builds)


def test_what_was_not_read_is_not_verified_and_no_server_is_no_question() -> None:
    unread = inventory(servers=[server("15.1.2507.6")], domain_controllers=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
    nobody = inventory(servers=[], domain_controllers=controllers(W2025), organization=organization())
    assert status(nobody, "exchange-se", CHECK) == "not-applicable"
