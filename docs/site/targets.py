"""The page of targets: what each asks, check by check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks.rule_book import RuleBook
from checks.target import Target
from docs.site.checks import anchor, asked, targets
from docs.site.markdown import plain, table
from reports.words import Words

HEAD = """# Targets

What each target asks, check by check; the values with their sources stand at the [checks](checks.md). Of another
release of a target only what differs is listed. Targets of your own: [adding a target](../adding-a-target.md).
"""


def pages(rule_book: RuleBook) -> dict[Path, str]:
    """The page."""
    words = Words()
    said: dict[str, list[tuple[str, str, str]]] = {}
    for check in rule_book.checks.values():
        for row in asked(check, rule_book):
            requires = plain(words.text(check.requires(row.level.need)))
            cells = (f"[`{check.id}`](#{anchor(check.id)})", row.level_name, requires)
            said.setdefault(row.target.id, []).append(cells)
    lines = [HEAD]
    for each in targets(rule_book):
        lines += _target(each, said.get(each.id, []))
    return {Path("reference/targets.md"): "\n".join(lines)}


def _target(target: Target, rows: list[tuple[str, str, str]]) -> Iterator[str]:
    ends = target.support_ends
    support = f"Support ends on {ends.isoformat()}." if ends else "No end of support is set."
    yield from (
        f"## {target.id}",
        "",
        f"{plain(target.name)}, {plain(target.release)}. {support} Values last read",
    )
    yield f"again on {target.verified.isoformat()}."
    yield from table(("Check", "Level", "What is required"), rows)
