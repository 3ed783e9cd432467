"""`exready explain`."""

from __future__ import annotations

import json
import textwrap
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from checks.check import Check
from checks.rule_book import rule_book_with
from checks.target import Target
from exready.config import ConfigRefused
from exready.options import JSON, RULES
from scanner.inventory.refusal import readable


@click.command("explain")
@click.argument("check")
@RULES
@JSON
def command(check: str, rules: tuple[Path, ...], as_json: bool) -> int:
    """Explain one CHECK: what it looks at, why, how to put it right, and what each target asks.

    \b
    Examples:
      exready explain ad-forest-level
      exready list checks
    """
    rule_book = rule_book_with(list(rules))
    checks = rule_book.checks
    if check not in checks:
        near = get_close_matches(check, checks, n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise ConfigRefused(
            f"There is no check {readable(check)}.", f"{hint}exready list checks shows them all."
        )
    ids = [name for base in rule_book.target_ids() for name in (base, *rule_book.release_ids(base))]
    explained = explanation(checks[check], [rule_book.target(name) for name in ids])
    click.echo(json.dumps(explained, ensure_ascii=False, indent=1) if as_json else as_text(explained))
    return 0


def explanation(check: Check, targets: list[Target]) -> dict[str, Any]:
    """Everything there is to say about a check; a release is listed only where it asks something else."""
    prose = check.prose
    requirements: list[dict[str, Any]] = []
    for target in targets:
        for level_name, level in target.require[check.id].levels() if check.id in target.require else ():
            row = {
                "target": target.id,
                "level": level_name,
                "requires": check.requires(level.need).text,
                "confidence": level.confidence,
                "conflicts": [conflict.says for conflict in level.conflicts],
                "sources": [
                    {"title": source.title, "url": source.url, "as_of": source.as_of.isoformat()}
                    for source in (target.sources[source_id] for source_id in level.cite)
                ],
            }
            same = [
                r for r in requirements if r["target"] == target.base_id and {**r, "target": target.id} == row
            ]
            if not same:
                requirements.append(row)
    return {
        "id": check.id, "title": prose.title, "subject": check.subject, "reads": [*check.reads, *check.uses],
        "what": prose.what, "why": prose.why, "fix": prose.fix, "requirements": requirements,
    }  # fmt: skip


def as_text(explained: dict[str, Any]) -> str:
    """The same for a terminal."""
    lines = [f"{explained['id']}: {explained['title']}", ""]
    for heading in ("what", "why", "fix"):
        lines += [heading.capitalize(), *_wrapped(explained[heading]), ""]
    lines.append("Required (must: below it is a blocker; should: a warning)")
    for row in explained["requirements"]:
        doubt = "" if row["confidence"] == "high" else f"  [confidence: {row['confidence']}]"
        lines.append(f"  {row['target']}, {row['level']}: {row['requires']}{doubt}")
        lines += [f"      but: {says}" for says in row["conflicts"]]
        lines += [f"      {s['title']}, {s['as_of']}\n      {s['url']}" for s in row["sources"]]
    return "\n".join(lines)


def _wrapped(prose: str) -> list[str]:
    """Running text in lines of 78 columns; commands as they are, to be copied."""
    lines: list[str] = []
    for line in prose.splitlines():
        lines += (
            [f"  {line}"]
            if line.startswith("    ")
            else textwrap.wrap(line, 78, initial_indent="  ", subsequent_indent="  ")
        )
    return lines
