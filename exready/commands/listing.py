"""`exready list`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from exready.options import JSON, RULES
from exready.terminal import print_document, print_rows


@click.command("list")
@click.argument("what", type=click.Choice(["targets", "checks", "samples"]))
@RULES
@JSON
def command(what: str, rules: tuple[Path, ...], as_json: bool) -> int:
    """List the targets, checks or samples there are.

    \b
    Examples:
      exready list targets
      exready list checks --json
    """
    rows = {"targets": _targets, "checks": _checks, "samples": _samples}[what](list(rules))
    if as_json:
        print_document("list", {what: rows})
        return 0
    print_rows([(row["id"], row["title"]) for row in rows])
    return 0


def _targets(rules: list[Path]) -> list[dict[str, Any]]:
    from checks.rule_book import rule_book_with

    rule_book = rule_book_with(rules)
    ids = [name for base in rule_book.target_ids() for name in (base, *rule_book.release_ids(base))]
    rows = []
    for target in map(rule_book.target, ids):
        ends = target.support_ends
        support = f"support ends {ends.isoformat()}" if ends else "no end of support is set"
        rows.append(
            {
                "id": target.id,
                "title": f"{target.name}, {target.release}; {support}; checked {target.verified.isoformat()}",
                "name": target.name,
                "release": target.release,
                "support_ends": ends.isoformat() if ends else None,
                "verified": target.verified.isoformat(),
            }
        )
    return rows


def _checks(rules: list[Path]) -> list[dict[str, Any]]:
    from checks.rule_book import rule_book_with

    found = rule_book_with(rules).checks.values()
    return [{"id": c.id, "title": c.prose.title, "subject": c.subject} for c in found]


def _samples(_rules: list[Path]) -> list[dict[str, Any]]:
    import samples
    from checks.subjects import organization_name
    from scanner.inventory.store import loads

    rows = []
    for name in samples.names():
        inventory, _ = loads(name, samples.read(name))
        taken = inventory.taken_at.date().isoformat()
        rows.append({"id": name, "title": f"{organization_name(inventory)}, taken {taken}"})
    return rows
