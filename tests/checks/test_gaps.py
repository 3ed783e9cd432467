"""What was not read, in words, with the checks it leaves open."""

import pytest
from msgspec.structs import replace

from checks.check import all_checks
from checks.gaps import hint_text, reason_text
from checks.results import Gap
from checks.subjects import HOST_SECTIONS
from scanner.inventory.absence import Failed, known
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import Inventory
from tests.checks.build import (
    AT,
    candidate,
    computer,
    controller,
    domain,
    exchange_host,
    failed,
    forest,
    host,
    inventory,
    read,
    results,
    server,
    skipped,
)
from tests.checks.healthy import healthy, without


def gaps(whole: Inventory, *targets: str) -> dict[tuple[str, str], Gap]:
    found = results(whole, *targets).gaps
    by_place = {(gap.subject.name, gap.section): gap for gap in found}
    assert len(by_place) == len(found)
    return by_place


def test_every_absent_section_is_a_gap_and_a_section_that_was_read_is_none() -> None:
    found = gaps(inventory(forest=failed(), domains=[]))
    assert {section for _, section in found} == set(SINGLE_SECTIONS) - {"domains", "tenant"}
    gap = found["corp.example", "forest"]
    assert (gap.state, gap.collector) == ("failed", "ldap-forest")
    assert gap.reason.text == "dc1.corp.example accepted the connection and gave no answer in 30 s"
    assert gap.hint.text == "Try again, or ask another server."
    assert found["corp.example", "servers"].state == "skipped"


def test_the_same_gaps_whatever_is_asked() -> None:
    whole = inventory(forest=failed())
    assert set(gaps(whole, "exchange-se")) == set(gaps(whole))


def test_nothing_missing_is_complete_and_one_missing_part_is_not() -> None:
    full = healthy("exchange-se")
    hosts = []
    for machine in full.hosts:
        absent = [part for part in HOST_SECTIONS if known(getattr(machine, part)) is None]
        hosts.append(replace(machine, **dict.fromkeys(absent, read(None))))
    whole = without(
        full, hosts=hosts, servers=read([server("15.1.2507.6", computer=read(computer("6.3 (9600)")))])
    )
    assert (results(whole, "exchange-2016").gaps, results(whole, "exchange-2016").complete) == ([], True)
    assert not results(without(whole, sites=skipped()), "exchange-2016").complete


@pytest.mark.parametrize(
    ("section", "open_checks"),
    [
        ("forest", ["ad-forest-level", "ad-level-supports-exchange", "ad-schema-master"]),
        ("clients", ["clients-outlook"]),
        (
            "domain_controllers",
            [
                "ad-controllers-support-exchange",
                "ad-domain-controllers",
                "ad-global-catalog",
                "ad-schema-master",
            ],
        ),
        (
            "servers",
            [
                "ad-controllers-support-exchange",
                "ad-global-catalog",
                "ad-level-supports-exchange",
                "coexistence",
                "exchange-support",
                "exchange-update",
            ],
        ),
        ("sites", ["ad-site-count", "exchange-server-site"]),
    ],
)
def test_a_section_of_the_whole_names_the_checks_it_leaves_open(section: str, open_checks: list[str]) -> None:
    whole = without(healthy("exchange-se"), **{section: failed()})
    (gap,) = (gap for gap in results(whole, "exchange-se").gaps if gap.section == section)
    assert gap.leaves_open == sorted(gap.leaves_open)
    assert set(open_checks) <= set(gap.leaves_open)
    listed = {"servers": "exchange-server", "domain_controllers": "domain-controller"}.get(section)
    for each in (all_checks()[check_id] for check_id in gap.leaves_open):
        assert section in (*each.reads, *each.uses) or each.subject == listed, each.id


BY_BUILD = {
    "ad-controllers-support-exchange", "ad-level-supports-exchange", "coexistence", "exchange-update",
}  # fmt: skip


def by_build(checks: list[str]) -> list[str]:
    """Of some checks, a few whose answer hangs on the exact build; others need more of the machine as well."""
    return [check for check in checks if check in BY_BUILD]


