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
from tests.reports.cases import ALL, Case, case, nothing_read
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
    yield from _stopping(results)
    yield len(results.targets)
    yield sum(target.verdict == "ready-with-conditions" for target in results.targets)
    yield len({f.check for f in results.findings if f.read_from and f.read_from.declared})
    yield sum(bool(gap.leaves_open) for gap in results.gaps)
    for counts in [target.counts for target in results.targets] + [path.counts for path in results.paths]:
        yield from _cleared(counts)
    for path in results.paths:
        yield from range(len(path.steps) + 1)
        yield from ((path.effort.bytes_to_move or 0) >> 30,)
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
    for status in WORST_FIRST:
        yield sum(found == status and check not in only for check, found in worst.items())


def _stopping(results: Results) -> Iterator[int]:
    blocked = {(f.check, f.target) for f in results.findings if f.status == "blocker"}
    by_check = Counter(check for check, _ in blocked)
    yield sum(number == len(results.targets) for number in by_check.values())


def _cleared(counts: Counts) -> Iterator[int]:
    done = counts.met + counts.warning
    every = done + counts.blocker + counts.not_verified
    yield from (done, every)
    if every:
        yield from (done * 100 // every, (done + counts.not_verified) * 100 // every)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("part", ["summary", "findings"])
def test_every_number_can_be_found_again(name: str, part: str) -> None:
    judged: Case = CASES[name]()
    # Dates of support come from the rule book and are held against it where the chart is tested.
    text = Page(judged.page()).text_in(part, without="support")
    assert numbers(text)
    known = in_results(judged.results) | in_prose() | {str(number) for number in counted(judged.results)}
    assert numbers(text) - known == set()


def test_a_number_of_ones_own_would_be_seen() -> None:
    judged = case("exchange-2007", ALL)
    known = in_results(judged.results) | in_prose() | {str(number) for number in counted(judged.results)}
    assert "4711" not in known
    assert numbers("1,234 of 05 and 8.3.83.6") == {"1234", "5", "8", "3", "83", "6"}
