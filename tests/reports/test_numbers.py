"""No number on the page that nobody can check: each stands in the results or in the prose of a check, or it counts rows
of the results that are counted here once more, in another way."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec
import pytest

from checks.check import all_checks
from checks.results import WORST_FIRST, Counts, Results, Status
from reports.evidence import EVIDENCE_ROWS
from reports.json_report import encode
from scanner.inventory.absence import known
from scanner.inventory.model import Host, Inventory
from scanner.inventory.names import outlook_name
from tests.reports.cases import ALL, Case, case, nothing_read, ways_of
from tests.reports.pages import Page
from tests.reports.paths import with_paths

TO_SE = "exchange-2007>exchange-2013>exchange-se"
CASES = {
    "exchange-2007": lambda: case("exchange-2007"),
    "exchange-2016-2019": lambda: case("exchange-2016-2019"),
    "partly-read": lambda: case("partly-read"),
    "one target": lambda: case("partly-read", ["exchange-se"]),
    "nothing": lambda: case(nothing_read()),
    "paths": lambda: with_paths(case("exchange-2007"), TO_SE, recommended=TO_SE),
}


def numbers(text: str) -> set[str]:
    """The numbers in a text, without leading zeros and separators of thousands."""
    joined = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    return {number.lstrip("0") or "0" for number in re.findall(r"\d+", joined)}


def in_results(results: Results) -> set[str]:
    clocks = [
        finding.read_from.at.astimezone(results.inventory.taken_at.tzinfo).isoformat()
        for finding in results.findings
        if finding.read_from
    ]
    return numbers(encode(results).decode()) | numbers(" ".join(clocks))


def in_prose() -> set[str]:
    return numbers(" ".join(str(msgspec.structs.astuple(check.prose)) for check in all_checks().values()))


def counted(results: Results) -> Iterator[int]:
    """What the page counts, counted from the rows."""
    worst: dict[str, Status] = {}
    subjects: dict[str, set[str]] = defaultdict(set)
    concerned: dict[tuple[str, Status], set[str]] = defaultdict(set)
    for finding in results.findings:
        before = worst.get(finding.check, "not-applicable")
        worst[finding.check] = min(before, finding.status, key=WORST_FIRST.index)
        subjects[finding.check].add(finding.subject.name)
        concerned[finding.check, finding.status].add(finding.subject.name)
    yield from Counter(worst.values()).values()
    yield sum(status != "not-applicable" for status in worst.values())
    yield from map(len, subjects.values())
    yield from map(len, concerned.values())
    yield from _waiting(results, worst)
    yield from _reached(results)
    yield _only_beyond(results)
    yield len(results.targets)
    yield sum(target.verdict == "ready-with-conditions" for target in results.targets)
    yield len({f.check for f in results.findings if f.read_from and f.read_from.declared})
    yield sum(bool(gap.leaves_open) for gap in results.gaps)
    for counts in [target.counts for target in results.targets] + [path.counts for path in results.paths]:
        yield from _cleared(counts)
    for path in results.paths:
        yield from range(len(path.steps) + 1)
        yield from ((path.effort.bytes_to_move or 0) >> 30, -(-(path.effort.bytes_to_move or 0) >> 30))
    for found in _things(results):
        yield from (found, found - EVIDENCE_ROWS)
    # The order of a list, which the browser writes and the page does not.
    yield from range(5)


def _things(results: Results) -> Iterator[int]:
    """What each check counts, such as recipients; targets that ask alike count the same ones."""
    things: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for finding in results.findings:
        things[finding.check] |= {
            (finding.subject.name, str(item.name), item.observed.id) for item in finding.items
        }
    yield from map(len, things.values())


def _waiting(results: Results, worst: dict[str, Status]) -> Iterator[int]:
    """Checks that are open for want of a server, and those that are open for another reason."""
    waiting = {f.check for f in results.findings if f.observed.id == "row.no-candidate"}
    only = {
        check
        for check in waiting
        if all(
            f.observed.id == "row.no-candidate" or f.status in ("met", "not-applicable")
            for f in results.findings
            if f.check == check
        )
    }
    yield from (len(waiting), len(only))
    lost = _lost(results)
    yield len(
        {f.check for f in results.findings if f.observed.id == "row.no-candidate" and f.target not in lost}
    )
    for status in WORST_FIRST:
        yield sum(found == status and check not in only for check, found in worst.items())


def _lost(results: Results) -> set[str]:
    """The targets no way leads to."""
    return {none.target for none in results.no_way if none.why.id != "no-way.there"}


def _reached(results: Results) -> Iterator[int]:
    """Checks by their worst status for the targets a way leads to."""
    rows = [finding for finding in results.findings if finding.target not in _lost(results)]
    for status in WORST_FIRST:
        worse = {f.check for f in rows if WORST_FIRST.index(f.status) < WORST_FIRST.index(status)}
        yield len({f.check for f in rows if f.status == status} - worse)


def _only_beyond(results: Results) -> int:
    """Checks that come out worse for a target no way leads to than for all the others."""
    best = len(WORST_FIRST)
    worst: dict[tuple[bool, str], int] = {}
    for row in results.findings:
        key = (row.target in _lost(results), row.check)
        worst[key] = min(worst.get(key, best), WORST_FIRST.index(row.status))
    return sum(lost and rank < worst[False, check] for (lost, check), rank in worst.items())


def _cleared(counts: Counts) -> Iterator[int]:
    done = counts.met + counts.warning
    every = done + counts.blocker + counts.not_verified
    yield from (done, every)
    if every:
        yield from (done * 100 // every, (done + counts.not_verified) * 100 // every)


OF_RESULTS = ("summary", "order-of-work", "findings", "not-collected")
OF_INVENTORY = ("servers", "recipients", "method")
OF_RULES = ("new-servers",)
WITH_WAYS = ("exchange-2007", "exchange-2016-2019", "partly-read", "exchange-se-old-outlook")


def in_inventory(inventory: Inventory) -> set[str]:
    """The numbers of the inventory, its sizes in GB, and what its rows sum up to by each thing they say."""
    document = msgspec.to_builtins(inventory)
    found = numbers(msgspec.json.encode(inventory).decode())
    for size in whole_numbers(document):
        tenths = size * 10 >> 30
        found |= {str(tenths // 10), str(tenths % 10)}
    for rows, count in ((known(inventory.recipients), "count"), (known(inventory.devices), "count"),
                        (getattr(known(inventory.clients), "seen", None), "users")):  # fmt: skip
        for by in (*(rows[0].__struct_fields__ if rows else ()), "the name of Outlook", "nothing"):
            sums: Counter[str] = Counter()
            for row in rows or ():
                named = outlook_name(getattr(row, "version", None) or "") if by.startswith("the ") else ""
                sums[named or str(getattr(row, by, ""))] += getattr(row, count)
            found |= {str(number) for number in sums.values()} | {str(len(sums))}
    found |= {str(len(known(section) or ())) for section in (inventory.domains, inventory.sites, inventory.databases,
              inventory.accepted_domains, inventory.servers, inventory.domain_controllers)}  # fmt: skip
    return found | {str(number) for host in inventory.hosts for number in sections_of(host)}


def sections_of(host: Host) -> tuple[int, int]:
    """How much of a machine was read, of how much."""
    sections = [getattr(host, name) for name in host.__struct_fields__ if name != "name"]
    return sum(known(section) is not None for section in sections), len(sections)


def whole_numbers(value: object) -> Iterator[int]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from whole_numbers(each)
    elif isinstance(value, int):
        yield value


def in_rule_book(judged: Case) -> set[str]:
    """The numbers in what the targets ask."""
    asked = [
        checks.requires(level.need).text
        for target in judged.targets
        for name, checks in all_checks().items()
        if name in target.require
        for _, level in target.require[name].levels()
    ]
    return numbers(" ".join(asked))


def unfounded(judged: Case, part: str, *also: set[str]) -> set[str]:
    """The numbers in a part of the page that stand nowhere. Dates of support come from the rule book and are held
    against it where the chart is tested."""
    text = Page(judged.page()).text_in(part, without="support")
    founded = in_results(judged.results) | in_prose() | {str(number) for number in counted(judged.results)}
    return numbers(text) - founded.union(*also)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("part", ["summary", "findings"])
def test_every_number_can_be_found_again(name: str, part: str) -> None:
    judged: Case = CASES[name]()
    assert numbers(Page(judged.page()).text_in(part, without="support"))
    assert unfounded(judged, part) == set()


@pytest.mark.parametrize("name", WITH_WAYS)
def test_every_number_of_every_part_can_be_found_again(name: str) -> None:
    judged = ways_of(name, "exchange-2016", "exchange-se", "m365-hybrid")
    of_inventory, of_rules = in_inventory(judged.inventory), in_rule_book(judged)
    found = {part: unfounded(judged, part) for part in OF_RESULTS}
    found |= {part: unfounded(judged, part, of_inventory) for part in OF_INVENTORY}
    found |= {part: unfounded(judged, part, of_rules) for part in OF_RULES}
    assert {part: left for part, left in found.items() if left} == {}


def test_every_part_of_the_page_is_among_those() -> None:
    sections = {id_ for tag, name, id_ in Page(case("exchange-2007").page()).attributes
                if (tag, name) == ("section", "id")}  # fmt: skip
    assert sections <= {*OF_RESULTS, *OF_INVENTORY, *OF_RULES}


def test_a_number_of_ones_own_would_be_seen() -> None:
    judged = case("exchange-2007", ALL)
    known = in_results(judged.results) | in_prose() | {str(number) for number in counted(judged.results)}
    assert "4711" not in known
    assert numbers("1,234 of 05 and 8.3.83.6") == {"1234", "5", "8", "3", "83", "6"}
