"""How long the HTML report of a large organisation takes to build, beside judging the same inventory in the same run.

    python benchmarks/report_page.py [SERVERS] [MAILBOXES] [RUNS]

Prints the median time of each step in milliseconds, its ratio to judging, and the size of the page. Wanted for 500
servers and 100,000 mailboxes: built within 2 s, less than 2 MB.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

import samples
from checks.engine import judge
from checks.results import Item, Results
from checks.rule_book import RuleBook
from checks.wording import say
from reports.html import render
from reports.view import view
from scanner.inventory.model import Inventory
from scanner.inventory.store import loads

SAMPLE = "exchange-2007"
# Mailboxes lie in databases of this size; every tenth has something to be put right.
PER_DATABASE = 200
AT_FAULT = 10


def organization(servers: int, mailboxes: int) -> Inventory:
    """The sample with its mailbox server copied, each with its machine, and its mailboxes multiplied."""
    document: dict[str, Any] = msgspec.to_builtins(loads(SAMPLE, samples.read(SAMPLE))[0])
    listed, hosts, recipients = document["servers"]["data"], document["hosts"], document["recipients"]["data"]
    for number in range(servers):
        name = f"SRV{number:04}"
        listed.append({**listed[1], "name": name, "fqdn": f"{name}.example"})
        hosts.append({**hosts[0], "name": f"{name}.example"})
    for number in range(mailboxes // PER_DATABASE):
        recipients.append({**recipients[-1], "database": f"DB{number:04}", "count": PER_DATABASE})
    return msgspec.convert(document, Inventory)


def with_items(results: Results, number: int) -> Results:
    """The results with so many things counted by one check of each target."""
    observed = say("benchmark.item", "a blank in the alias")
    items = [Item(name=f"user{place}@example.com", observed=observed) for place in range(number)]
    check = results.findings[0].check
    findings = [
        msgspec.structs.replace(finding, items=items) if finding.check == check else finding
        for finding in results.findings
    ]
    return msgspec.structs.replace(results, findings=findings)


def measure(step: Callable[[], object], runs: int) -> float:
    """Median seconds of a step."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measure and print the table."""
    asked = [int(word) for word in sys.argv[1:4]]
    servers, mailboxes, runs = asked + [500, 100_000, 5][len(asked) :]
    inventory = organization(servers, mailboxes)
    book = RuleBook()
    targets = [book.target(name) for name in book.target_ids()]

    def judged() -> Results:
        return judge(inventory, "0" * 64, targets, as_of=date(2026, 11, 22), tool="0").results

    results = with_items(judged(), mailboxes // AT_FAULT)
    seen = view(inventory, results, targets)
    page = render(seen)
    steps: dict[str, Callable[[], object]] = {
        "judge": judged,
        "view": lambda: view(inventory, results, targets),
        "render": lambda: render(seen),
    }
    times = {name: measure(step, runs) for name, step in steps.items()}
    print(
        f"{servers} servers, {mailboxes} mailboxes, {len(targets)} targets: {len(page.encode()) / 1e6:.2f} MB"
    )
    print(f"{'step':<10} {'ms':>8} {'× judge':>8}")
    for name, seconds in times.items():
        print(f"{name:<10} {seconds * 1000:>8.0f} {seconds / times['judge']:>8.2f}")


if __name__ == "__main__":
    main()
