"""The ways forward: organisations, and where the cited documents send them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from checks.answers import Answers
from checks.paths import with_paths
from checks.paths.route import Network, id_of
from checks.results import Path, Results
from checks.rule_book import RuleBook
from checks.wording import Text
from scanner.inventory.model import Inventory
from tests.checks.build import CLOUD, TARGETS, counts, inventory, judged, organization, server

NOW = date(2026, 11, 25)
BUILDS = {
    "5.5": "5.5.2653.13",
    "2000": "6.0.6249.4",
    "2003": "6.5.7638.2",
    "2007": "8.3.83.6",
    "2010": "14.3.123.4",
    "2013": "15.0.1497.2",
    "2016": "15.1.2507.6",
    "2019 CU14": "15.2.1544.4",
    "2019": "15.2.1748.10",
    "SE": "15.2.2562.17",
}
ALL = (*TARGETS, *CLOUD)
TO_SE = "exchange-2007>exchange-2013>exchange-2016>exchange-se"


@cache
def book() -> RuleBook:
    return RuleBook()


def organisation(*versions: str, mailboxes: int | None = 100, **sections: Any) -> Inventory:
    """One server of each version."""
    servers = [server(BUILDS[version], f"EX{number}") for number, version in enumerate(versions)]
    if mailboxes is not None:
        sections.setdefault("recipients", counts(users=mailboxes))
    return inventory(**{"organization": organization(), **sections}, servers=servers)


def found(whole: Inventory, *targets: str, as_of: date = NOW, **answers: Any) -> Results:
    """The results with their ways; `exchange-2019@cu14` and the like are targets as well."""
    wanted = targets or ALL
    done = judged(whole, *wanted, as_of=as_of)
    made = with_paths(done, whole, [book().target(name) for name in wanted], book(), Answers(**answers))
    assert made.broken == []
    return made.results


def ways(results: Results, target: str) -> set[str]:
    return {path.id for path in results.paths if path.target == target}


def recommended(results: Results) -> str | None:
    assert results.decision is not None
    named = [path.id for path in results.paths if path.recommended]
    assert named == ([results.decision.recommended] if results.decision.recommended else [])
    return results.decision.recommended


def the_way(results: Results, way: str) -> Path:
    return next(path for path in results.paths if path.id == way)


class Case(NamedTuple):
    """An organisation, what its people answered, and what the document prescribes."""

    document: str
    versions: tuple[str, ...]
    mailboxes: int | None
    answers: Mapping[str, Any]
    recommended: str | None
    as_of: date = NOW
    targets: tuple[str, ...] = ALL


YES: Mapping[str, Any] = {"cloud_ok": True}
NO: Mapping[str, Any] = {"cloud_ok": False}
BOTH: Mapping[str, Any] = {"cloud_ok": True, "coexistence": True}
KEEP: Mapping[str, Any] = {"cloud_ok": True, "keep_mailboxes_on_premises": True}
ROADMAP = ("exchange-2010", "exchange-2013", "exchange-2016")
CASES = [
    # Into Microsoft 365 from versions before 2010: by the number of mailboxes and the weeks there are.
    Case("ms-roadmap-2007", ("2007",), 80, YES, "exchange-2007>m365-cutover"),
    Case("ms-roadmap-2007", ("2007",), 149, YES, "exchange-2007>m365-cutover"),
    Case("ms-roadmap-2007", ("2007",), 150, YES, "exchange-2007>m365-staged"),
    Case("ms-roadmap-2007", ("2007",), 4000, YES, "exchange-2007>m365-staged"),
    Case("ms-decide-2022", ("2007",), 80, {**YES, "weeks": 1}, "exchange-2007>m365-cutover"),
    Case("ms-decide-2022", ("2007",), 80, {**YES, "weeks": 2}, "exchange-2007>m365-staged"),
    Case("ms-decide-2022", ("2003",), 60, YES, "exchange-2003>m365-cutover"),
    Case("ms-staged-2022", ("2003", "2007"), 600, YES, "exchange-2003+exchange-2007>m365-staged"),
    Case("ms-imap-2022", ("2000",), 60, YES, "exchange-2000>m365-imap"),
    # A hybrid beside 2007 took a server with 2013, while that was supported and Exchange Online took its mail.
    Case(
        "ms-hybrid-2007-2022", ("2007",), 800, BOTH, "exchange-2007>exchange-2013:bridge>m365-hybrid",
        date(2016, 6, 1),
    ),
    Case("enforcement-2026", ("2007",), 800, BOTH, f"{TO_SE}:bridge>m365-hybrid"),
    # From 2010 on: express for the small and fast, hybrid for the others.
    Case("ms-roadmap-2010", ("2010",), 100, YES, "exchange-2010>m365-express"),
    Case("ms-roadmap-2010", ("2010",), 400, YES, "exchange-2010>m365-express"),
    Case("ms-decide-2022", ("2010",), 800, YES, "exchange-2010>m365-hybrid", date(2020, 1, 15)),
    Case("ms-express-2022", ("2013",), 149, YES, "exchange-2013>m365-express"),
    Case("ms-decide-2022", ("2019",), 300, YES, "exchange-2019>m365-express"),
    Case("ms-decide-2022", ("2016",), 100, {**YES, "weeks": 12}, "exchange-2016>m365-hybrid", date(2024, 5, 1)),
    Case("ms-decide-2022", ("2016",), 800, YES, "exchange-2016>m365-hybrid", date(2024, 5, 1)),
    Case("ms-decide-2022", ("2016",), 100, KEEP, "exchange-2016>m365-hybrid", date(2024, 5, 1)),
    # Today only Subscription Edition lasts as a hybrid server.
    Case("ms-upgrade-se", ("2016",), 800, YES, "exchange-2016>exchange-se:bridge>m365-hybrid"),
    Case("ms-in-place-blog", ("2019",), 3000, YES, "exchange-2019>exchange-se:in-place:bridge>m365-hybrid"),
    Case("ms-upgrade-se", ("SE",), 800, YES, "exchange-se>m365-hybrid"),
    Case(
        "ms-upgrade-se", ("2013", "2016"), 800, BOTH,
        "exchange-2013+exchange-2016>exchange-2016>exchange-se:bridge>m365-hybrid",
    ),
    # On one's own servers.
    Case(
        "ms-roadmap-2007", ("2007",), 400, NO, "exchange-2007>exchange-2013>exchange-2016", date(2018, 1, 31),
        ROADMAP,
    ),
    Case("ms-roadmap-2007", ("2007",), 400, NO, TO_SE),
    Case("ms-setup-2000-or-2003", ("2003",), 400, NO, "exchange-2003>exchange-2010>exchange-2016>exchange-se"),
    Case("ms-setup-2010", ("2010",), 400, NO, "exchange-2010>exchange-2016>exchange-se"),
    Case("ms-upgrade-se", ("2013",), 400, NO, "exchange-2013>exchange-2016>exchange-se"),
    Case("ms-upgrade-se", ("2016",), 400, NO, "exchange-2016>exchange-se"),
    Case("ms-upgrade-se", ("2019 CU14",), 400, NO, "exchange-2019>exchange-se:in-place"),
    Case("ms-in-place-blog", ("2019",), 400, NO, "exchange-2019>exchange-se:in-place"),
    Case("ms-upgrade-se", ("2016", "2019"), 400, NO, "exchange-2016+exchange-2019>exchange-se:in-place"),
    Case(
        "ms-upgrade-se", ("2013", "2016"), 400, NO, "exchange-2013+exchange-2016>exchange-2016>exchange-se"
    ),
    Case(
        "ms-setup-2007", ("2007", "2010"), 400, NO,
        "exchange-2007+exchange-2010>exchange-2010>exchange-2016>exchange-se",
    ),
    Case(
        "ms-setup-2007", ("2007", "2013"), 400, NO,
        "exchange-2007+exchange-2013>exchange-2013>exchange-2016>exchange-se",
    ),
    Case("ms-setup-2013", ("2010", "2013"), 400, NO, "exchange-2010+exchange-2013>exchange-2016>exchange-se"),
    # Where nothing can be recommended.
    Case("ms-upgrade-se", ("SE",), 400, NO, None),
    Case("ms-matrix-2025", ("2010",), 400, NO, None, NOW, ROADMAP),
    Case("ms-setup-2000-or-2003", ("2000",), 400, NO, None),
    Case("ms-roadmap-2007", ("2007",), None, YES, None),
    Case("ms-roadmap-2007", ("2007",), 0, YES, None),
    Case("ms-roadmap-2007", ("2007",), 400, {}, None),
]  # fmt: skip


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{'+'.join(case.versions)} {case.mailboxes} {dict(case.answers)}"
)
def test_where_the_documents_send_an_organisation(case: Case) -> None:
    assert case.document in book().sources()
    whole = organisation(*case.versions, mailboxes=case.mailboxes)
    results = found(whole, *case.targets, as_of=case.as_of, **case.answers)
    assert recommended(results) == case.recommended
    assert results.decision is not None
    assert results.decision.why


WAYS = [
    ("ms-setup-2000-or-2003", ("2003",), "exchange-2010", {"exchange-2003>exchange-2010"}),
    ("ms-setup-2000-or-2003", ("2003",), "exchange-2013", {"exchange-2003>exchange-2010>exchange-2013"}),
    ("ms-roadmap-2007", ("2007",), "exchange-2013", {"exchange-2007>exchange-2013"}),
    ("ms-roadmap-2007", ("2007",), "exchange-2016",
     {"exchange-2007>exchange-2013>exchange-2016", "exchange-2007>exchange-2010>exchange-2016"}),
    ("ms-setup-2007", ("2007", "2010"), "exchange-2016",
     {"exchange-2007+exchange-2010>exchange-2010>exchange-2016",
      "exchange-2007+exchange-2010>exchange-2013>exchange-2016"}),
    ("ms-setup-2010", ("2010",), "exchange-2019",
     {"exchange-2010>exchange-2016>exchange-2019",
      "exchange-2010>exchange-2013>exchange-2019@cu14>exchange-2019:in-place"}),
    # The last update of 2019 refuses 2013, the one before it does not.
    ("ms-update-2025-h1", ("2013",), "exchange-2019",
     {"exchange-2013>exchange-2016>exchange-2019", "exchange-2013>exchange-2019@cu14>exchange-2019:in-place"}),
    ("ms-update-2025-h1", ("2013",), "exchange-2019@cu14", {"exchange-2013>exchange-2019@cu14"}),
    ("ms-upgrade-se", ("2013",), "exchange-se",
     {"exchange-2013>exchange-2016>exchange-se", "exchange-2013>exchange-2019@cu14>exchange-se:in-place"}),
    ("ms-upgrade-se", ("2016",), "exchange-se", {"exchange-2016>exchange-se"}),
    ("ms-upgrade-se", ("2019",), "exchange-se", {"exchange-2019>exchange-se:in-place", "exchange-2019>exchange-se"}),
    # The second cumulative update refuses 2016 and 2019: only over the first release.
    ("ms-upgrade-se", ("2016",), "exchange-se@cu2", {"exchange-2016>exchange-se>exchange-se@cu2:in-place"}),
    ("ms-upgrade-se", ("2019",), "exchange-se@cu2",
     {"exchange-2019>exchange-se:in-place>exchange-se@cu2:in-place",
      "exchange-2019>exchange-se>exchange-se@cu2:in-place"}),
    ("ms-upgrade-se", ("2013", "2019 CU14"), "exchange-se",
     {"exchange-2013+exchange-2019>exchange-2019@cu14>exchange-se:in-place"}),
    ("ms-hybrid-2007-2022", ("2007",), "m365-hybrid",
     {"exchange-2007>exchange-2013:bridge>m365-hybrid", f"{TO_SE}:bridge>m365-hybrid"}),
    ("ms-hybrid-prerequisites-2022", ("2010",), "m365-hybrid",
     {"exchange-2010>m365-hybrid", "exchange-2010>exchange-2016:bridge>m365-hybrid",
      "exchange-2010>exchange-2016>exchange-se:bridge>m365-hybrid"}),
    ("ms-staged-2022", ("2007",), "m365-staged", {"exchange-2007>m365-staged"}),
    ("ms-cutover-2022", ("2003", "2010"), "m365-cutover", {"exchange-2003+exchange-2010>m365-cutover"}),
]  # fmt: skip


@pytest.mark.parametrize(("document", "versions", "target", "expected"), WAYS)
def test_every_way_and_none_with_a_stop_too_many(
    document: str, versions: tuple[str, ...], target: str, expected: set[str]
) -> None:
    assert document in book().sources()
    assert ways(found(organisation(*versions), target), target) == expected


NO_WAYS = [
    (("2016",), "exchange-2010", "no way leads back"),
    (("2016",), "exchange-2016", "there already"),
    (("2000",), "exchange-2010", "no chain of versions"),
    (("2000", "2003"), "m365-cutover", "Exchange 2000"),
    (("2010",), "m365-staged", "Exchange 2010"),
    (("2003", "2007", "2010"), "m365-staged", "Exchange 2010"),
    (("2007",), "m365-express", "Exchange 2007"),
    (("2000",), "m365-hybrid", "Exchange 2000"),
]


@pytest.mark.parametrize(("versions", "target", "why"), NO_WAYS)
def test_a_target_without_a_way_says_why(versions: tuple[str, ...], target: str, why: str) -> None:
    results = found(organisation(*versions), target)
    assert results.paths == []
    (none,) = results.no_way
    assert (none.target, why in none.why.text) == (target, True), none.why.text


def test_without_servers_or_with_one_of_an_unknown_version_there_is_no_way() -> None:
    unread = found(inventory(organization=organization()))
    newer = found(inventory(organization=organization(), servers=[server("16.0.1.1")]))
    nobody = found(inventory(organization=organization(), servers=[]))
    for results, why in (
        (unread, "not read"),
        (newer, "version of a server"),
        (nobody, "no Exchange server"),
    ):
        assert results.paths == []
        assert results.decision is None
        assert {none.target for none in results.no_way} == set(ALL)
        assert all(why in none.why.text for none in results.no_way)


def test_an_edge_server_holds_no_mailbox_that_would_stay_behind() -> None:
    servers = [server(BUILDS["2007"], "EX0"), server(BUILDS["2010"], "EDGE", roles=64)]
    whole = inventory(organization=organization(), servers=servers, recipients=counts(users=400))
    results = found(whole, cloud_ok=True)
    assert recommended(results) == "exchange-2007+exchange-2010>m365-staged"
    assert ways(results, "exchange-2016") == {
        "exchange-2007+exchange-2010>exchange-2010>exchange-2016",
        "exchange-2007+exchange-2010>exchange-2013>exchange-2016",
    }


def test_a_target_that_is_no_destination_has_no_way() -> None:
    hardening = replace(book().target("exchange-se"), id="acme", require={})
    whole = organisation("2016")
    done = with_paths(judged(whole, "exchange-se"), whole, [hardening], book(), Answers()).results
    assert done.paths == []
    assert [none.target for none in done.no_way] == ["acme"]


# No version is ever installed beside one it cannot share an organisation with.

BESIDE = {
    "exchange-2010": {"2003", "2007", "2010"},
    "exchange-2013": {"2007", "2010", "2013"},
    "exchange-2016": {"2010", "2013", "2016"},
    "exchange-2019": {"2016", "2019"},
    "exchange-2019@cu14": {"2013", "2016", "2019"},
    "exchange-se": {"2016", "2019", "SE"},
    "exchange-se@cu2": {"SE"},
}
PRODUCT = {name: name.partition("-")[2].partition("@")[0].upper() for name in BESIDE}


def refused(way: str) -> list[str]:
    """The stops of a way that would be refused, told from its id alone."""
    start, *stops = way.split(">")
    present = {name.removeprefix("exchange-").upper() for name in start.split("+")}
    found_refused = []
    for stop in stops:
        target, *how = stop.split(":")
        if target.startswith("m365"):
            continue
        if not present <= BESIDE[target]:
            found_refused.append(f"{way}: {target} beside {sorted(present)}")
        if "bridge" not in how:
            present = {PRODUCT[target]}
        elif "in-place" in how:
            present = present - {"2019"} | {PRODUCT[target]}
        else:
            present = present | {PRODUCT[target]}
    return found_refused


@given(
    versions=st.sets(
        st.sampled_from([*sorted(set(PRODUCT.values())), "5.5", "2000", "2003", "2007"]), min_size=1
    ),
    as_of=st.dates(date(2009, 1, 1), date(2030, 1, 1)),
)
@settings(max_examples=200, deadline=None)
def test_no_way_installs_a_version_beside_one_it_cannot_share_with(versions: set[str], as_of: date) -> None:
    network, present = Network(book(), as_of), frozenset(versions)
    for name in (*BESIDE, *CLOUD):
        found_ways = network.ways(book().target(name), present, present)
        if isinstance(found_ways, Text):
            continue
        assert found_ways
        for way in found_ways:
            assert refused(id_of(present, way)) == []
            assert way[-1].target.id == name
            assert [stop for stop in way[:-1] if stop.product is None] == []


def test_the_comparison_sees_a_refused_stop() -> None:
    assert refused("exchange-2007>exchange-2016")
    assert refused("exchange-2013>exchange-2019")
    assert refused("exchange-2013>exchange-se:bridge>m365-hybrid")
    assert not refused("exchange-2007>exchange-2013>exchange-2016")
