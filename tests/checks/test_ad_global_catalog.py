"""ad-global-catalog: a writable one that lives, in one site with Exchange, and in each."""

from typing import Any

import pytest

from scanner.inventory.model import DomainController
from tests.checks.build import (
    asked,
    computer,
    controller,
    domain,
    failed,
    inventory,
    need,
    read,
    server,
    sites,
    skipped,
    status,
)

CHECK = "ad-global-catalog"
EDGE = 64
ALL_SITES = sites("Annecy", "Lyon", "Nice")


def at(site: str, name: str = "dc2.corp.example", **options: Any) -> DomainController:
    return controller(name=name, site=site, **options)


LYON = at("Lyon", "dc1.corp.example")
GONE = failed("no-such-account", name="dc2")


@pytest.mark.parametrize(
    ("controllers", "exchange", "one", "every", "shown"),
    [
        ([LYON], ["Lyon"], "met", "met", "Lyon (dc1.corp.example)"),
        ([LYON], ["LYON", "lyon"], "met", "met", "dc1.corp.example"),
        # A site without one, beside one that has: the target can be installed, the site is not as it should be.
        ([LYON], ["Lyon", "Annecy"], "met", "unmet", "no writable global catalogue in Annecy"),
        ([LYON, at("Annecy")], ["Lyon", "Annecy"], "met", "met", "Annecy (dc2.corp.example)"),
        ([LYON, at("Annecy", global_catalog=False)], ["Annecy"], "unmet", "unmet", "catalogue in Annecy"),
        ([LYON, at("Annecy", read_only=True)], ["Annecy"], "unmet", "unmet", "only read-only ones in Annecy"),
        ([LYON, at("Annecy", read_only=True)], ["Annecy", "Nice"], "unmet", "unmet", "in Annecy, Nice; only"),
        (
            [LYON, at("Annecy", read_only=True), at("Annecy", "dc3.corp.example")],
            ["Annecy"],
            "met",
            "met",
            "dc3.corp.example",
        ),
        # The only one there may be gone: its account is not there, disabled, not stated, or was not read.
        ([LYON, at("Annecy", account=GONE)], ["Annecy"], "unknown", "unknown", "Annecy"),
        (
            [LYON, at("Annecy", account=read(computer("10.0 (14393)", enabled=False)))],
            ["Lyon", "Annecy"],
            "met",
            "unknown",
            "account",
        ),
        (
            [LYON, at("Annecy", account=read(computer("10.0 (14393)", enabled=None)))],
            ["Annecy"],
            "unknown",
            "unknown",
            "account",
        ),
        ([LYON, at("Annecy", account=skipped())], ["Annecy"], "unknown", "unknown", "account"),
        ([LYON, at("Annecy"), at("Annecy", "dc3", account=GONE)], ["Annecy"], "met", "met", "dc2"),
        # A server that does not say where it stands, beside one that does.
        ([LYON], ["Lyon", None], "met", "unknown", "EX1 is not stated"),
        ([LYON], [None], "unknown", "unknown", "EX0 is not stated"),
        ([LYON], ["Annecy", None], "unknown", "unmet", "Annecy"),
        # Wherever it stands, when every site has one.
        (
            [LYON, at("Annecy"), at("Nice", "dc3.corp.example")],
            [None],
            "met",
            "met",
            "Nice (dc3.corp.example)",
        ),
        # A site that is gone: what the server said of itself is old.
        ([LYON], ["Old site"], "unknown", "unknown", "Old site"),
        # A controller whose place was not understood may stand there.
        ([LYON, at("")], ["Annecy"], "unknown", "unknown", "Annecy"),
        # Nothing there yet: any site will do.
        ([LYON, at("Annecy", read_only=True)], [], "met", "met", "Lyon (dc1.corp.example)"),
        ([at("Lyon", read_only=True)], [], "unmet", "unmet", "only read-only ones in Lyon"),
        ([], [], "unknown", "unknown", "no site"),
        ([], ["Lyon"], "unknown", "unknown", "Lyon"),
    ],
)
def test_sites(
    controllers: list[DomainController], exchange: list[str | None], one: str, every: str, shown: str
) -> None:
    servers = [server("15.1.2507.6", f"EX{number}", site=site) for number, site in enumerate(exchange)]
    found = {
        level: asked(
            CHECK,
            need("exchange-se", CHECK, level),
            domain_controllers=controllers,
            servers=servers,
            sites=ALL_SITES,
            domains=[domain()],
        )
        for level in ("must", "should")
    }
    assert (found["must"].answer, found["should"].answer) == (one, every), found
    assert any(shown in verdict.observed.text for verdict in found.values()), found


@pytest.mark.parametrize(
    "seen",
    [
        {"sites": None, "domains": [domain()]},
        {"sites": ALL_SITES, "domains": None},
        {"sites": ALL_SITES, "domains": []},
        # A domain none of whose controllers was seen: the list is not whole.
        {"sites": ALL_SITES, "domains": [domain(), domain("dark.corp.example")]},
    ],
)
def test_none_is_only_said_when_everything_was_seen(seen: dict[str, Any]) -> None:
    for exchange, answer in (("Annecy", "unknown"), ("Lyon", "met")):
        verdict = asked(
            CHECK,
            need("exchange-se", CHECK, "must"),
            domain_controllers=[LYON],
            servers=[server("15.1.2507.6", site=exchange)],
            **seen,
        )
        assert verdict.answer == answer, verdict


def test_edge_servers_are_left_out() -> None:
    """The site of an Edge server is that it is subscribed to; it reads no global catalogue."""
    for roles, expected in ((EDGE, "met should"), (54, "warning should")):
        servers = [server("15.1.2507.6"), server("15.1.2507.6", "EDGE1", roles, site="Annecy")]
        whole = inventory(domain_controllers=[LYON], servers=servers, sites=ALL_SITES, domains=[domain()])
        assert status(whole, "exchange-se", CHECK) == expected


@pytest.mark.parametrize(
    "target", ["exchange-2010", "exchange-2013", "exchange-2016", "exchange-2019", "exchange-se"]
)
def test_the_row_of_each_target(target: str) -> None:
    whole = {"domain_controllers": [LYON], "sites": ALL_SITES, "domains": [domain()]}
    at_both = [server(None), server(None, "EX2", site="Annecy")]
    assert status(inventory(**whole, servers=[server(None)]), target, CHECK) == "met should"
    assert status(inventory(**whole, servers=at_both), target, CHECK) == "warning should"
    assert status(inventory(**whole, servers=at_both[1:]), target, CHECK) == "blocker must"
    assert status(inventory(**whole, servers=failed()), target, CHECK) == "not-verified must"
    assert status(inventory(**whole, servers=[server(None, site=None)]), target, CHECK) == "not-verified must"
    unread = inventory(domain_controllers=failed(), servers=[server(None)])
    assert status(unread, target, CHECK) == "not-verified must"
