"""`exready explain`."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from checks.check import Check
from checks.rule_book import rule_book_with
from checks.target import Target
from exready import completion
from exready.config import ConfigRefused, load_config
from exready.language import language_of
from exready.options import CONFIG, JSON, LANG, RULES
from exready.terminal import broken, print_document, print_lines
from reports.language import N_
from reports.words import CONFIDENCE_WORDS, Words
from scanner.inventory.refusal import readable


@click.command("explain")
@click.argument("check", shell_complete=completion.listed(completion.checks))
@RULES
@LANG
@JSON
@CONFIG
def command(check: str, rules: tuple[Path, ...], lang: str | None, as_json: bool, config: Path | None) -> int:
    """Explain one CHECK: what it looks at, why, how to put it right, and what each target asks.

    \b
    Examples:
      exready explain ad-forest-level
      exready explain ad-forest-level --lang fr
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
    targets = [rule_book.target(name) for name in ids]
    if as_json:  # what programs read is English everywhere
        print_document("explanation", explanation(checks[check], targets, Words()))
    else:
        words = Words(language_of(lang, load_config(config)))
        print_lines(as_text(explanation(checks[check], targets, words), words))
    return 0


def explanation(check: Check, targets: list[Target], words: Words) -> dict[str, Any]:
    """Everything there is to say about a check; a release is listed only where it asks something else."""
    prose = words.prose(check)
    requirements: list[dict[str, Any]] = []
    for target in targets:
        for level_name, level in target.require[check.id].levels() if check.id in target.require else ():
            row = {
                "target": target.id,
                "level": level_name,
                "requires": words.text(check.requires(level.need)),
                "confidence": level.confidence,
                "conflicts": [words.known(conflict.says) for conflict in level.conflicts],
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


_PROSE = 78
_HEADINGS = {"what": N_("What"), "why": N_("Why"), "fix": N_("Fix")}
_LEVELS = {"must": N_("must"), "should": N_("should")}


def as_text(explained: dict[str, Any], words: Words) -> list[str]:
    """The same in lines for the terminal."""
    title = words.say("{check}: {title}", check=explained["id"], title=explained["title"])
    lines = [*broken(title), ""]
    for part, heading in _HEADINGS.items():
        lines += [words.say(heading), *_wrapped(explained[part]), ""]
    lines.append(words.say("Required (must: below it is a blocker; should: a warning)"))
    for row in explained["requirements"]:
        lines += _requirement(row, words)
    return lines


def _requirement(row: dict[str, Any], words: Words) -> list[str]:
    said = words.say(
        "{target}, {level}: {requires}",
        target=row["target"],
        level=words.say(_LEVELS[row["level"]]),
        requires=row["requires"],
    )
    if row["confidence"] != "high":
        word = words.say(CONFIDENCE_WORDS[row["confidence"]])
        said += "  [" + words.say("confidence: {word}", word=word) + "]"
    lines = broken(said, "    ", first="  ")
    for says in row["conflicts"]:
        lines += broken(words.say("but: {says}", says=says), "        ", first="      ")
    for source in row["sources"]:
        lines += broken(f"{source['title']}, {source['as_of']}", "        ", first="      ")
        lines.append(f"      {source['url']}")
    return lines


def _wrapped(prose: str) -> list[str]:
    """Running text in lines of at most 78 columns; commands as they are, to be copied."""
    lines: list[str] = []
    for line in filter(None, prose.splitlines()):
        lines += [f"  {line}"] if line.startswith("    ") else broken(line, "  ", longest=_PROSE)
    return lines
