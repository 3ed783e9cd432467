"""A server that is upgraded where it stands is its own candidate; a machine meant for the target takes its place."""

import pytest

from scanner.inventory.model import Inventory
from tests.checks.build import GB, candidate, failed, host, inventory, memory, read, rows, server
from tests.checks.healthy import without

CHECK = "server-memory"
EX1 = host("ex1.corp.example", memory=read(memory(64 * GB)))
NEW = host("new1.corp.example", memory=read(memory(128 * GB)))


def judged(whole: Inventory, target: str = "exchange-se") -> list[tuple[str, str, str]]:
    return [(row.subject.kind, row.subject.name, row.status) for row in rows(whole, target, CHECK)]


def test_a_2019_server_that_was_read_is_a_candidate_of_subscription_edition() -> None:
    whole = inventory(servers=[server("15.2.1748.10")], hosts=[EX1])
    assert judged(whole) == [("candidate", "ex1.corp.example", "warning")]
    assert judged(whole, "exchange-se@cu2") == [("candidate", "ex1.corp.example", "warning")]
    (row,) = rows(whole, "exchange-se", CHECK)
    assert row.read_from is not None
    assert row.read_from.collector == "ldap-forest"


@pytest.mark.parametrize("target", ["exchange-2010", "exchange-2013", "exchange-2016", "exchange-2019"])
def test_of_no_other_target(target: str) -> None:
    whole = inventory(servers=[server("15.2.1748.10")], hosts=[EX1])
    assert judged(whole, target) == [("candidate", "corp.example", "not-verified")]


@pytest.mark.parametrize("build", ["15.1.2507.6", "15.2.2562.17", "15.0.1497.2", None, "15.3.1.0"])
def test_no_other_version_is_upgraded_where_it_stands(build: str | None) -> None:
    (found,) = judged(inventory(servers=[server(build)], hosts=[EX1]))
    assert found == ("candidate", "corp.example", "not-verified")


def test_a_machine_meant_for_the_target_takes_its_place() -> None:
    whole = inventory(servers=[server("15.2.1748.10")], hosts=[EX1, NEW], candidates=[candidate()])
    assert judged(whole) == [("candidate", "new1.corp.example", "met")]
    elsewhere = without(whole, candidates=[candidate(targets=["exchange-2019"])])
    assert judged(elsewhere) == [("candidate", "ex1.corp.example", "warning")]


def test_each_of_several_has_its_row_and_one_that_could_not_be_read_keeps_it() -> None:
    second = host("ex2.corp.example", memory=failed())
    whole = inventory(
        servers=[server("15.2.1748.10"), server("15.2.1544.4", "EX2", fqdn="ex2.corp.example")],
        hosts=[EX1, second],
    )
    assert judged(whole) == [
        ("candidate", "ex1.corp.example", "warning"),
        ("candidate", "ex2.corp.example", "not-verified"),
    ]


def test_without_a_machine_that_was_asked_nobody_is_a_candidate() -> None:
    assert judged(inventory(servers=[server("15.2.1748.10")])) == [
        ("candidate", "corp.example", "not-verified")
    ]
    assert judged(inventory(servers=failed(), hosts=[EX1])) == [("candidate", "corp.example", "not-verified")]


def test_an_edge_server_is_judged_as_one() -> None:
    whole = inventory(servers=[server("15.2.1748.10", roles=64)], hosts=[EX1])
    assert judged(whole) == [("candidate", "ex1.corp.example", "met")]
