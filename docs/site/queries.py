"""The page of what is asked: every query of a scan with whom it goes to and the right it needs, from the plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from docs.site.markdown import code, plain
from scanner.collectors.query import Planned
from scanner.inventory.model import Candidate
from scanner.plan import plan
from scanner.request import Local, Request

HEAD = """# What is read

Everything a scan sends, from the plan of one that leaves nothing out; `exready scan --plan` prints it for yours, and
sends nothing. In braces stands what the server tells or an earlier query found. What the scripts print that run on
servers is listed by [row](../rows.md); what each part needs, by [rights](../permissions.md).
"""
_EVERYTHING = Request(
    domain="example.local", local=Local(role="mailbox"), servers=("all",),
    candidates=(Candidate(host="new1.example.local", role="mailbox", targets=[]),),
)  # fmt: skip


def pages() -> dict[Path, str]:
    """The page."""
    lines = [HEAD]
    for collector, queries in groupby(plan(_EVERYTHING), key=lambda each: each.collector):
        lines += _collector(collector, list(queries))
    return {Path("reference/queries.md"): "\n".join(lines)}


def _collector(collector: str, queries: list[Planned]) -> Iterator[str]:
    yield from (f"\n## {collector}", "")
    for each in queries:
        query = each.query
        yield f"- **{plain(query.purpose)}**"
        yield f"  - to {plain(each.to)}, {plain(each.protocol)}; needs {plain(query.right)}"
        if each.condition:
            yield f"  - only {plain(each.condition)}"
        if query.attributes:
            yield f"  - {code(query.words)}: {', '.join(map(code, query.attributes))}"
