"""How long the HTML report of a large organisation takes to build and to open, beside judging the same inventory.

    python -m benchmarks.report_page [SERVERS] [MAILBOXES] [RUNS]

Prints the median time of each step in milliseconds and its ratio to judging, the size of the page in each language, how
much memory the process took, and how long Chromium takes to open it, where there is one. Wanted for 500 servers and
100,000 mailboxes: less than 2 MB, built within 2 s, less than 700 MB of memory, open within 5 s.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.large_inventory import large_inventory
from checks.answers import Answers
from checks.engine import Judged, judge
from checks.paths import with_paths
from checks.rule_book import RuleBook
from reports.html import render
from reports.language import languages
from reports.view import view
from tests.reports.conftest import chromium_here

DAY = date(2026, 11, 22)


def measure(step: Callable[[], object], runs: int) -> float:
    """Median seconds of a step."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def opened(page: str, runs: int) -> float | None:
    """Median seconds from the address to a page that is laid out; None without a browser."""
    place = chromium_here()
    if place is None:
        return None
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder) / "report.html"
        file.write_text(page, "utf-8")
        browser = driver.chromium.launch(executable_path=place, args=["--no-sandbox"])
        window = browser.new_page()
        seconds = measure(
            lambda: (window.goto(file.as_uri()), window.evaluate("document.body.scrollHeight")), runs
        )
        browser.close()
    return seconds


def main() -> None:
    """Measure and print the table."""
    asked = [int(word) for word in sys.argv[1:4]]
    servers, mailboxes, runs = asked + [500, 100_000, 3][len(asked) :]
    inventory = large_inventory(servers, mailboxes)
    book = RuleBook()
    targets = [book.target(name) for name in book.target_ids()]

    def judged() -> Judged:
        done = judge(inventory, "0" * 64, targets, as_of=DAY, tool="0")
        return with_paths(done, inventory, targets, book, Answers())

    results = judged().results
    seen = view(inventory, results, targets)
    page = render(seen)
    steps: dict[str, Callable[[], object]] = {
        "judge": judged,
        "view": lambda: view(inventory, results, targets),
        "render": lambda: render(seen),
    }
    times = {name: measure(step, runs) for name, step in steps.items()}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sizes = {lang: len(render(view(inventory, results, targets, lang=lang)).encode()) for lang in languages()}
    print(f"{servers} servers, {mailboxes} mailboxes, {len(targets)} targets, {len(results.paths)} ways")
    print(
        ", ".join(f"{lang} {size / 1e6:.2f} MB" for lang, size in sizes.items()),
        f"memory {memory:.0f} MB",
        sep="; ",
    )
    seconds = opened(page, runs)
    if seconds is not None:
        times["open"] = seconds
    print(f"{'step':<10} {'ms':>8} {'× judge':>8}")
    for name, taken in times.items():
        print(f"{name:<10} {taken * 1000:>8.0f} {taken / times['judge']:>8.2f}")


if __name__ == "__main__":
    main()
