"""Taking a section away never makes a row or a verdict better.

A section that goes takes knowledge with it: a row keeps its status or becomes `not-verified`, nothing else, but
for a question that did not arise and does once nobody knows that it does not: `not-applicable` may become `warning`.
Rows of subjects that can no longer be listed give way to rows of the same check that are all `not-verified`.
A verdict keeps its place or moves away from `ready` in

    ready > ready-with-conditions > cannot-conclude = not-ready

(`not-ready` may become `cannot-conclude`: the obstacle is no longer known, and nobody is told to go ahead.)

Two kinds of inventory are not drawn here. One contradicts itself, such as a machine that states an older
build or another cumulative update than the directory does. The other has users of Outlook and no Exchange
organisation: there the question does not arise, and it does arise once the organisation was not read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings
from msgspec.structs import replace

import samples
from checks.check import TIMES, Check, Verdict, all_checks, met
from checks.engine import judge
from checks.results import Finding, Results
from checks.subjects import HOST_SECTIONS
from checks.wording import say
from scanner.inventory.absence import Absent, Section, known
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import Inventory
from scanner.inventory.store import loads
from tests.checks.build import (
    CLOUD,
    GB,
    MB,
    TARGETS,
    TODAY,
    accepted,
    candidate,
    computer,
    controller,
    domain,
    domain_head,
    failed,
    forest,
    host,
    inventory,
    memory,
    organization,
    outlook,
    page_file,
    processor,
    read,
    said,
    server,
    sites,
    skipped,
    target,
    tenant,
    volume,
    windows,
)
from tests.checks.directory import directory
from tests.checks.drawn import certificates as bound_certificates
from tests.checks.drawn import machine, mark, told_by_servers
from tests.checks.healthy import healthy
from tests.checks.objects import certificate

# From a status to another, beside `not-verified`.
STRICTER = ("not-applicable", "warning")
RANK = {"ready": 2, "ready-with-conditions": 1, "cannot-conclude": 0, "not-ready": 0}

ABSENCES: st.SearchStrategy[Absent] = st.sampled_from(
    [
        failed(),
        skipped(),
        skipped("no-collector"),
        failed("access-denied", host="dc1", what="it"),
        failed("new-code"),
    ]
)
STAMPS: dict[str, list[str | None]] = {
    "8.3.83.6": ["8.3.83.6", "8.3.298.3"],
    "14.3.123.4": ["14.3.266.1", None],
    "15.0.1130.7": ["15.0.1130.7", None],
    "15.0.1497.2": ["15.0.1497.48"],
    "15.1.2507.6": ["15.1.2507.61", None],
    "15.1.2242.4": [None],
    "15.2.2562.17": ["15.2.2562.53"],
    "15.2.1748.10": ["15.2.1748.53", None],
    "6.5.7638.2": [None],
}


@st.composite
def inventories(draw: st.DrawFn) -> Inventory:
    """A few servers of any version, levels and machines on both sides of a limit."""
    declared = draw(st.booleans())

    def wrap(data: object) -> Section[Any]:
        return said(data) if declared else read(data)

    places_of_servers = st.sampled_from(["Lyon", "Annecy", None])
    servers, hosts = [], []
    certificates = st.sampled_from([None, certificate(9)])
    for number in range(draw(st.integers(0, 3))):
        stamp = draw(st.sampled_from(sorted(STAMPS)))
        exact = draw(st.sampled_from(STAMPS[stamp]))
        roles = draw(st.sampled_from([54, 64, 16439, None]))
        site = draw(places_of_servers)
        account = draw(
            st.sampled_from([skipped(), read(computer("6.3 (9600)")), failed("no-such-account", name="EX")])
        )
        servers.append(
            server(
                stamp, f"EX{number}", roles, f"ex{number}.corp.example", site, computer=account,
                dag=draw(st.sampled_from([None, "DAG1"])), internal_certificate=draw(certificates),
            )
        )  # fmt: skip
        if draw(st.booleans()):
            system = windows(draw(st.sampled_from(["6.3.9600", "10.0.20348", None])))
            parts = {part: wrap(data) for part, data in machine(draw, system).items()}
            hosts.append(
                host(
                    f"ex{number}.corp.example",
                    **parts,
                    operating_system=wrap(system),
                    certificates=wrap(bound_certificates(draw)),
                    volumes=wrap([volume("E:\\", free=draw(st.sampled_from([None, GB, 300 * GB])))]),
                    exchange=wrap(mark(draw, exact)),
                )
            )
    version = draw(
        st.sampled_from(["6.1.7601", "6.3.9600", "10.0.14393", "10.0.20348", "10.0.26100", "10.0.30000"])
    )
    new = host(
        "new1.corp.example",
        **{part: wrap(data) for part, data in machine(draw, windows(version)).items()},
        exchange=wrap(mark(draw, draw(st.sampled_from([None, "15.2.1748.10"])))),
        processor=wrap(
            processor(draw(st.sampled_from(["AMD64", "ARM64", None])), 2, draw(st.integers(1, 64)))
        ),
        memory=wrap(memory(draw(st.sampled_from([4, 8, 96, 128, 300])) * GB)),
        operating_system=wrap(windows(version)),
        volumes=wrap(
            [
                volume(free=draw(st.sampled_from([GB, 100 * GB, None])), system=True),
                replace(volume("E:\\"), block=draw(st.sampled_from([None, 4096, 65536]))),
            ]
        ),
        page_file=wrap(page_file(draw(st.sampled_from([(32778 * MB, 32778 * MB), (MB, 2 * MB)])))),
    )
    versions = st.sampled_from(
        ["5.2 (3790)", "6.1 (7601)", "6.3 (9600)", "10.0 (17763)", "10.0 (26100)", None]
    )
    accounts = st.sampled_from([None, skipped(), read(computer("6.3 (9600)", enabled=False))])
    controllers = [
        controller(
            draw(versions), f"dc{number}.corp.example", site=draw(places_of_servers) or "",
            global_catalog=draw(st.booleans()), read_only=draw(st.booleans()), account=draw(accounts),
        )
        for number in range(draw(st.integers(1, 3)))
    ]  # fmt: skip
    levels = st.sampled_from([0, 1, 2, 5, 6, 10, 11, None])
    modes = st.sampled_from([True, False, None])
    containers = st.lists(st.sampled_from([None, 11221, 13243]), max_size=2)
    domains = [
        domain(
            name,
            draw(
                st.sampled_from([skipped(), wrap(domain_head(draw(levels), draw(modes), draw(containers)))])
            ),
        )
        for name in ["corp.example", "sub.corp.example"][: draw(st.integers(1, 2))]
    ]
    mail = st.lists(
        st.tuples(st.sampled_from(["*", "corp.example"]), st.sampled_from([None, 0, 1, 2, 6])), max_size=2
    )
    return inventory(
        forest=wrap(forest(draw(st.sampled_from([0, 2, 3, 4, 5, 6, 7, 10, 11, None])))),
        domain_controllers=wrap(controllers),
        domains=wrap(domains),
        sites=wrap(sites(*draw(st.sampled_from([(), ("Lyon",), ("Annecy", "Lyon")])))),
        accepted_domains=wrap(accepted(*draw(mail))),
        tenant=draw(
            st.sampled_from(
                [
                    skipped("only-people-know"),
                    said(tenant()),
                    said(tenant(verified_domains=["corp.example"], licences=200, migration_account=True)),
                    said(
                        tenant(directory_synchronization=True, ews_applications=[], entra_connect="2.0.0.0")
                    ),
                    said(tenant(directory_synchronization=False, public_certificate=True, batch_files=False)),
                ]
            )
        ),
        organization=wrap(
            organization(mixed=draw(modes), product_id=draw(st.sampled_from(["08.03.0083.006", None])))
        ),
        servers=wrap(servers),
        clients=wrap(outlook((draw(st.sampled_from(["11.0.1", "14.0.1", "16.0.1", None])), 5))),
        hosts=[*hosts, new],
        candidates=[candidate()] if draw(st.booleans()) else [],
        **{name: wrap(data) for name, data in {**draw(directory()), **told_by_servers(draw)}.items()},
    )


def places(whole: Inventory) -> list[tuple[str, str]]:
    """Every section there is to take away: (field of the inventory, or host name; section of the host)."""
    found = [(name, "") for name in SINGLE_SECTIONS]
    found += [(each.name, part) for each in whole.hosts for part in HOST_SECTIONS]
    found += [("domain_controllers", c.name) for c in known(whole.domain_controllers) or []]
    found += [("domains", d.name) for d in known(whole.domains) or []]
    found += [("servers", s.name) for s in known(whole.servers) or []]
    return found


def taken_away(whole: Inventory, place: tuple[str, str], absence: Absent) -> Inventory:
    where, part = place
    changes: dict[str, Any]
    if part == "":
        changes = {where: absence}
    elif where == "domain_controllers":
        section: Any = whole.domain_controllers
        data = [replace(c, computer=absence) if c.name == part else c for c in section.data]
        changes = {"domain_controllers": replace(section, data=data)}
    elif where == "servers":
        section = whole.servers
        accounts = [replace(s, computer=absence) if s.name == part else s for s in section.data]
        changes = {"servers": replace(section, data=accounts)}
    elif where == "domains":
        section = whole.domains
        heads = [replace(d, head=absence) if d.name == part else d for d in section.data]
        changes = {"domains": replace(section, data=heads)}
    else:
        changes = {"hosts": [replace(h, **{part: absence}) if h.name == where else h for h in whole.hosts]}
    return replace(whole, **changes)


Judge = Callable[[Inventory], Results]


def judge_really(whole: Inventory, *names: str) -> Results:
    done = judge(whole, "0", [target(name) for name in names or TARGETS], as_of=TODAY, tool="1")
    assert done.broken == []
    return done.results


def improvements(before: Results, after: Results) -> list[str]:
    """What became better; nothing, when the order above holds."""
    found = []
    for old, new in zip(before.targets, after.targets, strict=True):
        if RANK[new.verdict] > RANK[old.verdict]:
            found.append(f"{new.id}: {old.verdict} became {new.verdict}")
        if new.counts.met > old.counts.met:
            found.append(f"{new.id}: {old.counts.met} met became {new.counts.met}")
    statuses = {_key(before, finding): finding.status for finding in before.findings}
    for finding in after.findings:
        key = _key(after, finding)
        before_it = statuses.get(key)
        if finding.status not in ("not-verified", before_it) and (before_it, finding.status) != STRICTER:
            found.append(f"{key}: {before_it} became {finding.status}")
    return found


def _key(whole: Results, finding: Finding) -> tuple[str, ...]:
    """The row of one subject; the whole is one, whatever it can still be called."""
    kind, name = finding.subject.kind, finding.subject.name
    # A row about nobody bears the name of the whole; so may a domain, which was read somewhere.
    nobody = name == whole.inventory.organization and finding.read_from is None
    is_whole = kind in ("forest", "organization") or nobody
    return (finding.target, finding.check, kind, "" if is_whole else name)


@given(whole=inventories(), data=st.data())
@settings(max_examples=150, deadline=None)
def test_taking_a_section_away_improves_nothing(whole: Inventory, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(whole)))
    after = taken_away(whole, place, data.draw(ABSENCES))
    assert improvements(judge_really(whole), judge_really(after)) == []


@given(whole=inventories(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_nor_does_it_on_the_way_to_microsoft_365(whole: Inventory, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(whole)))
    after = taken_away(whole, place, data.draw(ABSENCES))
    assert improvements(judge_really(whole, *CLOUD), judge_really(after, *CLOUD)) == []


@given(whole=inventories(), data=st.data())
@settings(max_examples=50, deadline=None)
@example(whole=healthy("exchange-se"), data=None)
def test_taking_everything_away_is_never_ready(whole: Inventory, data: st.DataObject | None) -> None:
    absence = failed() if data is None else data.draw(ABSENCES)
    after = whole
    for place in places(whole):
        if place[0] not in ("domain_controllers", "domains", "servers") or place[1] == "":
            after = taken_away(after, place, absence)
    assert {place.verdict for place in judge_really(after).targets} <= {"cannot-conclude", "not-ready"}


@pytest.mark.parametrize("targets", [TARGETS, CLOUD], ids=["servers", "cloud"])
@pytest.mark.parametrize("sample", samples.names())
def test_taking_a_section_away_from_a_sample_improves_nothing(sample: str, targets: tuple[str, ...]) -> None:
    whole, _ = loads(sample, samples.read(sample))
    before = judge_really(whole, *targets)
    for place in places(whole):
        after = judge_really(taken_away(whole, place, failed()), *targets)
        assert improvements(before, after) == [], place


@pytest.mark.parametrize("name", TARGETS)
def test_each_section_counts_for_something(name: str) -> None:
    """Every section that a check of the target reads, once gone, leaves something not verified."""
    whole = healthy(name)
    before = {
        f.check for f in judge_really(whole).findings if f.target == name and f.status == "not-verified"
    }
    asked = [all_checks()[check_id] for check_id in target(name).require]
    for part in {part for check in asked for part in check.reads if part in SINGLE_SECTIONS}:
        after = judge_really(taken_away(whole, (part, ""), failed()))
        now = {f.check for f in after.findings if f.target == name and f.status == "not-verified"}
        assert now > before, part
    for part in {part for check in asked if check.subject == "candidate" for part in check.reads} - {
        "candidate",
        *TIMES,
        *SINGLE_SECTIONS,
    }:
        after = judge_really(taken_away(whole, ("new1.corp.example", part), failed()))
        now = {f.check for f in after.findings if f.target == name and f.status == "not-verified"}
        assert now > before, part


def test_an_engine_that_reads_absence_as_met_is_caught() -> None:
    """The comparison itself: an engine with the worst bug there is does not pass it."""
    before = inventory(forest=forest(0))
    after = taken_away(before, ("forest", ""), failed())
    assert improvements(judge_really(before), judge_really(after)) == []
    found = improvements(judge_carelessly(before), judge_carelessly(after))
    assert any("ad-forest-level" in improvement and "became met" in improvement for improvement in found)


def judge_carelessly(whole: Inventory) -> Results:
    """As if every check could do without what it reads, and were content."""
    checks = {check_id: _careless(check) for check_id, check in all_checks().items()}
    targets = [target(name) for name in TARGETS]
    return judge(whole, "0", targets, as_of=TODAY, tool="1", checks=checks).results


def _careless(check: Check) -> Check:
    def content(**data: Any) -> Verdict:
        if "read_on" in check.reads:
            data["read_on"] = TODAY
        try:
            return check.judge(**data)
        except AttributeError:
            return met(say("test.content", "surely fine"))

    asked = tuple(name for name in (*check.reads, *check.uses) if name not in TIMES)
    return replace(check, reads=tuple({"as_of"} & set(check.reads)), uses=asked, judge=content)
