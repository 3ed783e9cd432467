"""The page of what is asked: every query of a scan with whom it goes to and the right it needs, from the plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from docs.site.markdown import code, plain, table
from scanner.collectors.query import Planned
from scanner.inventory.model import Candidate
from scanner.plan import plan
from scanner.request import Local, Request

HEAD = """# What is read

Everything a scan sends, from the plan of one that leaves nothing out; `exready scan --plan` prints it for yours, and sends
nothing. In braces stands what the server tells or an earlier query found. What the scripts print that run on servers is
listed by [row](../rows.md); what each part needs, by [rights](../permissions.md).
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
    yield f"\n## {collector}"
    rows = [
        (plain(each.query.purpose), plain(f"{each.to}, {each.protocol}"), _asked(each), plain(each.query.right))
        for each in queries
    ]
    yield from table(("What", "To whom", "Query", "Right"), rows)


def _asked(each: Planned) -> str:
    query = each.query
    parts = [
        plain(f"only {each.condition}") if each.condition else "",
        code(query.words) if query.attributes else "",
        ", ".join(map(code, query.attributes)),
    ]
    return "<br>".join(part for part in parts if part)