def test_a_section_of_one_subject_leaves_open_its_own_rows_only() -> None:
    dead = replace(controller(name="dc2.corp.example"), computer=failed())
    other = replace(controller(name="dc3.corp.example"), computer=read(controller(None).computer.data))  # type: ignore[union-attr]
    whole = inventory(
        forest=forest(2),
        domain_controllers=[controller("6.1 (7601)"), dead, other],
        domains=[domain(head=failed())],
        servers=[server("8.3.83.6", roles=54), server("8.3.83.6", "EX2", 54, "ex2.corp.example")],
        hosts=[replace(exchange_host(None), exchange=failed()), host("new1.corp.example", memory=failed())],
        candidates=[candidate()],
    )
    found = gaps(whole, "exchange-2013")
    assert found["dc2.corp.example", "computer"].leaves_open == ["ad-domain-controllers"]
    assert found["corp.example", "head"].leaves_open == [
        "ad-backup", "ad-domain-level", "ad-domain-mode", "ad-preparation-duplicates", "domain-preparation",
    ]  # fmt: skip
    assert by_build(found["ex1.corp.example", "exchange"].leaves_open) == [
        "ad-controllers-support-exchange", "coexistence", "exchange-update",
    ]  # fmt: skip
    assert found["ex1.corp.example", "memory"].leaves_open == []
    assert {"server-memory", "server-page-file"} <= set(found["new1.corp.example", "memory"].leaves_open)


def test_a_gap_that_left_nothing_open_says_so() -> None:
    whole = inventory(
        servers=[server("14.2.247.5")],
        hosts=[replace(exchange_host(None), exchange=failed())],
        forest=forest(6),
        domain_controllers=[controller()],
    )
    assert by_build(gaps(whole, "exchange-2013")["ex1.corp.example", "exchange"].leaves_open) == []
    later = without(whole, servers=read([server("14.3.123.4")]))
    assert by_build(gaps(later, "exchange-2016")["ex1.corp.example", "exchange"].leaves_open) == [
        "ad-controllers-support-exchange", "ad-level-supports-exchange", "coexistence", "exchange-update",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "values", "text"),
    [
        ("timed-out", {"host": "dc1", "seconds": 5}, "dc1 accepted the connection and gave no answer in 5 s"),
        ("timed-out", {"host": "dc1"}, "timed-out: {'collector': 'c', 'host': 'dc1'}"),
        (
            "timed-out",
            {"host": "{port}", "seconds": 5},
            "{port} accepted the connection and gave no answer in 5 s",
        ),
        ("timed-out", {"host": "dc1", "seconds": 5, "english": "x"}, None),
        ("code-of-a-newer-exready", {}, "code-of-a-newer-exready"),
        ("{collector.nothing}", {}, "{collector.nothing}"),
        ("{0!x}", {"a": 1}, "{0!x}"),
    ],
)
def test_a_reason_is_text_whatever_the_file_holds(
    code: str, values: dict[str, str | int | float], text: str | None
) -> None:
    absent = Failed(code=code, values=values, collector="c", at=AT)
    assert reason_text(absent).text == text or text is None
    assert reason_text(absent).id == f"absent.{code}"
    assert isinstance(hint_text(absent).text, str)


def test_a_server_only_the_directory_knows_is_a_gap_where_a_check_needed_more() -> None:
    whole = inventory(
        servers=[server("8.3.83.6", "EX07"), server("15.0.1497.2", "EX13"), server("15.0.1473.3", "EX14")],
        forest=forest(2),
        domain_controllers=[controller("6.1 (7601)")],
    )
    gaps = [gap for gap in results(whole, "exchange-2013").gaps if gap.subject.kind == "exchange-server"]
    machines = [gap for gap in gaps if gap.section == "exchange"]
    assert [(gap.subject.name, by_build(gap.leaves_open)) for gap in machines] == [
        ("EX07", ["coexistence", "exchange-update"]),
        ("EX13", ["exchange-update"]),
        ("EX14", []),
    ]
